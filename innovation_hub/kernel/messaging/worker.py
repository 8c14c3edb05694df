"""工人: carries messages, lets the modules handle events, fires timers: a thread of the web process, or a process."""

import os
import threading
import time
from collections.abc import Callable, Collection, Mapping
from functools import partial

from flask import Flask
from sqlalchemy import text

from innovation_hub.kernel.events import timers
from innovation_hub.kernel.messaging import delivery
from innovation_hub.kernel.messaging.broker import Broker
from innovation_hub.kernel.messaging.inline import Inline
from innovation_hub.kernel.messaging.maintenance import Maintenance
from innovation_hub.kernel.messaging.queue_depths import Sounding
from innovation_hub.kernel.messaging.relay import BATCH, Relay, Sweep
from innovation_hub.kernel.messaging.throttle import Throttle
from innovation_hub.kernel.messaging.wakeups import DatabaseWakeup, patiently, wakeup_of
from innovation_hub.kernel.module.module import modules, subscribers
from innovation_hub.kernel.storage.session import db, writing

TAKE_SECONDS = 1.0


def broker_of(app: Flask, url: str | None = None) -> Broker:
    """A broker for the app's modules, at the setting's address or another."""
    with app.app_context():
        handles = {name: module.handles for name, module in subscribers().items()}
    return Broker(url or app.config["HUB_BROKER_URL"], app.config["HUB_QUEUE_PREFIX"], handles)


class Carrier:
    """The sending half: deadlines, which need no broker, then relay and sweep."""

    def __init__(self, app: Flask, broker: Broker, inline: Inline | None = None) -> None:
        self.app, self.broker, self.swept = app, broker, 0.0
        self.relay, self.sweep, self.sounding = Relay(broker, inline), Sweep(broker), Sounding()

    def step(self) -> int:
        """Sends what is new and, every few seconds, what was missed; returns how many."""
        with self.app.app_context(), writing():
            due = time.monotonic() - self.swept > self.app.config["HUB_SWEEP_SECONDS"]
            told = timers.fire() if due else 0
            self.broker.open_again()
            sent = self.relay.step()
            return told + sent + self._again() if due else sent

    def _again(self) -> int:
        self.swept = time.monotonic()
        self.broker.beat()
        self.sounding.step(self.broker)
        return self.sweep.step()


class Consumer:
    """The receiving half."""

    def __init__(self, app: Flask, broker: Broker) -> None:
        self.app, self.broker, self.throttle = app, broker, Throttle(unsure=True)

    def step(self, timeout: float) -> int:
        """Takes a batch and lets each module handle its part; returns how many messages it was."""
        messages = self.broker.take(self.app.config["HUB_BATCH"], timeout)
        count = self.broker.taken.count
        try:
            self._spread(messages)
        except BaseException:
            self.broker.taken.forget()  # it will come again: from the broker, which waits for the word, or by the sweep
            raise
        self.broker.done()
        self._back_off(count)
        return count

    def _back_off(self, count: int) -> None:
        """After as much as may be taken at once there is probably more."""
        if count >= self.app.config["HUB_BATCH"]:
            with self.app.app_context():
                self.throttle.back_off()

    def _spread(self, messages: Mapping[str, Collection[str]]) -> None:
        if messages:
            with self.app.app_context(), writing():
                delivery.deliver_all([(modules()[name], streams) for name, streams in messages.items()], self.throttle)


class Embedded:
    """Both halves in one thread of the web process, with kombu's own in-process transport."""

    def __init__(self, app: Flask, url: str | None = None) -> None:
        self.app, self.stop = app, threading.Event()
        self.broker = broker_of(app, url)
        self.broker.open()
        self.carrier, self.consumer = Carrier(app, self.broker), Consumer(app, self.broker)
        self.wakeup: threading.Event = app.extensions["wakeup"]
        self.thread = threading.Thread(target=self.run, name="worker", daemon=True)
        self.maintenance = Maintenance(app)

    def start(self) -> None:
        """Begins to work beside the web server."""
        self.thread.start()
        self.maintenance.start()

    def end(self) -> None:
        """Stops after the batch at hand."""
        self.stop.set()
        self.wakeup.set()
        if self.thread.is_alive():
            self.thread.join(10)
        self.maintenance.end()
        self.broker.close()

    def run(self) -> None:
        """Works until told to stop, woken by the wake-up."""
        while not self.stop.is_set():
            patiently(self.settle, self.stop)
            self.wakeup.wait(self.app.config["HUB_SWEEP_SECONDS"])
            self.wakeup.clear()

    def settle(self) -> None:
        """Works until nothing is left to do."""
        while self.carrier.step() + self.consumer.step(0.0):
            pass


def stand_back(app: Flask) -> None:
    """This process, which is a worker's alone, leaves the processor to the web's processes first."""
    os.nice(app.config["HUB_WORKER_NICE"])


class Process:
    """A worker process of the scaled-out product: one thread sends, one seals, this one handles; any number may run."""

    def __init__(self, app: Flask) -> None:
        self.app, self.stop = app, threading.Event()

    def run(self) -> None:
        """Works until `stop` is set."""
        sender = threading.Thread(target=self._keep, args=(self._send,), name="relay", daemon=True)
        maintenance = Maintenance(self.app)
        sender.start()
        maintenance.start()
        self._keep(self._consume)
        sender.join(10)
        maintenance.end()

    def _keep(self, work: Callable[[], None]) -> None:
        while not self.stop.is_set():
            patiently(work, self.stop)

    def _consume(self) -> None:
        """Takes nothing while the database is away: each return to the queue counts toward the delivery limit."""
        with self.app.app_context():
            db.session.execute(text("SELECT 1"))
        broker = broker_of(self.app)
        try:
            broker.open()
            consumer = Consumer(self.app, broker)
            while not self.stop.is_set():
                consumer.step(TAKE_SECONDS)
        finally:
            broker.close()

    def _carry(self, carrier: Carrier) -> None:
        """Batch after batch while there is more than one to send; only then does it wait for the wake-up."""
        while carrier.step() >= BATCH and not self.stop.is_set():
            pass

    def _send(self) -> None:
        wakeup = wakeup_of(self.app)
        carrier = Carrier(self.app, broker_of(self.app), Inline() if isinstance(wakeup, DatabaseWakeup) else None)
        try:
            while not self.stop.is_set():
                if wakeup.leads() and not patiently(partial(self._carry, carrier), self.stop):
                    wakeup.resign()
                wakeup.wait(self.app.config["HUB_SWEEP_SECONDS"] / 2)
        finally:
            wakeup.close()
            carrier.broker.close()
