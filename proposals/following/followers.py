"""關注: who follows a proposal is told how it goes on."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ForeignKey, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from innovation_hub.kernel import clock
from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.storage.session import Base, db, is_sqlite


class Follow(Base):
    """關注: one person follows one proposal; who follows a merged one handles of its parent while it is merged."""

    __tablename__ = "follows"
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"), primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("employees.id"), primary_key=True, index=True)
    at: Mapped[datetime]


def follow(id: int, by: Employee) -> None:
    """From now on she is told; a second time changes nothing."""
    insert = (sqlite if is_sqlite() else postgresql).insert(Follow)
    row = {"proposal_id": id, "employee_id": by.id, "at": clock.now()}
    db.session.execute(insert.values(**row).on_conflict_do_nothing())


def unfollow(id: int, by: Employee) -> None:
    """She is told no more."""
    db.session.execute(delete(Follow).where(Follow.proposal_id == id, Follow.employee_id == by.id))


def follows(id: int, person: Employee) -> bool:
    """Whether she follows the proposal."""
    return db.session.get(Follow, (id, person.id)) is not None


def followers(ids: Collection[int]) -> list[int]:
    """Who follows any of these proposals."""
    query = select(Follow.employee_id).where(Follow.proposal_id.in_(ids)).distinct()
    return list(db.session.scalars(query.order_by(Follow.employee_id)))
