"""What the machine can do at most in the same minute, so that every other figure is also a ratio."""

import time
from collections.abc import Callable

from sqlalchemy import insert

from bench.worlds import embedded, load, scaled_out
from innovation_hub.kernel.messaging.messages import Message
from innovation_hub.kernel.storage.session import db, writing
from tests import probe as module
from tests.probe.places import Probe

SECONDS = 3


def measure() -> list[list[object]]:
    """One row a limit: name, how many a second, the load of the machine."""
    with embedded(1) as probe:
        sqlite = commits(probe)
    with scaled_out(1) as probe:
        postgres, one, many = commits(probe), published(probe, 1), published(probe, 100)
    return [
        ["SQLite (WAL, FULL), commits of one row", round(sqlite), load()],
        ["PostgreSQL, commits of one row, one connection", round(postgres), load()],
        ["kombu → quorum queue, each confirmed", round(one), load()],
        ["kombu → quorum queue, confirmed by the hundred", round(many), load()],
    ]


def commits(probe: Probe) -> float:
    """Transactions of one inserted row a second."""
    with probe.app.app_context(), writing(), db.engine.connect() as connection:
        statement = insert(module.handled).values(subscriber="raw", probe_id=1, number=1, at=0.0)

        def commit() -> int:
            connection.execute(statement)
            connection.commit()
            return 1

        return rate(commit)


def published(probe: Probe, batch: int) -> float:
    """Messages a second, so many confirmed together."""
    broker = probe.broker(consume=False)
    messages = [Message(number, f"probe:{number}", "probe.rang") for number in range(batch)]
    return rate(lambda: broker.publish(messages))


def rate(work: Callable[[], int]) -> float:
    """How much the work does a second."""
    begun, done = time.monotonic(), 0
    while time.monotonic() < begun + SECONDS:
        done += work()
    return done / (time.monotonic() - begun)
