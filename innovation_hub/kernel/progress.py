"""進度: how far each module has heard each stream, and what failed on the way."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import Select, and_, delete, or_, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from innovation_hub.kernel import clock
from innovation_hub.kernel.db import Base, BigId, db, is_sqlite
from innovation_hub.kernel.journal import Entry
from innovation_hub.kernel.module import Module

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


def lock(module: Module, streams: Sequence[str]) -> None:
    """Until the transaction ends nobody else hears these streams for the module; give them sorted."""
    rows = [{"subscriber": module.name, "stream": stream, "sequence": 0} for stream in streams]
    insert = (sqlite if is_sqlite() else postgresql).insert(Progress)
    db.session.execute(insert.on_conflict_do_nothing(), rows)
    if not is_sqlite():
        mine = select(Progress.stream).where(Progress.subscriber == module.name, Progress.stream.in_(streams))
        db.session.execute(mine.order_by(Progress.stream).with_for_update()).all()


def wait_shortly() -> None:
    """Has the rest of the transaction give up soon on rows somebody else holds.

    A person's request locks first the stream, then the progress; a worker the other way round. So the worker must give
    way, before PostgreSQL finds a deadlock (1 s) and perhaps ends the request.
    """
    if not is_sqlite():
        db.session.execute(text("SET LOCAL lock_timeout = '300ms'"))


def pending(module: Module, streams: Sequence[str], limit: int | None = None) -> Sequence[Entry]:
    """What the module has not heard yet of these locked streams, leaving out those that wait after a failure."""
    failure = and_(Failure.subscriber == module.name, Failure.stream == Entry.stream)
    query = select(Entry).join(Progress, and_(Progress.stream == Entry.stream, Entry.sequence > Progress.sequence))
    query = query.outerjoin(Failure, failure).where(Progress.subscriber == module.name, Progress.stream.in_(streams))
    query = query.where(Entry.name.in_(module.hears), or_(Failure.stream.is_(None), Failure.next_try_at <= clock.now()))
    return db.session.scalars(query.order_by(Entry.position).limit(limit)).all()


def unheard(module: Module, position: int) -> Select[Any]:
    """The entries after a position which the module has not heard, those behind a failure left out."""
    progress = and_(Progress.subscriber == module.name, Progress.stream == Entry.stream)
    failure = and_(Failure.subscriber == module.name, Failure.stream == Entry.stream)
    query = select(Entry).select_from(Entry).outerjoin(Progress, progress).outerjoin(Failure, failure)
    query = query.where(Entry.position > position, Entry.name.in_(module.hears), Failure.stream.is_(None))
    return query.where(or_(Progress.sequence.is_(None), Entry.sequence > Progress.sequence))


def note(module: Module, entries: Sequence[Entry]) -> None:
    """Writes down how far the streams of these entries have now been heard."""
    heads = {entry.stream: entry.sequence for entry in entries}
    if not heads:
        return
    insert = (sqlite if is_sqlite() else postgresql).insert(Progress)
    grown = insert.on_conflict_do_update(
        index_elements=["subscriber", "stream"], set_={"sequence": insert.excluded.sequence}
    )
    rows = [{"subscriber": module.name, "stream": name, "sequence": sequence} for name, sequence in heads.items()]
    db.session.execute(grown, rows)


def forgive(module: Module, streams: Sequence[str]) -> None:
    """Forgets the failures whose time had come: what failed has been heard."""
    mine = (Failure.subscriber == module.name, Failure.stream.in_(streams))
    db.session.execute(delete(Failure).where(*mine, Failure.next_try_at <= clock.now()))


def fail(module: Module, entry: Entry, error: Exception) -> None:
    """Has the stream wait for the module, longer after each try, at last for a person."""
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
