"""重聽: a module handles anew, from their beginning, all streams that were told something from a position on.

Only a module that folds events into rows of its own can do so: it says how to forget what it holds of a stream. Stream
after stream is forgotten and handled in one transaction, so readers never see one half done; workers go on beside it.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, and_, delete, func, select

from innovation_hub.kernel.events.journal import Entry
from innovation_hub.kernel.messaging import checkpoints, delivery
from innovation_hub.kernel.messaging.checkpoints import Checkpoint
from innovation_hub.kernel.messaging.handling import handle_together
from innovation_hub.kernel.messaging.parked import Failure
from innovation_hub.kernel.messaging.throttle import Throttle
from innovation_hub.kernel.module.module import Module, subscribers
from innovation_hub.kernel.storage.session import db, writing

log = logging.getLogger("hub.replay")
BATCH = 100


def replayable() -> Mapping[str, Module]:
    """The modules that may handle again."""
    return {name: module for name, module in subscribers().items() if module.forget}


def count(module: Module, from_position: int) -> int:
    """How many events a replay from there handles."""
    query = select(func.count()).where(
        Entry.name.in_(module.handles), Entry.stream.in_(_streams(module, from_position))
    )
    return db.session.scalar(query) or 0


def replay(module: Module, from_position: int = 0) -> Iterator[int]:
    """Handles again; yields how many events each step has handled, and commits it."""
    streams = db.session.scalars(_streams(module, from_position).order_by(Entry.stream)).all()
    for first in range(0, len(streams), BATCH):
        with writing():
            handled = _together(module, streams[first : first + BATCH])
        yield handled


def _streams(module: Module, from_position: int) -> Select[Any]:
    return select(Entry.stream).where(Entry.position >= from_position, Entry.name.in_(module.handles)).distinct()


def _together(module: Module, streams: Sequence[str]) -> int:
    """All in one transaction, or each stream for itself when one of them fails."""
    throttle = Throttle()
    try:
        _begin_anew(module, streams)
        while handle_together({(module.name, stream): module for stream in streams}, throttle):
            pass
        db.session.commit()
        return throttle.handled
    except Exception:
        log.warning("replayed singly", exc_info=True, extra={"module_name": module.name})
        db.session.rollback()
        for stream in streams:
            _singly(module, stream)
        return _handled(module, streams)


def _singly(module: Module, stream: str) -> None:
    """What fails is parked, as at its first handling."""
    _begin_anew(module, [stream])
    db.session.commit()
    delivery.deliver(module, [stream])


def _begin_anew(module: Module, streams: Sequence[str]) -> None:
    assert module.forget is not None
    checkpoints.lock([(module.name, stream) for stream in streams])
    module.forget(streams)
    db.session.execute(delete(Failure).where(Failure.subscriber == module.name, Failure.stream.in_(streams)))
    checkpoints.note({(module.name, stream): 0 for stream in streams})


def _handled(module: Module, streams: Sequence[str]) -> int:
    """How many events of these streams the module has handled now."""
    mine = and_(Checkpoint.subscriber == module.name, Checkpoint.stream == Entry.stream)
    query = select(func.count()).select_from(Entry).join(Checkpoint, and_(mine, Entry.sequence <= Checkpoint.sequence))
    return db.session.scalar(query.where(Entry.stream.in_(streams), Entry.name.in_(module.handles))) or 0
