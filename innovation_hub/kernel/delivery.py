"""送達: each module hears each event once, in the order of its stream, whatever carried the news.

A message only says which stream has news. What is new is read from the journal: everything after the sequence the module has
come to. Hearing it, what it changes and the new sequence are one transaction, so a second message finds nothing left to do.
"""

import logging
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import and_, delete, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Mapped, mapped_column

from innovation_hub.kernel import clock, journal
from innovation_hub.kernel.db import Base, BigId, db, is_sqlite
from innovation_hub.kernel.errors import Clash, NotNow
from innovation_hub.kernel.journal import Entry
from innovation_hub.kernel.module import Module

log = logging.getLogger("hub.delivery")
PAUSES = (1, 5, 30, 120)


class Progress(Base):
    """進度: how far a module has heard a stream."""

    __tablename__ = "progress"
    subscriber: Mapped[str] = mapped_column(primary_key=True)
    stream: Mapped[str] = mapped_column(primary_key=True)
    sequence: Mapped[int]


class Failure(Base):
    """待處理: a reaction that failed; its stream waits for the module until it is tried again or skipped."""

    __tablename__ = "failures"
    subscriber: Mapped[str] = mapped_column(primary_key=True)
    stream: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(BigId)
    tries: Mapped[int]
    error: Mapped[str]
    since: Mapped[datetime]
    next_try_at: Mapped[datetime | None]

    @property
    def parked(self) -> bool:
        """Whether it waits for a person."""
        return self.next_try_at is None


def deliver(module: Module, streams: Collection[str]) -> None:
    """Lets the module hear all that is new on these streams, in one transaction where all goes well."""
    try:
        apply(module, sorted(streams))
        db.session.commit()
    except Exception as error:
        db.session.rollback()
        if _database_gone(error):
            raise
        for stream in sorted(streams):
            _deliver_singly(module, stream)


def apply(module: Module, streams: Sequence[str]) -> None:
    """Hears all that is new on these streams inside the open transaction."""
    _lock(module, streams)
    entries = pending(module, streams)
    for entry in entries:
        _hear(module, entry)
    _note(module, entries)


def pending(module: Module, streams: Sequence[str], limit: int | None = None) -> Sequence[Entry]:
    """What the module has not heard yet of these streams, leaving out streams that wait after a failure."""
    progress = and_(Progress.subscriber == module.name, Progress.stream == Entry.stream)
    failure = and_(Failure.subscriber == module.name, Failure.stream == Entry.stream)
    due = or_(Failure.stream.is_(None), Failure.next_try_at <= clock.now())
    query = select(Entry).outerjoin(Progress, progress).outerjoin(Failure, failure)
    query = query.where(Entry.stream.in_(streams), Entry.name.in_(module.hears), due)
    query = query.where(or_(Progress.sequence.is_(None), Entry.sequence > Progress.sequence))
    return db.session.scalars(query.order_by(Entry.position).limit(limit)).all()


def catch_up(module: Module, stream: str) -> None:
    """Before a person acts on a thing: hears, in her transaction, what happened to it and has not arrived yet."""
    _lock(module, [stream])
    for entry in pending(module, [stream]):
        try:
            with db.session.begin_nested():
                _hear(module, entry)
        except NotNow:
            log.info("overtaken", extra={"module_name": module.name, "position": entry.position})
        _note(module, [entry])
    if db.session.get(Failure, (module.name, stream)):
        raise Clash


def _lock(module: Module, streams: Sequence[str]) -> None:
    rows = [{"subscriber": module.name, "stream": stream, "sequence": 0} for stream in streams]
    insert = (sqlite if is_sqlite() else postgresql).insert(Progress)
    db.session.execute(insert.on_conflict_do_nothing(), rows)
    if not is_sqlite():
        mine = select(Progress.stream).where(Progress.subscriber == module.name, Progress.stream.in_(streams))
        db.session.execute(mine.order_by(Progress.stream).with_for_update()).all()


def _hear(module: Module, entry: Entry) -> None:
    told = entry.event
    token, trace = journal.cause.set(entry.position), journal.trace.set(entry.trace)
    try:
        module.reacts[type(told)](told, entry)
        db.session.flush()
    finally:
        journal.cause.reset(token)
        journal.trace.reset(trace)


def _note(module: Module, entries: Sequence[Entry]) -> None:
    heads = {entry.stream: entry.sequence for entry in entries}
    if not heads:
        return
    insert = (sqlite if is_sqlite() else postgresql).insert(Progress)
    grown = insert.on_conflict_do_update(
        index_elements=["subscriber", "stream"], set_={"sequence": insert.excluded.sequence}
    )
    rows = [{"subscriber": module.name, "stream": name, "sequence": sequence} for name, sequence in heads.items()]
    db.session.execute(grown, rows)


def _deliver_singly(module: Module, stream: str) -> None:
    """One event, one transaction: what fails stops its stream only."""
    while True:
        _lock(module, [stream])
        waiting = pending(module, [stream], limit=1)
        if not waiting or not _heard(module, waiting[0]):
            db.session.commit()
            return


def _heard(module: Module, entry: Entry) -> bool:
    try:
        _hear(module, entry)
    except NotNow:
        db.session.rollback()
        log.info("overtaken", extra={"module_name": module.name, "position": entry.position})
    except Exception as error:
        db.session.rollback()
        if _database_gone(error):
            raise
        _fail(module, entry, error)
        return False
    _note(module, [entry])
    db.session.execute(delete(Failure).where(Failure.subscriber == module.name, Failure.stream == entry.stream))
    db.session.commit()
    return True


def _fail(module: Module, entry: Entry, error: Exception) -> None:
    log.exception("reaction failed", extra={"module_name": module.name, "position": entry.position})
    failure = db.session.get(Failure, (module.name, entry.stream)) or Failure(
        subscriber=module.name, stream=entry.stream, tries=0, since=clock.now()
    )
    failure.position, failure.tries = entry.position, failure.tries + 1
    failure.error = f"{type(error).__name__}: {error}"[:500]
    failure.next_try_at = _next_try(failure.tries)
    db.session.add(failure)


def _next_try(tries: int) -> datetime | None:
    if tries >= current_app.config["HUB_TRIES"]:
        return None
    return clock.now() + timedelta(seconds=PAUSES[min(tries, len(PAUSES)) - 1])


def _database_gone(error: Exception) -> bool:
    return isinstance(error, DBAPIError) and error.connection_invalidated


def try_again(subscriber: str, stream: str) -> bool:
    """Has a failed stream tried again at the next sweep; False when nothing of it waits."""
    failure = db.session.get(Failure, (subscriber, stream))
    if failure is None:
        return False
    failure.next_try_at, failure.tries = clock.now(), 0
    return True
