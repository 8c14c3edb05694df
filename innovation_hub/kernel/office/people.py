"""人員: sections, employees and the duties they hold."""

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from innovation_hub.kernel.search.texts import Searchable
from innovation_hub.kernel.storage.session import Base, db


class Role(StrEnum):
    """What a duty lets a person do; every employee may propose without any."""

    SECTION_CHIEF = "section_chief"
    SECRETARIAT = "secretariat"
    REVIEWER = "reviewer"
    TASK_FORCE = "task_force"
    HEAD = "head"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


class Section(Base):
    """課室: an organisational unit."""

    __tablename__ = "sections"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(unique=True)
    name_en: Mapped[str]


class Employee(Searchable, Base):
    """同仁: a person of the office."""

    __tablename__ = "employees"
    SEARCHED = ("name", "login")
    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    title: Mapped[str] = mapped_column(default="")
    section_id: Mapped[int] = mapped_column(ForeignKey("sections.id"), index=True)
    active: Mapped[bool] = mapped_column(default=True)
    section: Mapped[Section] = relationship(lazy="joined", innerjoin=True)
    duties: Mapped[list["Duty"]] = relationship(lazy="joined", back_populates="employee")

    def holds(self, role: Role) -> bool:
        """Whether the person holds the role, as its holder or acting for one."""
        return any(duty.role == role for duty in self.duties)

    @property
    def roles(self) -> list[str]:
        """The names of the roles held, sorted."""
        return sorted({duty.role for duty in self.duties})


class Duty(Base):
    """職務: one role of one employee; `acting` marks the delegate (代理人)."""

    __tablename__ = "duties"
    __table_args__ = (UniqueConstraint("employee_id", "role"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("employees.id"), index=True)
    role: Mapped[str] = mapped_column(index=True)
    acting: Mapped[bool] = mapped_column(default=False)
    employee: Mapped[Employee] = relationship(back_populates="duties")


def holders(role: Role, section_id: int | None = None, but: Iterable[int] = ()) -> list[Employee]:
    """Active holders of the role (of one section), the holder before the acting one, without those in `but`."""
    query = select(Employee).join(Duty).where(Duty.role == role, Employee.active, Employee.id.not_in(list(but)))
    if section_id is not None:
        query = query.where(Employee.section_id == section_id)
    return list(db.session.scalars(query.order_by(Duty.acting, Employee.id)).unique())


def named(ids: Iterable[int]) -> dict[int, Employee]:
    """The employees with these ids, by id, in one query."""
    found = db.session.scalars(select(Employee).where(Employee.id.in_(set(ids)))).unique()
    return {employee.id: employee for employee in found}


def sections() -> list[Section]:
    """All sections, in the office's order."""
    return list(db.session.scalars(select(Section).order_by(Section.id)))


def section_named(key: str) -> Section | None:
    """The section with this key."""
    return db.session.scalar(select(Section).where(Section.key == key))
