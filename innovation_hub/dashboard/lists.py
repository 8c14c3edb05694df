"""清單: the proposals behind a figure, each telling no more than the reader may know of it."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Row, Select, null, select

from innovation_hub.dashboard.board import Board
from innovation_hub.dashboard.figures import FIGURES, Figure
from innovation_hub.dashboard.models import Track
from innovation_hub.dashboard.sets import sets
from innovation_hub.dashboard.stages import IN_REVIEW, STAGES
from innovation_hub.kernel import clock
from innovation_hub.kernel.charts import Table
from innovation_hub.kernel.office.decisions import OUTCOMES
from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.policy import table as policy
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.text.language import section_name, translated

PAGE = 25
FIRST = 10
BY_MONTH = {"submitted": Track.submitted_on, "decided": Track.decided_on}
Found = Select[*tuple[Any, ...]]


@dataclass(frozen=True)
class Item:
    """A proposal in a list. `track` is there for who may follow it, `title` and `id` for who may read it."""

    number: str
    section: str
    id: int | None = None
    title: str | None = None
    track: Track | None = None
    counts: bool | None = None
    late: int = 0

    @property
    def stage(self) -> object:
        """Where it stands, in words: the tier's name while it is in review."""
        if self.track is None:
            return None
        return translated(self.track.tier_label) if self.track.stage == IN_REVIEW else STAGES[self.track.stage]

    @property
    def outcome(self) -> object:
        """How it was decided, in words."""
        return OUTCOMES.get(self.track.outcome, self.track.outcome) if self.track and self.track.outcome else None


def behind(figure: Figure, board: Board, person: Employee, month: date | None = None) -> Found:
    """The proposals the figure counts, newest number first; of one month only where the figure has months."""
    clauses = sets(clock.today())
    read, follow = (policy.rules()[f"track.{to}"].where(person, Track) for to in ("read", "follow"))
    part = clauses[figure.measure.part] if figure.measure.part else null()
    query = select(Track, read.label("read"), follow.label("follow"), part.label("part"))
    query = query.where(clauses[figure.measure.of], Track.year == board.scope.year)
    if board.section:
        query = query.where(Track.section_id == board.section.id)
    if month:
        last = month.replace(day=monthrange(month.year, month.month)[1])
        query = query.where(BY_MONTH[figure.key].between(month, last))
    return query.order_by(Track.number.desc())


def items(query: Found, board: Board) -> list[Item]:
    """The rows of the list."""
    local_days, names = clock.exceptions(), {section.id: section_name(section) for section in board.sections}
    return [_item(row, names, local_days) for row in db.session.execute(query)]


def page(query: Found, board: Board, before: str) -> tuple[list[Item], str | None]:
    """A page of the list after the number `before`, and the number the next page begins after."""
    if before:
        query = query.where(Track.number < before)
    found = items(query.limit(PAGE + 1), board)
    return found[:PAGE], found[PAGE - 1].number if len(found) > PAGE else None


def most_overdue(board: Board, person: Employee) -> list[Item]:
    """Those longest overdue, first; only such as the person may follow."""
    query = behind(FIGURES["overdue"], board, person).where(policy.rules()["track.follow"].where(person, Track))
    return items(query.order_by(None).order_by(Track.due_on, Track.number).limit(FIRST), board)


def table(name: str, listed: Iterable[Item]) -> Table:
    """The list as a table of plain values."""
    columns = (_("編號"), _("提案"), _("課室"), _("階段"), _("承辦"), _("期限"), _("逾期（工作日）"),
               _("首次回覆（工作日）"), _("審查日數（工作日）"), _("決定"), _("計入"))  # fmt: skip
    return Table(name, columns, [_plain(item) for item in listed])


def _item(row: Row[Any], names: Mapping[int, str], local_days: dict[date, bool]) -> Item:
    track: Track = row[0]
    here = (track.number, names[track.section_id])
    if not row.follow:
        return Item(*here)
    late = clock.working_days(track.due_on, clock.today(), local_days) if track.due_on else 0
    counts = None if row.part is None else bool(row.part)
    id, title = (track.proposal_id, track.title) if row.read else (None, None)
    return Item(*here, id, title, track, counts, late)


def _plain(item: Item) -> tuple[object, ...]:
    track = item.track
    told = (track.holder, track.due_on, item.late, track.reply_days, track.cycle_days) if track else (None,) * 5
    return (item.number, item.title, item.section, item.stage, *told, item.outcome, item.counts)
