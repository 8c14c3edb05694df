"""提案: a concrete suggestion, who makes it, and every revision of it that was ever judged."""

from datetime import date, datetime
from typing import Any, ClassVar, Self

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from innovation_hub.kernel import clock
from innovation_hub.kernel.errors import NotNow
from innovation_hub.kernel.events import journal
from innovation_hub.kernel.events.proposal import ProposalDrafted
from innovation_hub.kernel.lifecycle.moves import Move
from innovation_hub.kernel.lifecycle.perform import Staged
from innovation_hub.kernel.office.people import Employee, Section
from innovation_hub.kernel.policy import table as policy
from innovation_hub.kernel.search.texts import Searchable
from innovation_hub.kernel.storage.session import Base, db
from proposals import merges, numbers, shares
from proposals.checks import check_answers, check_complete
from proposals.fields import FIELDS
from proposals.lifecycle import DRAFT, IN_REVIEW, LIFECYCLE, RETURNED
from proposals.readers import Readable
from proposals.shares import Proposer

WRITABLE = (DRAFT, RETURNED)


class Proposal(Staged, Readable, Searchable, Base):
    """提案."""

    __tablename__ = "proposals"
    __table_args__ = (
        Index("ix_proposals_year_id", "year", "id"),
        Index("uq_proposals_received", "id", "submitted_at", "number", unique=True),
    )
    KIND: ClassVar[str] = "proposal"
    MODULE: ClassVar[str] = "proposals"
    LIFECYCLE: ClassVar[tuple[Move, ...]] = LIFECYCLE
    SEARCHED = ("number", "title", "problem", "measures", "benefit", "details")

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str | None] = mapped_column(unique=True)
    year: Mapped[int]
    section_id: Mapped[int] = mapped_column(ForeignKey("sections.id"), index=True)
    category: Mapped[str] = mapped_column(default="public_service")
    origin: Mapped[str] = mapped_column(default="free")
    service_item_id: Mapped[int | None] = mapped_column(ForeignKey("service_items.id"))
    title: Mapped[str] = mapped_column(default="")
    problem: Mapped[str] = mapped_column(default="")
    measures: Mapped[str] = mapped_column(default="")
    benefit: Mapped[str] = mapped_column(default="")
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
    cooperating: Mapped[list[Any]] = mapped_column(default=list)
    revision: Mapped[int] = mapped_column(default=0)
    tier: Mapped[str | None]
    tier_label: Mapped[str | None]
    holder: Mapped[str | None]
    due_on: Mapped[date | None]
    next_label: Mapped[str | None]
    note: Mapped[str | None]
    outcome: Mapped[str | None]
    decision: Mapped[dict[str, Any] | None]
    source: Mapped[str | None] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]

    section: Mapped[Section] = relationship(lazy="joined", innerjoin=True)
    proposers: Mapped[list[Proposer]] = relationship(
        lazy="selectin", order_by=Proposer.rank, cascade="all, delete-orphan"
    )

    @classmethod
    def draft(cls, by: Employee, drawn_up_by: Employee | None = None, **answers: object) -> Self:
        """A new draft by `by`, with what she has written so far, or somebody else has for her."""
        policy.require(by, "proposal.write")
        now, year = clock.now(), clock.today().year - 1911
        proposal = cls(stage=DRAFT, year=year, section_id=by.section_id, created_at=now, changed_at=now)
        proposal.details, proposal.cooperating, proposal.revision = {}, [], 0
        proposal.section = by.section
        proposal.proposers = [shares.lead(by)]
        proposal._take(answers)
        db.session.add(proposal)
        db.session.flush()
        journal.record(ProposalDrafted.of(proposal), drawn_up_by or by)
        return proposal

    def write(self, by: Employee, **answers: object) -> None:
        """Changes what it says; NotNow once it is under review, Invalid when a field is not as it should be."""
        self.ask_to_write(by)
        self._take(answers)
        self.changed_at = clock.now()

    def ask_to_write(self, by: Employee) -> None:
        """NotAllowed where the person may not change it, NotNow once it is under review."""
        policy.require(by, "proposal.edit", self)
        if self.stage not in WRITABLE:
            raise NotNow

    def freeze(self) -> None:
        """Before submission: complete, numbered, and frozen as a revision."""
        check_complete(self.answers)
        now = clock.now()
        self.year = self.year if self.number else clock.local(now).year - 1911
        self.number = self.number or numbers.take(self.year)[0]
        self.revision += 1
        self.submitted_at = self.submitted_at or now
        self.note, self.changed_at = None, now
        db.session.add(Revision.of(self, now))

    def leave(self) -> None:
        """It is nobody's to judge any more."""
        self.holder = self.due_on = self.next_label = None
        self.changed_at = clock.now()

    def enter(self, tier: str, tier_label: str, holder: str, due_on: str, next_label: str) -> None:
        """It has come to a tier: who has it, until when, what comes next."""
        if self.stage != IN_REVIEW:
            raise NotNow
        self.tier, self.tier_label, self.holder, self.next_label = tier, tier_label, holder, next_label
        self.due_on, self.changed_at = date.fromisoformat(due_on), clock.now()

    @property
    def answers(self) -> dict[str, str]:
        """All it says, by field."""
        return {field.key: self.answer(field.key) for field in FIELDS}

    def answer(self, key: str) -> str:
        """What it says in one field."""
        return str(getattr(self, key) if hasattr(type(self), key) else self.details.get(key, ""))

    def searched(self) -> list[str]:
        """Its number and all it says."""
        return [self.number or "", *self.answers.values()]

    @property
    def is_agreed(self) -> bool:
        """Whether its shares were agreed in a merge."""
        return bool(merges.joined(self.id))

    @property
    def said(self) -> dict[str, str]:
        """What it said when it was last submitted; what it says now where it never was."""
        last = db.session.get(Revision, (self.id, self.revision)) if self.revision else None
        return dict(last.answers) if last else self.answers

    @property
    def stream(self) -> str:
        """Its event stream."""
        return f"proposal:{self.id}"

    @property
    def proposal_id(self) -> int:
        """Its id, as events call it."""
        return self.id

    @property
    def section_ids(self) -> list[int]:
        """The proposers' sections."""
        return sorted({proposer.employee.section_id for proposer in self.proposers if proposer.agreed})

    @property
    def rule(self) -> str:
        """The rule it was refused by."""
        return str((self.decision or {}).get("rule", ""))

    def _take(self, answers: dict[str, Any]) -> None:
        taken = check_answers(answers)
        self.details = {**self.details, **taken.pop("details")}
        for key, value in taken.items():
            setattr(self, key, value)


class Revision(Base):
    """版次: what a proposal said when it was submitted; never changed."""

    __tablename__ = "revisions"
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    answers: Mapped[dict[str, Any]]
    proposers: Mapped[dict[str, Any]]
    at: Mapped[datetime]

    @classmethod
    def of(cls, proposal: Proposal, at: datetime) -> Self:
        """The proposal as it stands."""
        portions = {str(id): share for id, share in shares.portions_of(proposal.proposers).items()}
        return cls(
            proposal_id=proposal.id, revision=proposal.revision, answers=proposal.answers, proposers=portions, at=at
        )
