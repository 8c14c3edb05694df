"""期限: rows with a due time; the worker turns a due row into the event it holds."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Mapped, mapped_column

from innovation_hub.kernel import clock, journal
from innovation_hub.kernel.db import Base, db
from innovation_hub.kernel.events import EVENTS, Event


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


def cancel(stream: str) -> None:
    """Takes back all that was to be told on the stream."""
    db.session.execute(delete(Deadline).where(Deadline.stream == stream))


def fire(limit: int = 200) -> int:
    """Tells what is due, in one transaction; returns how many."""
    query = select(Deadline).where(Deadline.due_at <= clock.now()).order_by(Deadline.due_at).limit(limit)
    due = db.session.scalars(query.with_for_update(skip_locked=True)).all()
    for deadline in due:
        journal.record(EVENTS[deadline.name](**deadline.body))
        db.session.delete(deadline)
    db.session.commit()
    return len(due)
