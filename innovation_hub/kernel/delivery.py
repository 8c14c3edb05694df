"""送達: each module hears each event once, in the order of its stream, whatever carried the news.

A message only says which stream has news. What is new is read from the journal: all after the sequence the module has
come to. Hearing it, what it changes and the new sequence are one transaction: a second message finds nothing to do.
"""

import logging
from collections.abc import Collection, Sequence

from sqlalchemy.exc import DBAPIError

from innovation_hub.kernel import clock, failures, journal, progress
from innovation_hub.kernel.db import db
from innovation_hub.kernel.errors import Clash, NotNow
from innovation_hub.kernel.failures import Failure
from innovation_hub.kernel.journal import Entry
from innovation_hub.kernel.module import Module

log = logging.getLogger("hub.delivery")
PORTION = 500
NO_ROOM = ("53", "SQLITE_FULL", "SQLITE_IOERR")
BUSY = ("55P03", "40P01")


def deliver(module: Module, streams: Collection[str]) -> None:
    """Lets the module hear all that is new on these streams, a portion a transaction where all goes well."""
    wanted = sorted(streams)
    try:
        while apply(module, wanted) == PORTION:
            db.session.commit()
        db.session.commit()
    except Exception as error:
        db.session.rollback()
        if _database_gone(error):
            raise
        for stream in wanted:
            _deliver_singly(module, stream)


def apply(module: Module, streams: Sequence[str]) -> int:
    """Hears what is new on these streams in the open transaction, a portion at most; returns how many events it was."""
    progress.lock(module, streams)
    progress.wait_shortly()
    entries = progress.pending(module, streams, PORTION)
    for entry in entries:
        _hear(module, entry)
    progress.note(module, entries)
    failures.forgive(module, streams)
    return len(entries)


def catch_up(module: Module, stream: str) -> None:
    """Before a person acts on a thing: hears, in her transaction, what happened to it and has not arrived yet."""
    progress.lock(module, [stream])
    for entry in progress.pending(module, [stream], PORTION):
        try:
            with db.session.begin_nested():
                _hear(module, entry)
        except NotNow:
            _say_overtaken(module, entry)
        except DBAPIError:
            raise
        except Exception as error:
            log.exception("reaction failed", extra={"module_name": module.name, "position": entry.position})
            raise Clash from error
        progress.note(module, [entry])
    failures.forgive(module, [stream])
    if db.session.get(Failure, (module.name, stream)):
        raise Clash


def try_again(subscriber: str, stream: str) -> bool:
    """Has a failed stream tried again at the next sweep; False when nothing of it waits."""
    failure = db.session.get(Failure, (subscriber, stream))
    if failure is None:
        return False
    failure.next_try_at, failure.tries = clock.now(), 0
    return True


def _hear(module: Module, entry: Entry) -> None:
    token, trace = journal.cause.set(entry.position), journal.trace.set(entry.trace)
    try:
        told = entry.event
        module.reacts[type(told)](told, entry)
        db.session.flush()
    finally:
        journal.cause.reset(token)
        journal.trace.reset(trace)


def _deliver_singly(module: Module, stream: str) -> None:
    """One event, one transaction: what fails stops its stream only."""
    while True:
        progress.lock(module, [stream])
        progress.wait_shortly()
        waiting = progress.pending(module, [stream], limit=1)
        going_on = bool(waiting) and _heard(module, waiting[0])
        db.session.commit()
        if not going_on:
            return


def _heard(module: Module, entry: Entry) -> bool:
    """Whether the stream may go on; the savepoint keeps the lock when the reaction fails."""
    try:
        with db.session.begin_nested():
            _hear(module, entry)
    except NotNow:
        _say_overtaken(module, entry)
    except Exception as error:
        if _database_gone(error):
            raise
        if not _busy(error):
            log.exception("reaction failed", extra={"module_name": module.name, "position": entry.position})
            failures.fail(module, entry, error)
        return False
    progress.note(module, [entry])
    failures.forgive(module, [entry.stream])
    return True


def _say_overtaken(module: Module, entry: Entry) -> None:
    log.info("overtaken", extra={"module_name": module.name, "position": entry.position})


def _database_gone(error: Exception) -> bool:
    """Whether the database is away or has no room left: no fault of the reaction's either."""
    if not isinstance(error, DBAPIError):
        return False
    code = str(getattr(error.orig, "sqlstate", None) or getattr(error.orig, "sqlite_errorname", ""))
    return error.connection_invalidated or code.startswith(NO_ROOM)


def _busy(error: Exception) -> bool:
    """Whether somebody else held the row for the moment: no fault of the reaction's, the sweep brings it again."""
    return isinstance(error, DBAPIError) and getattr(error.orig, "sqlstate", None) in BUSY
