"""重聽: a module hears anew, from their beginning, all streams that were told something from a position on.

Only a module that folds events into rows of its own can do so: it says how to forget what it holds of a stream. Stream
after stream is forgotten and heard in one transaction, so readers never see one half told, and workers go on beside it.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, and_, delete, func, select

from innovation_hub.kernel.events.journal import Entry
from innovation_hub.kernel.messaging import checkpoints, delivery
from innovation_hub.kernel.messaging.checkpoints import Progress
from innovation_hub.kernel.messaging.handling import hear_together
from innovation_hub.kernel.messaging.parked import Failure
from innovation_hub.kernel.messaging.throttle import Manners
from innovation_hub.kernel.module.module import Module, subscribers
from innovation_hub.kernel.storage.session import db, writing

log = logging.getLogger("hub.replay")
PORTION = 100


def replayable() -> Mapping[str, Module]:
    """The modules that may hear again."""
    return {name: module for name, module in subscribers().items() if module.forget}


def count(module: Module, from_position: int) -> int:
    """How many events a replay from there hears."""
    query = select(func.count()).where(Entry.name.in_(module.hears), Entry.stream.in_(_streams(module, from_position)))
    return db.session.scalar(query) or 0


def replay(module: Module, from_position: int = 0) -> Iterator[int]:
    """Hears again; yields how many events each step has heard, and commits it."""
    streams = db.session.scalars(_streams(module, from_position).order_by(Entry.stream)).all()
    for first in range(0, len(streams), PORTION):
        with writing():
            heard = _together(module, streams[first : first + PORTION])
        yield heard


def _streams(module: Module, from_position: int) -> Select[Any]:
    return select(Entry.stream).where(Entry.position >= from_position, Entry.name.in_(module.hears)).distinct()


def _together(module: Module, streams: Sequence[str]) -> int:
    """All in one transaction, or each stream for itself when one of them fails."""
    manners = Manners()
    try:
        _begin_anew(module, streams)
        while hear_together({(module.name, stream): module for stream in streams}, manners):
            pass
        db.session.commit()
        return manners.heard
    except Exception:
        log.warning("replayed singly", exc_info=True, extra={"module_name": module.name})
        db.session.rollback()
        for stream in streams:
            _singly(module, stream)
        return _heard(module, streams)


def _singly(module: Module, stream: str) -> None:
    """What fails is parked, as at its first hearing."""
    _begin_anew(module, [stream])
    db.session.commit()
    delivery.deliver(module, [stream])


def _begin_anew(module: Module, streams: Sequence[str]) -> None:
    assert module.forget is not None
    checkpoints.lock([(module.name, stream) for stream in streams])
    module.forget(streams)
    db.session.execute(delete(Failure).where(Failure.subscriber == module.name, Failure.stream.in_(streams)))
    checkpoints.note({(module.name, stream): 0 for stream in streams})


def _heard(module: Module, streams: Sequence[str]) -> int:
    """How many events of these streams the module has heard now."""
    mine = and_(Progress.subscriber == module.name, Progress.stream == Entry.stream)
    query = select(func.count()).select_from(Entry).join(Progress, and_(mine, Entry.sequence <= Progress.sequence))
    return db.session.scalar(query.where(Entry.stream.in_(streams), Entry.name.in_(module.hears))) or 0
