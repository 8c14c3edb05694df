"""預審案: one proposal in review, with a round for each visit to a tier and the dossier of each revision."""

from datetime import datetime
from typing import ClassVar, Self

from sqlalchemy import ColumnElement, ForeignKey, and_, exists, literal, or_, select
from sqlalchemy.ext.hybrid import hybrid_method
from sqlalchemy.orm import Mapped, mapped_column, relationship

from innovation_hub.kernel.events.proposal import ProposalSubmitted
from innovation_hub.kernel.lifecycle.moves import Move
from innovation_hub.kernel.lifecycle.perform import Staged
from innovation_hub.kernel.office.people import Employee, Role, Section
from innovation_hub.kernel.search.texts import Searchable
from innovation_hub.kernel.storage.session import Base, db
from review.case_parts import CaseAuthor, Dossier
from review.judging.rounds import Assignment, Round
from review.lifecycle import CLOSED, IN_TIER, LIFECYCLE
from review.rulebook.models import Rulebook
from review.tiers import Tier


class Case(Staged, Searchable, Base):
    """預審案 (ReviewCase). `decider_role` and `decider_section_id` say who may decide now; empty when nobody may."""

    __tablename__ = "cases"
    KIND: ClassVar[str] = "review"
    MODULE: ClassVar[str] = "review"
    LIFECYCLE: ClassVar[tuple[Move, ...]] = LIFECYCLE
    SEARCHED = ("number", "title")

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(unique=True)
    number: Mapped[str]
    title: Mapped[str]
    category: Mapped[str]
    section_id: Mapped[int] = mapped_column(ForeignKey("sections.id"), index=True)
    rulebook_version: Mapped[int] = mapped_column(ForeignKey("rulebooks.version"))
    revision: Mapped[int]
    tier: Mapped[str] = mapped_column(index=True)
    decider_role: Mapped[str | None]
    decider_section_id: Mapped[int | None]
    outcome: Mapped[str | None]
    opened_at: Mapped[datetime]

    section: Mapped[Section] = relationship(lazy="joined", innerjoin=True)
    rulebook: Mapped[Rulebook] = relationship(lazy="joined", innerjoin=True)
    authors: Mapped[list["CaseAuthor"]] = relationship(
        lazy="joined", order_by="CaseAuthor.rank", cascade="all, delete-orphan"
    )
    rounds: Mapped[list[Round]] = relationship(lazy="selectin", order_by=Round.id)

    @classmethod
    def open(cls, told: ProposalSubmitted, at: datetime, authors: dict[int, int]) -> Self:
        """The case opened by a submission; `authors` maps employee to section, the lead first."""
        case = cls(proposal_id=told.proposal_id, section_id=told.section_id, opened_at=at, stage=IN_TIER)
        case.number, case.title, case.category = told.number, told.title, told.category
        case.rulebook = Rulebook.current()
        case.tier, case.revision = case.rulebook.tiers[0].key, told.revision
        rows = enumerate(authors.items())
        case.authors = [CaseAuthor(employee_id=id, section_id=section, rank=rank) for rank, (id, section) in rows]
        db.session.add(case)
        db.session.flush()
        case.keep(told, at)
        return case

    def keep(self, told: ProposalSubmitted, at: datetime) -> None:
        """Keeps what was submitted: what is judged does not change under the judge."""
        self.revision, self.title, self.category = told.revision, told.title, told.category
        db.session.add(Dossier(case_id=self.id, revision=told.revision, answers=told.answers, at=at))

    @property
    def rules(self) -> Tier:
        """The rules of the tier it is at."""
        return self.rulebook.tier(self.tier)

    @property
    def round(self) -> Round:
        """The last round."""
        return self.rounds[-1]

    @property
    def is_open(self) -> bool:
        """Whether somebody has it to judge."""
        return self.stage == IN_TIER

    @property
    def ready(self) -> bool:
        """Whether enough cards are sealed to go on or to decide."""
        return self.is_open and len(self.round.sealed) >= self.round.needs(self.rules)

    @property
    def stream(self) -> str:
        """The proposal's stream: its events take effect in order with the proposal's own."""
        return f"proposal:{self.proposal_id}"

    @property
    def case_id(self) -> int:
        """Its id, as events call it."""
        return self.id

    @property
    def author_ids(self) -> dict[int, int]:
        """Authors and their sections, the lead first; who has left them still judges nothing here."""
        return {author.employee_id: author.section_id for author in self.authors}

    @property
    def aside_ids(self) -> set[int]:
        """Those who stepped aside in one of its rounds."""
        return {one.reviewer_id for round in self.rounds for one in round.assignments if one.recused_at}

    @property
    def proposer_ids(self) -> list[int]:
        """The authors, the lead first, without those who have left them."""
        return [author.employee_id for author in self.authors if not author.gone]

    @property
    def dossier(self) -> "Dossier":
        """The revision under review."""
        return db.session.get_one(Dossier, (self.id, self.revision))

    def returns(self) -> int:
        """How often the tier has returned it."""
        return sum(round.outcome == "return" and round.tier == self.tier for round in self.rounds)

    @hybrid_method
    def is_assigned_to(self, person: Employee) -> bool:
        """Whether the person was ever asked to judge it and did not step aside."""
        return any(round.of(person) in round.asked for round in self.rounds)

    @is_assigned_to.expression
    @classmethod
    def _is_assigned_to(cls, person: Employee) -> ColumnElement[bool]:
        mine = and_(Assignment.case_id == cls.id, Assignment.reviewer_id == person.id, Assignment.recused_at.is_(None))
        return exists(select(1).where(mine))

    @hybrid_method
    def is_judged_by(self, person: Employee) -> bool:
        """Whether the person is asked to judge it now."""
        return self.is_open and self.round.of(person) in self.round.asked

    @is_judged_by.expression
    @classmethod
    def _is_judged_by(cls, person: Employee) -> ColumnElement[bool]:
        mine = and_(Assignment.case_id == cls.id, Assignment.reviewer_id == person.id, Assignment.recused_at.is_(None))
        now = exists(select(1).select_from(Assignment).join(Round).where(mine, Round.closed_at.is_(None)))
        return and_(cls.stage == IN_TIER, now)

    @hybrid_method
    def is_decided_by(self, person: Employee) -> bool:
        """Whether the person may decide it now."""
        in_section = self.decider_section_id in (None, person.section_id)
        return self.decider_role in person.roles and in_section and not self.is_stood_aside_by(person)

    @is_decided_by.expression
    @classmethod
    def _is_decided_by(cls, person: Employee) -> ColumnElement[bool]:
        in_section = or_(cls.decider_section_id.is_(None), cls.decider_section_id == person.section_id)
        held = and_(cls.decider_role.is_not(None), cls.decider_role.in_(person.roles), in_section)
        return and_(held, ~cls.is_stood_aside_by(person))

    @hybrid_method
    def is_stood_aside_by(self, person: Employee) -> bool:
        """Whether the person stepped aside in one of its rounds: she has no right in the case any more."""
        return person.id in self.aside_ids

    @is_stood_aside_by.expression
    @classmethod
    def _is_stood_aside_by(cls, person: Employee) -> ColumnElement[bool]:
        mine = and_(Assignment.case_id == cls.id, Assignment.reviewer_id == person.id)
        return exists(select(1).where(mine, Assignment.recused_at.is_not(None)))

    @hybrid_method
    def is_of_chief(self, person: Employee) -> bool:
        """Whether the person is chief, or acting chief, of the section it comes from."""
        return self.section_id == person.section_id and person.holds(Role.SECTION_CHIEF)

    @is_of_chief.expression
    @classmethod
    def _is_of_chief(cls, person: Employee) -> ColumnElement[bool]:
        return and_(cls.section_id == person.section_id, literal(person.holds(Role.SECTION_CHIEF)))

    @hybrid_method
    def is_authored_by(self, person: Employee) -> bool:
        """Whether the person is one of its authors."""
        return person.id in self.author_ids

    @is_authored_by.expression
    @classmethod
    def _is_authored_by(cls, person: Employee) -> ColumnElement[bool]:
        return exists(select(1).where(CaseAuthor.case_id == cls.id, CaseAuthor.employee_id == person.id))

    @property
    def is_closed(self) -> bool:
        """Whether it has come to its end."""
        return self.stage == CLOSED
