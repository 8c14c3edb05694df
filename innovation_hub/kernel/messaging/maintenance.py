"""維護: a thread beside the worker's that seals and anchors the journal, and tidies; on one node at a time."""

import threading
import time

import psycopg
from flask import Flask

from innovation_hub.kernel.evidence.anchoring import Anchoring
from innovation_hub.kernel.evidence.seals import Sealer
from innovation_hub.kernel.messaging.wakeups import patiently
from innovation_hub.kernel.storage.session import db, tidy, writing

MAINTENANCE = 0x5EA1
HOUR = 3600.0


class Lead:
    """Which node maintains: on PostgreSQL the holder of a lock of its own connection; beside SQLite every one may."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.connection: psycopg.Connection | None = None

    def held(self) -> bool:
        """Whether this node maintains; it begins when the one before it is gone."""
        if self.connection is not None:
            self._alive(self.connection)
            return True
        url = self._url()
        if not url:
            return True
        connection = psycopg.connect(url, autocommit=True, connect_timeout=3)
        if connection.execute("SELECT pg_try_advisory_lock(%s)", (MAINTENANCE,)).fetchone() == (True,):
            self.connection = connection
            return True
        connection.close()
        return False

    def close(self) -> None:
        """Gives the lead away."""
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def _alive(self, connection: psycopg.Connection) -> None:
        try:
            connection.execute("SELECT 1")
        except psycopg.Error:
            self.close()
            raise

    def _url(self) -> str:
        with self.app.app_context():
            if db.engine.dialect.name != "postgresql":
                return ""
            return db.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)


class Maintenance:
    """Does what must be done now and then, and may take its time: it never delays a message."""

    def __init__(self, app: Flask) -> None:
        self.app, self.stop = app, threading.Event()
        self.lead, self.sealer, self.anchoring = Lead(app), Sealer(), Anchoring()
        self.tidied = -HOUR
        self.thread = threading.Thread(target=self.run, name="maintenance", daemon=True)

    def start(self) -> None:
        """Begins."""
        self.thread.start()

    def end(self) -> None:
        """Stops after what is at hand."""
        self.stop.set()
        if self.thread.is_alive():
            self.thread.join(10)

    def run(self) -> None:
        """Works until told to stop."""
        while not self.stop.is_set():
            patiently(self.step, self.stop)
            self.stop.wait(max(self.app.config["HUB_SWEEP_SECONDS"], 0.2))
        self.lead.close()

    def step(self) -> None:
        """Once around."""
        if self.lead.held():
            with self.app.app_context():
                self.sealer.step()
                self.anchoring.step()
                tidy()
                self._tidy_hourly()

    def _tidy_hourly(self) -> None:
        """What modules keep for a while only, as the app lists it."""
        if time.monotonic() - self.tidied < HOUR:
            return
        self.tidied = time.monotonic()
        with writing():
            for work in self.app.extensions.get("tidying", ()):
                work()
            db.session.commit()
