"""審查桌: what waits for a person, and how much of a case she may see."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select

from innovation_hub.kernel.office.people import Employee, Role
from innovation_hub.kernel.policy import table as policy
from innovation_hub.kernel.web.guards import seen
from review.cases import Case
from review.judging import tally
from review.judging.cards import Scorecard, Sheet
from review.judging.rounds import Assignment, Round
from review.lifecycle import IN_TIER, LABELS

EMPTY = Sheet(scores={}, checklist={}, comment="", recommendation="")


def todo(by: Employee) -> Select[Case]:
    """The cases that wait for the person: to be judged by her, or ready for her decision."""
    return seen(Case).where(Case.stage == IN_TIER, ~Case.is_authored_by(by), or_(_unjudged(by), _undecided(by)))


def everything(by: Employee) -> Select[Case]:
    """All the cases the person may see."""
    return seen(Case)


def _unjudged(by: Employee) -> ColumnElement[bool]:
    sealed = exists(select(1).where(Scorecard.assignment_id == Assignment.id))
    mine = and_(Assignment.case_id == Case.id, Assignment.reviewer_id == by.id, Assignment.recused_at.is_(None))
    query = select(1).select_from(Assignment).join(Round).where(mine, Round.closed_at.is_(None), ~sealed)
    return exists(query.correlate(Case))


def _undecided(by: Employee) -> ColumnElement[bool]:
    """She decides, and most cards are in (whoever judges and decides in one keeps the case until the decision)."""
    sealed = exists(select(1).where(Scorecard.assignment_id == Assignment.id))
    asked = select(func.count()).select_from(Assignment).join(Round).where(Assignment.case_id == Case.id)
    asked = asked.where(Round.closed_at.is_(None), Assignment.recused_at.is_(None)).correlate(Case)
    most = asked.where(sealed).scalar_subquery() * 2 > asked.scalar_subquery()
    nobody = asked.scalar_subquery() == 0
    return and_(Case.is_decided_by(by), or_(most, nobody, Case.decider_role == Role.SECTION_CHIEF))


def progress(by: Employee) -> tuple[ColumnElement[int], ColumnElement[int]]:
    """How many of the cards asked of the person in open rounds are sealed, and how many are asked: two columns."""
    sealed = exists(select(1).where(Scorecard.assignment_id == Assignment.id))
    asked = select(func.count()).select_from(Assignment).join(Round).join(Case).correlate(None)
    asked = asked.where(Assignment.reviewer_id == by.id, Assignment.recused_at.is_(None))
    asked = asked.where(Round.closed_at.is_(None), Case.stage == IN_TIER)
    return asked.where(sealed.correlate(Assignment)).scalar_subquery(), asked.scalar_subquery()


@dataclass(frozen=True)
class Shown:
    """A card as a page or program shows it."""

    reviewer: str
    scores: dict[str, Any]
    checklist: dict[str, Any]
    comment: str
    recommendation: str
    total: int | None
    sealed_at: object
    version: int | None


@dataclass(frozen=True)
class View:
    """A case through one person's eyes."""

    case: Case
    by: Employee

    @cached_property
    def dossier(self) -> dict[str, Any]:
        """The revision under review, as submitted."""
        return self.case.dossier.answers

    @property
    def asks(self) -> dict[str, Any]:
        """What is asked at this tier."""
        return self.case.rulebook.asks(self.case.tier)

    @property
    def assignment(self) -> Assignment | None:
        """Her own assignment in the last round."""
        own = self.case.round.of(self.by)
        return own if own and own.recused_at is None else None

    @property
    def judges(self) -> bool:
        """Whether she may put down marks now."""
        own = self.assignment
        return own is not None and own.card is None and policy.may(self.by, "review.score", self.case)

    @property
    def card(self) -> Shown | None:
        """Her own card, sealed or not yet; an empty one of version 0 before she first saves."""
        own = self.assignment
        return _shown(own) if own and (own.card or own.sheet or self.judges) else None

    @property
    def cards(self) -> list[Shown]:
        """The sealed cards she may see: all of a round once her own is sealed, or when she only decides or audits."""
        return [card for round in self.case.rounds for card in self.cards_of(round)]

    def cards_of(self, round: Round) -> list[Shown]:
        """Those of one round."""
        return [_shown(one) for one in round.asked if one.card] if self._open(round) else []

    def lines(self, round: Round) -> list[tally.Line]:
        """Their marks side by side with her own."""
        own = round.of(self.by)
        return tally.lines(self.case.rulebook.criteria, self.cards_of(round), own.card if own else None)

    @property
    def blind(self) -> bool:
        """Whether the proposers' names are still hidden from her."""
        return self.case.rules.blind and self.judges

    @property
    def outcomes(self) -> list[dict[str, str]]:
        """The outcomes she may choose now."""
        if not (self.case.is_open and policy.may(self.by, "review.decide", self.case)):
            return []
        tier = self.case.rules
        offered = [key for key in tier.outcomes if key != "return" or self.case.returns() < tier.returns]
        return [{"key": key, "label": str(LABELS[key])} for key in offered]

    def _open(self, round: Round) -> bool:
        own = round.of(self.by)
        if own and own.recused_at is None:
            return own.card is not None
        if any(self.by.holds(role) for role in (Role.SECRETARIAT, Role.HEAD, Role.AUDITOR)):
            return True
        return self.by.holds(Role.TASK_FORCE) and self.assignment is not None and self.assignment.card is not None


def _shown(one: Assignment) -> Shown:
    card = one.card
    sheet = None if card else one.sheet
    said = card or sheet or EMPTY
    version = None if card else sheet.version if sheet else 0
    marks = (said.scores, said.checklist, said.comment, said.recommendation)
    return Shown(one.reviewer.name, *marks, card.total if card else None, card.sealed_at if card else None, version)
