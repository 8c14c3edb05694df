"""看板: a year counted for each section in three queries; every figure and every picture is made of this."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import add
from typing import Any, Self

from sqlalchemy import Row, Select, and_, case, func, select

from innovation_hub.dashboard.models import Track
from innovation_hub.dashboard.readers import Proposer
from innovation_hub.dashboard.scope import Scope, this_year
from innovation_hub.dashboard.sets import sets
from innovation_hub.dashboard.stages import DECIDED
from innovation_hub.dashboard.tally import Tally
from innovation_hub.kernel import clock
from innovation_hub.kernel.errors import NotFound
from innovation_hub.kernel.office.people import Duty, Employee, Role, Section
from innovation_hub.kernel.storage.session import db

Found = Select[*tuple[Any, ...]]


@dataclass(frozen=True)
class Way:
    """A submitted proposal's days: when it came in, and when and after how many working days it was decided."""

    section_id: int
    submitted_on: date
    decided_on: date | None
    cycle_days: int | None


@dataclass(frozen=True)
class Board:
    """A year: its sections with their tallies, the ways of its proposals, and the first year anything is known of."""

    scope: Scope
    sections: Sequence[Section]
    tallies: Mapping[str, Tally]
    ways: Sequence[Way]
    first_year: int

    @classmethod
    def of(cls, scope: Scope) -> Self:
        """Counts the year; NotFound when the section is not one of the office's."""
        counted = db.session.execute(_counts(scope.year)).all()
        sections: list[Section] = [row[0] for row in counted]
        if scope.section and scope.section not in {section.key for section in sections}:
            raise NotFound
        people = {id: (staff, named) for id, staff, named in db.session.execute(_people(scope.year))}
        ways = [Way(*row) for row in db.session.execute(_ways(scope.year))]
        tallies = {row[0].key: _tally(row, ways, people) for row in counted}
        first = min((row.first_year for row in counted if row.first_year), default=this_year())
        return cls(scope, sections, tallies, ways, first)

    @property
    def whole(self) -> Tally:
        """The tally of the section asked for, or of all together."""
        if self.scope.section:
            return self.tallies[self.scope.section]
        return reduce(add, self.tallies.values(), Tally())

    @property
    def section(self) -> Section | None:
        """The section asked for."""
        return next((section for section in self.sections if section.key == self.scope.section), None)

    @property
    def mine(self) -> Sequence[Way]:
        """The ways within the scope."""
        return [way for way in self.ways if self.section is None or way.section_id == self.section.id]

    @property
    def years(self) -> Sequence[int]:
        """The years one may ask for, newest first."""
        return range(max(this_year(), self.scope.year), min(self.first_year, this_year(), self.scope.year) - 1, -1)


def _counts(year: int) -> Found:
    counts = [func.count(Track.proposal_id).filter(clause).label(key) for key, clause in sets(clock.today()).items()]
    first = select(func.min(Track.year)).scalar_subquery().label("first_year")
    here = and_(Track.section_id == Section.id, Track.year == year)
    return select(Section, first, *counts).outerjoin(Track, here).group_by(Section.id).order_by(Section.id)


def _people(year: int) -> Found:
    accepted = sets(clock.today())["accepted"]
    named = select(Proposer.employee_id).join(Track).where(accepted, Track.year == year).distinct().subquery()
    auditors = select(Duty.employee_id).where(Duty.role == Role.AUDITOR)
    query = select(Employee.section_id, func.count(Employee.id), func.count(named.c.employee_id))
    query = query.outerjoin(named, named.c.employee_id == Employee.id)
    return query.where(Employee.active, Employee.id.not_in(auditors)).group_by(Employee.section_id)


def _ways(year: int) -> Found:
    decided = Track.stage == DECIDED
    ended = case((decided, Track.decided_on)), case((decided, Track.cycle_days))
    query = select(Track.section_id, Track.submitted_on, *ended)
    return query.where(Track.year == year, Track.submitted_on.is_not(None))


def _tally(row: Row[Any], ways: Sequence[Way], people: Mapping[int, tuple[int, int]]) -> Tally:
    section: Section = row[0]
    cycle = [way.cycle_days for way in ways if way.section_id == section.id and way.cycle_days is not None]
    counts = {key: number for key, number in row._mapping.items() if isinstance(number, int) and key != "first_year"}
    return Tally(counts, cycle, *people.get(section.id, (0, 0)))
