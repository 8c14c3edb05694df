"""受邀審查: who was asked to judge or to decide a proposal, and in which case, as the pre-review told it."""

from collections.abc import Iterable

from sqlalchemy import ForeignKey, delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from innovation_hub.kernel.storage.session import Base, db, is_sqlite


class Asked(Base):
    """受邀審查: one person asked about one proposal."""

    __tablename__ = "asked"
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"), primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("employees.id"), primary_key=True, index=True)
    case_id: Mapped[int]


def ask(proposal_id: int, case_id: int, people: Iterable[int]) -> None:
    """These people are asked; who was asked before stays so."""
    rows = [{"proposal_id": proposal_id, "employee_id": id, "case_id": case_id} for id in people]
    if rows:
        db.session.execute((sqlite if is_sqlite() else postgresql).insert(Asked).on_conflict_do_nothing(), rows)


def excuse(proposal_id: int, employee_id: int) -> None:
    """The person is asked no more."""
    mine = delete(Asked).where(Asked.proposal_id == proposal_id, Asked.employee_id == employee_id)
    db.session.execute(mine)
