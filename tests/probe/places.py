"""A probe on each engine, on a database and queues of its own."""

import os
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest

from innovation_hub.kernel.app import build
from innovation_hub.kernel.messaging.worker import Carrier, Consumer, broker_of
from innovation_hub.kernel.operations import queue_state
from innovation_hub.kernel.storage.session import db
from tests import probe as module

POSTGRES = os.environ.get("HUB_TEST_POSTGRES_URL", "").replace("+psycopg", "")
RABBITMQ = os.environ.get("HUB_TEST_RABBITMQ_URL", "")
COMMON = {
    "TESTING": True,
    "HUB_SWEEP_SECONDS": 0,
    "HUB_DEMO": False,
    "HUB_ENV": "development",
    "HUB_WORKER_NICE": 0,  # beside so many tests it would get no turn
}


class Probe:
    """What a test asks of it."""

    def __init__(self, app) -> None:
        self.app, self.opened = app, []

    def broker(self, consume=True):
        """A connection to the broker, closed after the test."""
        broker = broker_of(self.app)
        broker.open(consume)
        self.opened.append(broker)
        return broker

    def worker(self):
        """Both halves of a worker, to be stepped by hand."""
        broker = self.broker()
        return Carrier(self.app, broker), Consumer(self.app, broker)

    def settle(self, worker, seconds=60) -> None:
        """Steps the worker until nothing is left to handle."""
        self.until(lambda: not sum((worker[0].step(), worker[1].step(0.01))) and not self.behind(), seconds)

    def behind(self) -> int:
        """How many events all subscribers together have still to handle."""
        with self.app.app_context():
            return sum(lag.events for lag in queue_state.lags())

    def until(self, true, seconds=60) -> None:
        """Waits for it; fails when that takes too long."""
        end = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < end, "it took too long"
            time.sleep(0.01)

    def environ(self) -> dict[str, str]:
        """Its settings, for a process of its own."""
        settings = {name: str(value) for name, value in self.app.config.items() if name.startswith("HUB_")}
        return {"PATH": os.environ["PATH"], **settings, "HUB_DEMO": "", "HUB_DEBUG": "", "HUB_SECURE_COOKIES": ""}

    def close(self) -> None:
        """Takes away its queues."""
        last = self.broker(consume=False)
        last.remove()
        for broker in self.opened:
            broker.close()


@contextmanager
def database() -> Iterator[str]:
    """The address of an empty PostgreSQL database, dropped at the end."""
    name = f"events_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(POSTGRES, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield POSTGRES.rsplit("/", 1)[0] + f"/{name}"
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def probed(settings, subscribers=1) -> Iterator[Probe]:
    """A probe with these settings, its tables made."""
    app = build(module.modules(subscribers), COMMON | {"HUB_QUEUE_PREFIX": f"events_{uuid.uuid4().hex[:8]}"} | settings)
    probe = Probe(app)
    with app.app_context():
        db.create_all()
        module.handled.metadata.create_all(db.engine)
        try:
            yield probe
        finally:
            module.troubles.clear()
            probe.close()
            db.session.remove()
            db.engine.dispose()


@contextmanager
def postgres() -> Iterator[dict[str, str]]:
    """Settings for PostgreSQL and RabbitMQ."""
    if not (POSTGRES and RABBITMQ):
        pytest.skip("PostgreSQL and RabbitMQ are not to be had here")
    with database() as url:
        yield {"HUB_DATABASE_URL": url, "HUB_BROKER_URL": RABBITMQ}


@contextmanager
def sqlite(folder) -> Iterator[dict[str, str]]:
    """Settings for SQLite and the transport inside the process."""
    yield {"HUB_DATABASE_URL": f"sqlite:///{folder / 'probe.sqlite3'}", "HUB_BROKER_URL": "memory://"}
