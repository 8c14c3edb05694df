"""接力: takes new journal rows to the broker in journal order, and sweeps for what was told and not handled."""

import time
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from flask import current_app
from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from innovation_hub.kernel import clock
from innovation_hub.kernel.events import journal
from innovation_hub.kernel.events.journal import Entry
from innovation_hub.kernel.events.watermark import Settled
from innovation_hub.kernel.messaging.broker import Broker
from innovation_hub.kernel.messaging.checkpoints import unhandled
from innovation_hub.kernel.messaging.inline import Inline
from innovation_hub.kernel.messaging.messages import Message
from innovation_hub.kernel.messaging.overdue import handle_oldest
from innovation_hub.kernel.messaging.parked import Failure
from innovation_hub.kernel.module.module import Module, subscribers
from innovation_hub.kernel.storage.pipeline import answers
from innovation_hub.kernel.storage.session import Base, BigId, db, is_sqlite, reading

BATCH = 500
FULL = 20
HOLE_SECONDS = 10


_LATER = Entry.position > bindparam("position", type_=BigId)
_HOLE = Entry.position.in_(bindparam("holes", expanding=True))
_SENT = select(Entry.position, Entry.stream, Entry.name).order_by(Entry.position).limit(BATCH)
NEW, NEW_OR_HOLE = _SENT.where(_LATER), _SENT.where(or_(_LATER, _HOLE))


class Watermark(Base):
    """水位: up to this position nothing is left that a module has not handled."""

    __tablename__ = "watermarks"
    subscriber: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(BigId)


class Relay:
    """Carries messages from the journal to the broker, beginning at the first event that some module has not handled.

    Its position is kept in memory and moves on when the broker has confirmed, or all was handled at once. Positions
    skipped by a transaction still open are looked at again for ten seconds; later ones are found by the sweep.
    """

    def __init__(self, broker: Broker, inline: Inline | None = None) -> None:
        self.broker, self.inline = broker, inline
        self.position: int | None = None
        self.holes: dict[int, float] = {}

    def step(self) -> int:
        """Sends what is new, or has it handled at once; returns how many."""
        with reading():
            if self.position is None:
                self.position = _beginning()
            messages = self._new(self.position)
            left = self.inline.handle(messages) if self.inline else messages
            if left:
                self.broker.publish(left)
            db.session.rollback()
        for item in messages:
            self._passed(item.position)
        return len(messages)

    def _new(self, position: int) -> list[Message]:
        self.holes = {hole: until for hole, until in self.holes.items() if until > time.monotonic()}
        asked: dict[str, Any] = {"position": position, "holes": list(self.holes)}
        if self.holes or is_sqlite():
            rows: Sequence[Any] = db.session.execute(NEW_OR_HOLE if self.holes else NEW, asked).all()
        else:
            rows = answers((NEW, {"position": position}))[0]
        return [Message(*row) for row in rows]

    def _passed(self, position: int) -> None:
        self.holes.pop(position, None)
        assert self.position is not None
        for hole in range(max(self.position + 1, position - BATCH), position):
            self.holes[hole] = time.monotonic() + HOLE_SECONDS
        self.position = max(self.position, position)


def _beginning() -> int:
    end = journal.end()
    first = [
        unhandled(module, mark(module)).with_only_columns(func.min(Entry.position)) for module in subscribers().values()
    ]
    found: list[int | None] = [db.session.scalar(query) for query in first]
    return min([end, *(position - 1 for position in found if position is not None)])


class Sweep:
    """Sends each module again what it has not handled though it was sent some seconds ago, oldest first.

    Where many messages wait already it sends nothing, and handles the oldest itself.
    """

    def __init__(self, broker: Broker) -> None:
        self.broker, self.settled = broker, Settled()

    def step(self) -> int:
        """Looks once; returns how many it told again."""
        with reading():
            settled = self.settled.look()
            db.session.rollback()
        return sum(self._tell(module, settled) for module in subscribers().values())

    def _tell(self, module: Module, settled: int) -> int:
        with reading():
            position = mark(module)
            messages = self._forgotten(module, position)
            first = messages[0].position if messages else settled + 1
            now = clock.now()
            late = now - timedelta(seconds=current_app.config["HUB_SWEEP_SECONDS"])
            told = [row for row in messages if row.at < late or row.at > now]  # in the future: the clock was set back
            again = [Message(row.position, row.stream, row.name) for row in told] + self._due(module)
            db.session.rollback()
        until = min(first - 1, settled)
        if until > position + BATCH:
            _raise_mark(module, until)
        if again and self.broker.waiting(module.name) >= FULL:
            again = list(handle_oldest(module, again))
        return self.broker.ring(module.name, again) if again else 0

    def _forgotten(self, module: Module, position: int) -> Sequence[Any]:
        query = unhandled(module, position).with_only_columns(Entry.position, Entry.stream, Entry.name, Entry.at)
        rows: Sequence[Any] = db.session.execute(query.order_by(Entry.position).limit(BATCH * 2)).all()
        return rows

    def _due(self, module: Module) -> list[Message]:
        query = select(Failure).where(Failure.subscriber == module.name, Failure.next_try_at <= clock.now())
        return [Message(failure.position, failure.stream, "retry") for failure in db.session.scalars(query)]


def mark(module: Module) -> int:
    """The module's watermark."""
    found = db.session.get(Watermark, module.name)
    return found.position if found else 0


def _raise_mark(module: Module, position: int) -> None:
    insert = (sqlite if is_sqlite() else postgresql).insert(Watermark)
    insert = insert.values(subscriber=module.name, position=position)
    db.session.execute(insert.on_conflict_do_update(index_elements=["subscriber"], set_={"position": position}))
    db.session.commit()
