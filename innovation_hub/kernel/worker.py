"""工人: carries the news, lets the modules hear it, and fires what is due; a thread in the embedded default, else a process."""

import logging
import threading
import time
from collections.abc import Callable
from typing import Any

import psycopg
from flask import Flask
from sqlalchemy.exc import DBAPIError

from innovation_hub.kernel import deadlines, delivery, journal
from innovation_hub.kernel.broker import Broker, BrokerGone
from innovation_hub.kernel.db import db, writing
from innovation_hub.kernel.module import modules, subscribers
from innovation_hub.kernel.relay import Relay, sweep

log = logging.getLogger("hub.worker")
LEADER = 0x1AB1
TAKE_SECONDS = 1.0


def broker_of(app: Flask, url: str | None = None) -> Broker:
    """A broker for the app's modules, at the setting's address or another."""
    with app.app_context():
        hears = {name: module.hears for name, module in subscribers().items()}
    return Broker(url or app.config["HUB_BROKER_URL"], app.config["HUB_QUEUE_PREFIX"], hears)


class Carrier:
    """The sending half: relay, sweep and deadlines."""

    def __init__(self, app: Flask, broker: Broker) -> None:
        self.app, self.broker, self.relay, self.swept = app, broker, Relay(broker), 0.0

    def step(self) -> int:
        """Sends what is new and, every few seconds, what was missed; returns how many."""
        with self.app.app_context(), writing():
            sent = self.relay.step()
            if time.monotonic() - self.swept > self.app.config["HUB_SWEEP_SECONDS"]:
                self.swept = time.monotonic()
                sent += deadlines.fire() + sweep(self.broker)
            return sent


class Hearer:
    """The receiving half."""

    def __init__(self, app: Flask, broker: Broker) -> None:
        self.app, self.broker = app, broker

    def step(self, timeout: float) -> int:
        """Takes a batch and lets each module hear its part; returns how many messages it was."""
        news = self.broker.take(self.app.config["HUB_BATCH"], timeout)
        count = self.broker.count
        for name, streams in news.items():
            with self.app.app_context(), writing():
                delivery.deliver(modules()[name], streams)
        self.broker.done()
        return count


class Embedded:
    """Both halves in one thread of the web process, with kombu's own in-process transport."""

    def __init__(self, app: Flask, url: str | None = None) -> None:
        self.app, self.stop = app, threading.Event()
        self.broker = broker_of(app, url)
        self.broker.open()
        self.carrier, self.hearer = Carrier(app, self.broker), Hearer(app, self.broker)
        self.bell: threading.Event = app.extensions["bell"]
        self.thread = threading.Thread(target=self.run, name="worker", daemon=True)

    def start(self) -> None:
        """Begins to work beside the web server."""
        self.carrier.step()
        self.thread.start()

    def end(self) -> None:
        """Stops after the batch at hand."""
        self.stop.set()
        self.bell.set()
        if self.thread.is_alive():
            self.thread.join(10)
        self.broker.close()

    def run(self) -> None:
        """Works until told to stop, woken by the bell."""
        while not self.stop.is_set():
            self.bell.wait(self.app.config["HUB_SWEEP_SECONDS"])
            self.bell.clear()
            patiently(self.settle, self.stop)

    def settle(self) -> None:
        """Works until nothing is left to do."""
        while self.carrier.step() + self.hearer.step(0.0):
            pass


class Process:
    """A worker process of the scaled-out product: one thread sends, this one hears; any number may run."""

    def __init__(self, app: Flask) -> None:
        self.app, self.stop = app, threading.Event()

    def run(self) -> None:
        """Works until `stop` is set."""
        sender = threading.Thread(target=self._keep, args=(self._send,), name="relay", daemon=True)
        sender.start()
        self._keep(self._hear)
        sender.join(10)

    def _keep(self, work: Callable[[], None]) -> None:
        while not self.stop.is_set():
            patiently(work, self.stop)

    def _hear(self) -> None:
        broker = broker_of(self.app)
        try:
            broker.open()
            hearer = Hearer(self.app, broker)
            while not self.stop.is_set():
                hearer.step(TAKE_SECONDS)
        finally:
            broker.close()

    def _send(self) -> None:
        broker = broker_of(self.app)
        bell = bell_of(self.app)
        try:
            broker.open(consume=False)
            carrier = Carrier(self.app, broker)
            while not self.stop.is_set():
                bell.leads() and carrier.step()
                bell.wait(self.app.config["HUB_SWEEP_SECONDS"] / 2)
        finally:
            bell.close()
            broker.close()


class DatabaseBell:
    """Hears PostgreSQL's NOTIFY, and holds the lock that makes one relay the leader while others stand by."""

    def __init__(self, url: str) -> None:
        self.connection = psycopg.connect(url, autocommit=True, connect_timeout=3)
        self.connection.execute(f"LISTEN {journal.CHANNEL}")
        self.leading = False

    def leads(self) -> bool:
        """Whether this relay carries; it begins when the leader before it is gone."""
        if not self.leading:
            row: Any = self.connection.execute("SELECT pg_try_advisory_lock(%s)", (LEADER,)).fetchone()
            self.leading = row[0]
        return self.leading

    def wait(self, seconds: float) -> None:
        """Until news, or so long."""
        for _ in self.connection.notifies(timeout=seconds, stop_after=1):
            return

    def close(self) -> None:
        """Gives the lead away."""
        self.connection.close()


class PollingBell:
    """Where the database cannot ring (SQLite beside other processes): looks five times a second."""

    def leads(self) -> bool:
        """Every relay carries: hearing twice does nothing."""
        return True

    def wait(self, seconds: float) -> None:
        """A fifth of a second."""
        time.sleep(min(seconds, 0.2))

    def close(self) -> None:
        """Nothing to give back."""


def bell_of(app: Flask) -> DatabaseBell | PollingBell:
    """How this worker learns that there is news."""
    with app.app_context():
        if db.engine.dialect.name != "postgresql":
            return PollingBell()
        url = db.engine.url.set(drivername="postgresql")
        return DatabaseBell(url.render_as_string(hide_password=False))


def patiently(work: Callable[[], None], stop: threading.Event) -> None:
    """Does the work; when broker or database are away, says so and lets a moment pass."""
    try:
        work()
    except (BrokerGone, DBAPIError, psycopg.Error) as error:
        log.warning("waiting: %s", str(error).splitlines()[0] if str(error) else type(error).__name__)
        stop.wait(0.5)
    except Exception:
        log.exception("worker stumbled")
        stop.wait(2)
