"""期限: rows with a due time; the worker turns a due row into the event it holds."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Mapped, mapped_column

from innovation_hub.kernel import clock
from innovation_hub.kernel.events import journal
from innovation_hub.kernel.events.base import EVENTS, Event
from innovation_hub.kernel.storage.session import Base, db


class Deadline(Base):
    """期限: an event that will be told when its time has come, unless it is cancelled."""

    __tablename__ = "deadlines"
    id: Mapped[int] = mapped_column(primary_key=True)
    stream: Mapped[str] = mapped_column(index=True)
    due_at: Mapped[datetime] = mapped_column(index=True)
    name: Mapped[str]
    body: Mapped[dict[str, Any]]


def remind(told: Event, due_at: datetime) -> None:
    """Has the event told at `due_at`."""
    db.session.add(Deadline(stream=told.stream, due_at=due_at, name=told.name, body=told.body))


def cancel(stream: str, *events: type[Event]) -> None:
    """Takes back what was to be told on the stream: these events, or all where none is named."""
    due = delete(Deadline).where(Deadline.stream == stream)
    db.session.execute(due.where(Deadline.name.in_([told.name for told in events])) if events else due)


def fire(limit: int = 200) -> int:
    """Tells what is due, each in its own transaction; returns how many."""
    query = select(Deadline.id, Deadline.stream).where(Deadline.due_at <= clock.now())
    due = db.session.execute(query.order_by(Deadline.due_at, Deadline.id).limit(limit)).all()
    db.session.commit()
    return sum(_fire(id, stream) for id, stream in due)


def _fire(id: int, stream: str) -> int:
    """Waits for nobody: a request that holds the stream may be about to cancel, and the next sweep comes soon."""
    told = 0
    if journal.try_hold(stream):
        mine = delete(Deadline).where(Deadline.id == id).returning(Deadline.name, Deadline.body)
        for name, body in db.session.execute(mine).all():
            journal.record(EVENTS[name](**body))
            told = 1
    db.session.commit()
    return told
