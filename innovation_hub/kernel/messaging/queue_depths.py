"""佇列深度: how many messages wait for each module, and how many lie dead, as the worker last saw it at the broker.

A request never talks to the broker; so the worker writes down what a page or /metrics shows. A dead message is one that
could not be read, or was given back too often: nothing is lost by it, since what is new stands in the journal.
"""

import time
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from innovation_hub.kernel import clock
from innovation_hub.kernel.messaging.broker import Broker
from innovation_hub.kernel.storage.session import Base, db

SECONDS = 10


class Depth(Base):
    """佇列深度: one module's queue, and its dead-letter queue."""

    __tablename__ = "depths"
    subscriber: Mapped[str] = mapped_column(primary_key=True)
    waiting: Mapped[int]
    dead: Mapped[int]
    at: Mapped[datetime]


class Sounding:
    """Looks every ten seconds, and writes down what has changed."""

    def __init__(self) -> None:
        self.looked = 0.0
        self.known: dict[str, tuple[int, int]] = {}

    def step(self, broker: Broker) -> None:
        """Once around, when it is time."""
        if time.monotonic() - self.looked < SECONDS:
            return
        self.looked = time.monotonic()
        for name in broker.handles:
            found = broker.waiting(name), broker.dead(name)
            if self.known.get(name) != found:
                db.session.merge(Depth(subscriber=name, waiting=found[0], dead=found[1], at=clock.now()))
                db.session.commit()
                self.known[name] = found


def depths() -> Sequence[Depth]:
    """All queues, as last seen."""
    return db.session.scalars(select(Depth).order_by(Depth.subscriber)).all()
