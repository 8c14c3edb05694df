"""略過: a person has a module go on without an event it could not handle, and says why; that is told in the journal."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from innovation_hub.kernel import clock
from innovation_hub.kernel.errors import Invalid, NotFound, NotNow
from innovation_hub.kernel.events import journal
from innovation_hub.kernel.events.entry import EntrySkipped
from innovation_hub.kernel.events.journal import Entry
from innovation_hub.kernel.messaging import checkpoints
from innovation_hub.kernel.messaging.parked import Failure
from innovation_hub.kernel.module.module import subscribers
from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.text.cleaning import many_lines

STILL_TRIED = _l("這個事件還會再自動重試。等它停下來等人處理，才能略過。")
REASON_NEEDED = _l("請寫下略過的原因。")


def parked(subscriber: str, stream: str) -> Failure:
    """What waits there for a person; NotFound when nothing does, NotNow when it will be tried again by itself."""
    failure = db.session.get(Failure, (subscriber, stream), populate_existing=True)
    if failure is None or subscriber not in subscribers():
        raise NotFound
    if not failure.parked:
        raise NotNow(STILL_TRIED)
    return failure


def skips(limit: int = 20) -> Sequence[Entry]:
    """What was skipped, newest first, as the journal tells it."""
    query = select(Entry).where(Entry.name == EntrySkipped.name).order_by(Entry.position.desc()).limit(limit)
    return db.session.scalars(query).all()


def skip(subscriber: str, stream: str, reason: str, by: Employee | None = None) -> None:
    """The module leaves the event out for ever and, at the next sweep, handles what comes after it on the stream."""
    reason = many_lines(reason)
    if not reason:
        raise Invalid(reason=REASON_NEEDED)
    parked(subscriber, stream)
    checkpoints.lock([(subscriber, stream)])
    failure = parked(subscriber, stream)
    checkpoints.note({(subscriber, stream): db.session.get_one(Entry, failure.position).sequence})
    failure.next_try_at, failure.tries = clock.now(), 0
    position = failure.position
    journal.record(EntrySkipped(entry_id=position, subscriber=subscriber, thing=stream, reason=reason), by)
