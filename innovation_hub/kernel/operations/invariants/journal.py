"""事件簿的不變條件: no gap, no disorder, nothing that cannot be read."""

from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import Executable, case, func, literal, or_, select, union_all
from sqlalchemy.orm import aliased

from innovation_hub.kernel.events import upcasters
from innovation_hub.kernel.events.base import EVENTS
from innovation_hub.kernel.events.journal import Entry, Stream
from innovation_hub.kernel.module.invariant import Invariant, rows
from innovation_hub.kernel.office.people import Employee

_COUNTED = select(Entry.stream, func.count().label("events"), func.max(Entry.sequence).label("last"))
_COUNTED = _COUNTED.group_by(Entry.stream)
GAPS = _COUNTED.having(or_(func.min(Entry.sequence) != 1, func.max(Entry.sequence) != func.count()))

_HEADS = _COUNTED.subquery()
HEADS = union_all(
    select(Stream.name.label("stream"), Stream.sequence, _HEADS.c.last)
    .outerjoin(_HEADS, _HEADS.c.stream == Stream.name)
    .where(Stream.sequence != func.coalesce(_HEADS.c.last, 0)),
    select(_HEADS.c.stream, literal(None), _HEADS.c.last)
    .outerjoin(Stream, Stream.name == _HEADS.c.stream)
    .where(Stream.name.is_(None)),
)

_BEFORE = func.lag(Entry.position).over(partition_by=Entry.stream, order_by=Entry.sequence).label("before")
_ORDERED = select(Entry.position, Entry.stream, Entry.sequence, _BEFORE).subquery()
DISORDER = select(_ORDERED).where(_ORDERED.c.position < _ORDERED.c.before)

_CAUSE = aliased(Entry)
CAUSES = (
    select(Entry.position, Entry.cause)
    .outerjoin(_CAUSE, _CAUSE.position == Entry.cause)
    .where(Entry.cause.is_not(None), or_(_CAUSE.position.is_(None), _CAUSE.position >= Entry.position))
)
NOBODY = (
    select(Entry.position, Entry.by_id)
    .outerjoin(Employee, Employee.id == Entry.by_id)
    .where(Entry.by_id.is_not(None), Employee.id.is_(None))
)


def unknown() -> Executable:
    """Entries whose event the product does not know."""
    return select(Entry.position, Entry.name).where(Entry.name.not_in(list(EVENTS)))


def unreadable() -> Iterator[dict[str, Any]]:
    """Entries whose body the event's class does not take, though their version was lifted."""
    known = select(Entry.position, Entry.name, Entry.version, Entry.body).where(Entry.name.in_(list(EVENTS)))
    for row in rows(known):
        try:
            upcasters.read(row["name"], row["version"], row["body"])
        except (KeyError, TypeError) as error:
            yield {"position": row["position"], "name": row["name"], "version": row["version"], "error": repr(error)}


def misplaced() -> Executable:
    """Entries in another stream than that of the thing they are about."""
    homes = [
        (Entry.name == told.name, literal(f"{told.about}:") + Entry.body[f"{told.about}_id"].as_string())
        for told in EVENTS.values()
    ]
    home = case(*homes)
    return select(Entry.position, Entry.stream, home.label("about")).where(home != Entry.stream)


INVARIANTS = (
    Invariant("journal.gapless", _l("每個事件流的序號從 1 起連續無缺"), GAPS),
    Invariant("journal.head", _l("每個事件流記下的最後序號，就是它最後一筆事件的序號"), HEADS),
    Invariant("journal.order", _l("同一事件流中，後來的事件在事件簿中也在後面"), DISORDER),
    Invariant("journal.known", _l("事件簿裡的每個事件名稱都是系統認得的"), unknown),
    Invariant("journal.readable", _l("每筆事件（含舊版）今天都讀得懂"), unreadable),
    Invariant("journal.stream", _l("每筆事件都記在它所說那件事的事件流裡"), misplaced),
    Invariant("journal.cause", _l("每筆事件的起因是更早的一筆事件"), CAUSES),
    Invariant("journal.by", _l("做每件事的人都在同仁名單內"), NOBODY),
)
