"""聽的不變條件: progress, failures, watermarks and deadlines agree with the journal."""

from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import Executable, and_, func, or_, select, union_all

from innovation_hub.kernel.events.base import EVENTS
from innovation_hub.kernel.events.journal import Entry, Stream
from innovation_hub.kernel.events.timers import Deadline
from innovation_hub.kernel.messaging.checkpoints import Checkpoint, unhandled
from innovation_hub.kernel.messaging.parked import Failure
from innovation_hub.kernel.messaging.relay import Watermark, mark
from innovation_hub.kernel.module.invariant import Invariant, rows
from innovation_hub.kernel.module.module import subscribers

AHEAD = (
    select(Checkpoint.subscriber, Checkpoint.stream, Checkpoint.sequence, Stream.sequence.label("last"))
    .outerjoin(Stream, Stream.name == Checkpoint.stream)
    .where(Checkpoint.sequence > func.coalesce(Stream.sequence, 0))
)
_AT = and_(Entry.position == Failure.position, Entry.stream == Failure.stream)
_FAILED = select(Failure.subscriber, Failure.stream, Failure.position)
NOWHERE = _FAILED.outerjoin(Entry, _AT).where(Entry.position.is_(None))
_PASSED = and_(Checkpoint.subscriber == Failure.subscriber, Checkpoint.stream == Failure.stream)
PASSED = _FAILED.join(Entry, _AT).join(Checkpoint, _PASSED).where(Checkpoint.sequence >= Entry.sequence)
BEYOND = select(Watermark.subscriber, Watermark.position).where(
    Watermark.position > select(func.coalesce(func.max(Entry.position), 0)).scalar_subquery()
)


def deaf() -> Executable:
    """Failures of who does not handle such an event."""
    handles = [and_(Failure.subscriber == name, Entry.name.in_(one.handles)) for name, one in subscribers().items()]
    return _FAILED.join(Entry, _AT).where(~or_(*handles))


def strangers() -> Executable:
    """Progress and watermarks of who handles nothing."""
    known = list(subscribers())
    return union_all(
        select(Checkpoint.subscriber, func.count().label("rows"))
        .where(Checkpoint.subscriber.not_in(known))
        .group_by(Checkpoint.subscriber),
        select(Watermark.subscriber, func.count())
        .where(Watermark.subscriber.not_in(known))
        .group_by(Watermark.subscriber),
    )


def left_behind() -> Iterator[dict[str, Any]]:
    """Entries a module has not handled though its watermark says so."""
    for module in subscribers().values():
        query = unhandled(module, 0).where(Entry.position <= mark(module))
        for row in rows(query.with_only_columns(Entry.position, Entry.stream)):
            yield {"subscriber": module.name, **row}


def untellable() -> Iterator[dict[str, Any]]:
    """Deadlines that hold no event, or one of another stream."""
    for row in rows(select(Deadline.id, Deadline.stream, Deadline.name, Deadline.body)):
        try:
            stream = EVENTS[row["name"]](**row["body"]).stream
        except (KeyError, TypeError):
            stream = ""
        if stream != row["stream"]:
            yield {"deadline": row["id"], "stream": row["stream"], "name": row["name"], "tells_of": stream}


INVARIANTS = (
    Invariant("progress.ahead", _l("沒有模組聽到還沒發生的事"), AHEAD),
    Invariant("progress.subscriber", _l("進度與水位都屬於會聽事件的模組"), strangers),
    Invariant("failures.position", _l("每個待處理的失敗都指向事件簿裡那個事件流的一筆事件"), NOWHERE),
    Invariant("failures.subscriber", _l("每個待處理的失敗都屬於會聽那種事件的模組"), deaf),
    Invariant("failures.waits", _l("事件流停在失敗的那一筆之前，沒有越過它"), PASSED),
    Invariant("watermarks.end", _l("水位不高於事件簿的最後位置"), BEYOND),
    Invariant("watermarks.heard", _l("水位以下的事件，模組都聽過了"), left_behind),
    Invariant("deadlines.tellable", _l("每個期限到時都說得出它的事件，且屬於它的事件流"), untellable),
)
