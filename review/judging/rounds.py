"""審查輪次與分案: one visit of a case to a tier, and who is asked to judge it there."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from innovation_hub.kernel import clock
from innovation_hub.kernel.office.people import Employee, Role, holders
from innovation_hub.kernel.storage.session import Base, db
from review.judging.cards import Scorecard, Sheet
from review.tiers import CHECKLIST, Tier


class Round(Base):
    """輪次: one visit to one tier, judged on one revision."""

    __tablename__ = "rounds"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    tier: Mapped[str]
    revision: Mapped[int]
    opened_at: Mapped[datetime]
    due_on: Mapped[date]
    closed_at: Mapped[datetime | None]
    outcome: Mapped[str | None]
    reason: Mapped[str | None]
    rule: Mapped[str | None]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("employees.id"))
    paused_at: Mapped[datetime | None]
    paused_days: Mapped[int] = mapped_column(default=0, server_default="0")
    assignments: Mapped[list["Assignment"]] = relationship(lazy="joined", order_by="Assignment.id")

    @property
    def asked(self) -> list["Assignment"]:
        """Those who judge: who stepped aside is not among them."""
        return [assignment for assignment in self.assignments if assignment.recused_at is None]

    @property
    def sealed(self) -> list[Scorecard]:
        """The cards in force."""
        return [assignment.card for assignment in self.asked if assignment.card]

    @property
    def waiting(self) -> int:
        """How many cards are still out."""
        return len(self.asked) - len(self.sealed)

    @property
    def days_used(self) -> int:
        """Working days from receipt to closing, those left out in which it was merged."""
        end = self.closed_at or self.paused_at or clock.now()
        days = clock.working_days(clock.local(self.opened_at).date(), clock.local(end).date())
        return days - (self.paused_days or 0)

    def needs(self, tier: Tier) -> int:
        """How many cards it takes to decide; who steps aside does not lower it."""
        return self.least(tier, max(len(self.assignments), len(holders(tier.scored_by)) if tier.cards[1] > 3 else 0))

    @staticmethod
    def least(tier: Tier, asked: int) -> int:
        """How many cards of so many seats: the tier's least, or the majority of a larger panel (domain §4)."""
        return max(tier.cards[0], min(asked, tier.cards[1]) // 2 + 1 if tier.cards[1] > 3 else 0)

    def of(self, person: Employee) -> "Assignment | None":
        """The person's own assignment."""
        return next((one for one in self.assignments if one.reviewer_id == person.id), None)


class Assignment(Base):
    """分案: one reviewer asked to judge one case in one tier."""

    __tablename__ = "assignments"
    __table_args__ = (UniqueConstraint("round_id", "reviewer_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), index=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("employees.id"), index=True)
    recused_at: Mapped[datetime | None]
    recusal: Mapped[str | None]
    reviewer: Mapped[Employee] = relationship(lazy="joined", innerjoin=True)
    sheet: Mapped[Sheet | None] = relationship(cascade="all, delete-orphan")
    cards: Mapped[list[Scorecard]] = relationship(lazy="selectin", order_by=Scorecard.id)

    @property
    def card(self) -> Scorecard | None:
        """The card in force: the last one sealed."""
        return self.cards[-1] if self.cards else None


def choose(tier: Tier, section_id: int, authors: dict[int, int], but: Collection[int] = ()) -> list[Employee]:
    """Who is asked to judge at the tier: never an author; where the tier says so, nobody of an author's section.

    `authors` maps employee to section. Where fewer judges are wanted than there are, those with the fewest open cases
    come first; where there are fewer than the tier's least, the next in line fill up: the head for a section's chief,
    the task force for the reviewers. Nobody in `but` is asked.
    """
    barred = {*authors, *but}
    if tier.asks == CHECKLIST:
        able = holders(tier.scored_by, section_id, but=barred)
        return (able or holders(Role.HEAD, but=barred))[: tier.cards[1]]
    found = _by_load(tier, holders(tier.scored_by, but=barred), authors)
    if tier.scored_by != Role.TASK_FORCE and len(found) < tier.cards[0]:
        found += _by_load(tier, holders(Role.TASK_FORCE, but=[*barred, *(one.id for one in found)]), authors)
        return found[: tier.cards[0]]
    return found[: tier.cards[1]]


def _by_load(tier: Tier, able: list[Employee], authors: dict[int, int]) -> list[Employee]:
    """Those with the fewest open cases first; where the tier says so, nobody of an author's section."""
    if tier.aside:
        able = [person for person in able if person.section_id not in authors.values()]
    loads = _loads(able)
    return sorted(able, key=lambda person: (loads.get(person.id, (0, 0)), person.id))


def _loads(people: Sequence[Employee]) -> dict[int, tuple[int, int]]:
    """Open cases and all cases ever, by reviewer."""
    open_count = func.count().filter(Round.closed_at.is_(None))
    query = select(Assignment.reviewer_id, open_count, func.count()).join(Round)
    query = query.where(Assignment.reviewer_id.in_([person.id for person in people])).group_by(Assignment.reviewer_id)
    return {id: (waiting, ever) for id, waiting, ever in db.session.execute(query)}
