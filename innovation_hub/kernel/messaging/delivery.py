"""送達: each module handles each event once, in the order of its stream, whichever way the message came.

A message only says which stream has new events. They are read from the journal: all after the module's checkpoint.
The handling, what it changes and the new checkpoint are one transaction: a second message finds nothing to do.
"""

import logging
from collections.abc import Collection, Sequence

from sqlalchemy.exc import DBAPIError

from innovation_hub.kernel import clock
from innovation_hub.kernel.errors import Clash, NotNow
from innovation_hub.kernel.events.journal import Entry
from innovation_hub.kernel.messaging import checkpoints, parked
from innovation_hub.kernel.messaging.handling import busy, handle, handle_together, named, next_ones, remember
from innovation_hub.kernel.messaging.parked import Failure
from innovation_hub.kernel.messaging.throttle import BATCH, Throttle
from innovation_hub.kernel.module.module import Module
from innovation_hub.kernel.storage.session import db

log = logging.getLogger("hub.delivery")
NO_ROOM = ("53", "SQLITE_FULL", "SQLITE_IOERR")


def deliver(module: Module, streams: Collection[str]) -> None:
    """Lets the module handle all that is new on these streams."""
    deliver_all([(module, streams)], Throttle())


def deliver_all(messages: Sequence[tuple[Module, Collection[str]]], throttle: Throttle) -> None:
    """Lets each module handle all that is new on its streams: all of them in one transaction where all goes well."""
    streams = sorted({stream for _, streams in messages for stream in streams})
    try:
        while streams:
            some, streams = streams[: throttle.streams], streams[throttle.streams :]
            pairs = {(module.name, stream): module for module, its in messages for stream in some if stream in its}
            while handle_together(pairs, throttle, checkpoints.note_last):
                db.session.commit()
                throttle.back_off()
            db.session.commit()
            if streams:
                throttle.back_off()
    except Exception as error:
        db.session.rollback()
        if _database_gone(error):
            raise
        _deliver_apart(messages)


def catch_up(module: Module, stream: str) -> None:
    """Before a person acts on a thing: handles, in her transaction, what happened to it and has not arrived yet."""
    for entry in next_ones(module, stream, BATCH):
        try:
            with db.session.begin_nested():
                handle(module, entry)
        except NotNow:
            _say_overtaken(module, entry)
        except DBAPIError:
            raise
        except Exception as error:
            log.exception("reaction failed", extra=named(module, entry))
            raise Clash from error
        _note(module, entry)
    if db.session.get(Failure, (module.name, stream)):
        raise Clash


def try_again(subscriber: str, stream: str) -> bool:
    """Has a failed stream tried again at the next sweep; False when nothing of it waits."""
    failure = db.session.get(Failure, (subscriber, stream))
    if failure is None:
        return False
    failure.next_try_at, failure.tries = clock.now(), 0
    return True


def _deliver_apart(messages: Sequence[tuple[Module, Collection[str]]]) -> None:
    """What fails among several modules is looked for in each by itself, then in each stream."""
    for module, streams in messages:
        if len(messages) > 1:
            deliver(module, streams)
            continue
        for stream in sorted(streams):
            _deliver_singly(module, stream)


def _deliver_singly(module: Module, stream: str) -> None:
    """One event, one transaction: what fails stops its stream only."""
    going_on = True
    while going_on:
        waiting = next_ones(module, stream, limit=1)
        checkpoints.wait_shortly()
        going_on = bool(waiting) and _handled(module, waiting[0])
        db.session.commit()


def _handled(module: Module, entry: Entry) -> bool:
    """Whether the stream may go on; the savepoint keeps the lock when the reaction fails."""
    try:
        with db.session.begin_nested():
            handle(module, entry)
    except NotNow:
        _say_overtaken(module, entry)
    except Exception as error:
        if _database_gone(error):
            raise
        if not busy(error):
            log.exception("reaction failed", extra=named(module, entry))
            parked.fail(module, entry, error)
        return False
    _note(module, entry)
    return True


def _note(module: Module, entry: Entry) -> None:
    pair = module.name, entry.stream
    remember(pair, entry.sequence)
    parked.forgive([pair])


def _say_overtaken(module: Module, entry: Entry) -> None:
    log.info("overtaken", extra=named(module, entry))


def _database_gone(error: Exception) -> bool:
    """Whether the database is away or has no room left: no fault of the reaction's either."""
    if not isinstance(error, DBAPIError):
        return False
    code = str(getattr(error.orig, "sqlstate", None) or getattr(error.orig, "sqlite_errorname", ""))
    return error.connection_invalidated or code.startswith(NO_ROOM)
