"""說過的事: the journal as invariants ask it: the last of some events on each stream, what a module has handled."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, String, Subquery, and_, case, cast, func, literal, or_, select

from innovation_hub.kernel.events.base import Event
from innovation_hub.kernel.events.journal import Entry
from innovation_hub.kernel.messaging.checkpoints import Checkpoint
from innovation_hub.kernel.module.invariant import rows

Recorded = Iterable[type[Event]]
_ID = cast(func.substr(Entry.stream, len("proposal:") + 1), Integer)
ABOUT = case((Entry.stream.startswith("proposal:"), _ID)).label("about")
COLUMNS = (
    ABOUT,
    Entry.position,
    Entry.stream,
    Entry.sequence,
    Entry.name,
    Entry.version,
    Entry.body,
    Entry.at,
    Entry.by_id,
)


def entries(events: Recorded, handled_by: str = "") -> Select[Any]:
    """The entries of these events; only those a module has handled, where it is named."""
    query = select(*COLUMNS).where(Entry.name.in_([told.name for told in events]))
    if handled_by:
        mine = and_(Checkpoint.subscriber == handled_by, Checkpoint.stream == Entry.stream)
        query = query.join(Checkpoint, mine).where(Entry.sequence <= Checkpoint.sequence)
    return query


def last(events: Recorded, handled_by: str = "") -> Subquery:
    """The last of these entries on each stream."""
    rank = func.row_number().over(partition_by=Entry.stream, order_by=Entry.sequence.desc()).label("rank")
    found = entries(events, handled_by).add_columns(rank).subquery()
    return select(found).where(found.c.rank == 1).subquery()


def by_stream(events: Recorded) -> dict[str, list[Any]]:
    """The bodies of these entries, those of a stream in their order."""
    found: dict[str, list[Any]] = {}
    for row in rows(entries(events).order_by(Entry.position)):
        found.setdefault(row["stream"], []).append(row["body"])
    return found


def count(events: Recorded, handled_by: str = "") -> Subquery:
    """How many of these entries each proposal has: `about`, `number`."""
    found = entries(events, handled_by).subquery()
    return select(found.c.about, func.count().label("number")).group_by(found.c.about).subquery()


def about_proposal(id: Any) -> ColumnElement[str]:
    """The stream of the proposal with this id."""
    return literal("proposal:") + cast(id, String)


def leads(name: Any, stage: Any, moves: Iterable[tuple[type[Event], str]]) -> ColumnElement[bool]:
    """Whether the event of this name leads to this stage; an event may lead to several."""
    return or_(*(and_(name == told.name, stage == to) for told, to in moves))


def means(name: Any, meanings: Mapping[type[Event], str]) -> ColumnElement[str]:
    """What the event of this name leads to."""
    return case(*((name == told.name, meaning) for told, meaning in meanings.items()))
