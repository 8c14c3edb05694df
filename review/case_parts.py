"""預審案的部分: who its authors are, as the review knows them, and the dossier of each revision."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.storage.session import Base


class CaseAuthor(Base):
    """提案人（預審所知）: who may never judge the case."""

    __tablename__ = "case_authors"
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("employees.id"), primary_key=True, index=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("sections.id"))
    rank: Mapped[int]
    gone: Mapped[bool] = mapped_column(default=False)
    employee: Mapped[Employee] = relationship(lazy="joined", innerjoin=True)


class Dossier(Base):
    """送審內容: a revision as it was submitted; never changed."""

    __tablename__ = "dossiers"
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    answers: Mapped[dict[str, Any]]
    at: Mapped[datetime]
