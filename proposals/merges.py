"""併案: one proposal is to go on as part of another, or does, or did; and what its proposers said to it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    and_,
    exists,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.ext.hybrid import hybrid_method
from sqlalchemy.orm import Mapped, mapped_column

from innovation_hub.kernel.lifecycle.moves import Move
from innovation_hub.kernel.lifecycle.perform import Staged
from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.policy.parameters import Parameter
from innovation_hub.kernel.storage.session import Base, db
from proposals.lifecycle import JOINED, MERGE_LIFECYCLE, OBJECTED, PROPOSED
from proposals.shares import Proposer

ANSWER_DAYS = Parameter(
    key="merge.answer_days",
    label=_l("併案回覆期限（工作日）"),
    meaning=_l("擬議併案後，雙方提案人可以同意或不同意的工作日數；期滿未回覆視為同意。"),
    default=5,
    least=1,
    most=30,
    whole=True,
)
OPEN = (PROPOSED, OBJECTED)
RECEIPT = ["proposals.id", "proposals.submitted_at", "proposals.number"]
HELD = text("stage IN ('proposed', 'objected', 'joined')")
FIRST = (
    "parent_received_at < child_received_at OR parent_received_at = child_received_at AND parent_number < child_number"
)


class Merge(Staged, Base):
    """併案: `into_id` is where the child is now, when the parent was merged in its turn; `before` the parent's shares.

    The receipts of both are carried along, so that the database can see that the parent was received first: no row, and
    so no ring of rows, can say otherwise.
    """

    __tablename__ = "merges"
    __table_args__ = (
        ForeignKeyConstraint(["child_id", "child_received_at", "child_number"], RECEIPT),
        ForeignKeyConstraint(["parent_id", "parent_received_at", "parent_number"], RECEIPT),
        CheckConstraint(FIRST, name="first_received"),
        CheckConstraint("portion BETWEEN 1 AND 99", name="portion"),
        Index("uq_merges_held", "child_id", unique=True, sqlite_where=HELD, postgresql_where=HELD),
    )
    KIND: ClassVar[str] = "merge"
    MODULE: ClassVar[str] = "proposals"
    LIFECYCLE: ClassVar[tuple[Move, ...]] = MERGE_LIFECYCLE

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int]
    child_received_at: Mapped[datetime]
    child_number: Mapped[str]
    parent_id: Mapped[int] = mapped_column(index=True)
    parent_received_at: Mapped[datetime]
    parent_number: Mapped[str]
    into_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"), index=True)
    portion: Mapped[int]
    reason: Mapped[str]
    by_id: Mapped[int] = mapped_column(ForeignKey("employees.id"))
    at: Mapped[datetime]
    due_on: Mapped[date]
    child_stage: Mapped[str | None]
    before: Mapped[list[Any] | None]
    joined_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("employees.id"))
    ended_reason: Mapped[str | None]

    @property
    def stream(self) -> str:
        """The child's stream."""
        return f"proposal:{self.child_id}"

    @property
    def merge_id(self) -> int:
        """Its id, as events call it."""
        return self.id

    @property
    def both(self) -> list[int]:
        """The two proposals, in the order in which they are locked."""
        return sorted((self.child_id, self.parent_id))

    @hybrid_method
    def concerns(self, person: Employee) -> bool:
        """Whether the person is a proposer of one of the two."""
        mine = select(Proposer.employee_id).where(Proposer.employee_id == person.id)
        return db.session.scalar(mine.where(Proposer.proposal_id.in_(self.both)).limit(1)) is not None

    @concerns.expression
    @classmethod
    def _concerns(cls, person: Employee) -> ColumnElement[bool]:
        of_one = or_(Proposer.proposal_id == cls.child_id, Proposer.proposal_id == cls.parent_id)
        return exists(select(1).where(and_(Proposer.employee_id == person.id, of_one)))

    @hybrid_method
    def was_proposed_by(self, person: Employee) -> bool:
        """Whether it was the person's idea."""
        return self.by_id == person.id


class Consent(Base):
    """併案回覆: what one proposer said to a merge; only added to, the last word counts."""

    __tablename__ = "consents"
    id: Mapped[int] = mapped_column(primary_key=True)
    merge_id: Mapped[int] = mapped_column(ForeignKey("merges.id"), index=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("employees.id"))
    consents: Mapped[bool]
    reason: Mapped[str]
    at: Mapped[datetime]


def held(child_id: int) -> Merge | None:
    """The merge in which the proposal is, or is to be, the child."""
    query = select(Merge).where(Merge.child_id == child_id, Merge.stage.in_((*OPEN, JOINED)))
    return db.session.scalars(query).one_or_none()


def joined(parent_id: int) -> list[Merge]:
    """What was merged into the proposal itself and still is, the last one first."""
    query = select(Merge).where(Merge.parent_id == parent_id, Merge.stage == JOINED)
    return list(db.session.scalars(query.order_by(Merge.joined_at.desc(), Merge.id.desc())))


def within(id: int) -> list[int]:
    """Everything that is merged into the proposal, through others too."""
    found: list[int] = []
    beyond = [id]
    while beyond:
        query = select(Merge.child_id).where(Merge.parent_id.in_(beyond), Merge.stage == JOINED)
        beyond = list(db.session.scalars(query.order_by(Merge.child_id)))
        found += beyond
    return found


def carry(children: Iterable[int], into_id: int) -> None:
    """These merged proposals are in that one now."""
    theirs = update(Merge).where(Merge.child_id.in_(list(children)), Merge.stage == JOINED)
    db.session.execute(theirs.values(into_id=into_id))


def answers(merge_id: int) -> dict[int, Consent]:
    """The last word of each who answered."""
    said = db.session.scalars(select(Consent).where(Consent.merge_id == merge_id).order_by(Consent.id))
    return {consent.employee_id: consent for consent in said}
