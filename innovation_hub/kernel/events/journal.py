"""事件簿: every event, written in the transaction of the change it tells of: outbox, audit trail, replay source in one.

A stream's row in `streams` is locked by whoever writes to it: its sequence has no gap.
"""

import logging
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Index, Table, UniqueConstraint, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from innovation_hub.kernel import clock
from innovation_hub.kernel.events import notify, upcasters
from innovation_hub.kernel.events.base import EVENTS, STREAM, Event
from innovation_hub.kernel.logs import cause, trace
from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.storage.session import Base, BigId, db, is_sqlite

log = logging.getLogger("hub.journal")


class Stream(Base):
    """事件流: how far the events about one thing have come."""

    __tablename__ = "streams"
    name: Mapped[str] = mapped_column(primary_key=True)
    sequence: Mapped[int]


class Entry(Base):
    """事件紀錄: one event, for ever."""

    __tablename__ = "events"
    __table_args__ = (UniqueConstraint("stream", "sequence"), Index("ix_events_name_position", "name", "position"))
    position: Mapped[int] = mapped_column(BigId, primary_key=True)
    stream: Mapped[str]
    sequence: Mapped[int]
    name: Mapped[str]
    version: Mapped[int]
    body: Mapped[dict[str, Any]]
    at: Mapped[datetime]
    by_id: Mapped[int | None]
    cause: Mapped[int | None] = mapped_column(BigId)
    trace: Mapped[str]

    @property
    def event(self) -> Event:
        """The event that was told."""
        return upcasters.read(self.name, self.version, self.body)

    @property
    def label(self) -> str:
        """What happened, in the readers' words."""
        return EVENTS[self.name].label()


GROW: dict[str, Any] = {
    engine: insert(cast(Table, Stream.__table__))
    .on_conflict_do_update(index_elements=["name"], set_={"sequence": Stream.sequence + 1})
    .returning(Stream.sequence)
    for engine, insert in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))
}


def record(event: Event, by: Employee | None = None) -> Entry:
    """Writes the event into the open transaction; ValueError when its stream has a name that no queue would carry."""
    stream = event.stream
    if not STREAM.fullmatch(stream):
        raise ValueError(f"{stream} is no name of a stream")
    entry = Entry(
        stream=stream,
        sequence=_next(stream),
        name=event.name,
        version=event.version,
        body=event.body,
        at=clock.now(),
        by_id=by.id if by else None,
        cause=cause.get(),
        trace=trace.get(),
    )
    db.session.add(entry)
    log.debug("event recorded", extra={"type": event.name, "subject": stream})
    notify.at_commit()
    return entry


def _next(stream: str) -> int:
    grown = GROW[db.engine.dialect.name]
    sequence: int = db.session.execute(grown, {"name": stream, "sequence": 1}).scalar_one()
    return sequence


def hold(stream: str) -> None:
    """Locks the stream until the transaction ends: nobody else tells anything about the thing meanwhile."""
    db.session.execute(select(Stream.sequence).where(Stream.name == stream).with_for_update())


def try_hold(stream: str) -> bool:
    """Locks the stream as `hold` does, unless somebody else holds it now."""
    insert = (sqlite if is_sqlite() else postgresql).insert(Stream).values(name=stream, sequence=0)
    db.session.execute(insert.on_conflict_do_nothing())
    mine = select(Stream.sequence).where(Stream.name == stream).with_for_update(skip_locked=True)
    return db.session.execute(mine).first() is not None


def story(stream: str) -> Sequence[Entry]:
    """All that was told about the thing, oldest first."""
    return db.session.scalars(select(Entry).where(Entry.stream == stream).order_by(Entry.sequence)).all()


def after(position: int, limit: int) -> Sequence[Entry]:
    """At most `limit` entries after `position`, in journal order."""
    query = select(Entry).where(Entry.position > position).order_by(Entry.position).limit(limit)
    return db.session.scalars(query).all()


def every(names: Sequence[str], batch: int = 1000) -> Iterator[Entry]:
    """All entries of these names in journal order, read in batches."""
    position = 0
    while True:
        query = select(Entry).where(Entry.position > position, Entry.name.in_(names))
        entries = db.session.scalars(query.order_by(Entry.position).limit(batch)).all()
        yield from entries
        if len(entries) < batch:
            return
        position = entries[-1].position


def end() -> int:
    """The last position of the journal; 0 when nothing has happened."""
    return db.session.scalar(select(func.max(Entry.position))) or 0


def count() -> int:
    """How many entries the journal has."""
    return db.session.scalar(select(func.count()).select_from(Entry)) or 0
