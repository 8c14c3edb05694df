"""保管人: a thread beside the worker's that seals and anchors the journal, and tidies; on one node at a time."""

import threading

import psycopg
from flask import Flask

from innovation_hub.kernel.evidence.anchoring import Anchoring
from innovation_hub.kernel.evidence.seals import Sealer
from innovation_hub.kernel.messaging.wakeups import patiently
from innovation_hub.kernel.storage.session import db, tidy

KEEPER = 0x5EA1


class Lead:
    """Which node keeps: on PostgreSQL the holder of a lock of its own connection; beside SQLite every one may."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.connection: psycopg.Connection | None = None

    def held(self) -> bool:
        """Whether this node keeps; it begins when the one before it is gone."""
        if self.connection is not None:
            self._alive(self.connection)
            return True
        url = self._url()
        if not url:
            return True
        connection = psycopg.connect(url, autocommit=True, connect_timeout=3)
        if connection.execute("SELECT pg_try_advisory_lock(%s)", (KEEPER,)).fetchone() == (True,):
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


class Keeper:
    """Does what must be done now and then, and may take its time: it never holds the news up."""

    def __init__(self, app: Flask) -> None:
        self.app, self.stop = app, threading.Event()
        self.lead, self.sealer, self.anchoring = Lead(app), Sealer(), Anchoring()
        self.thread = threading.Thread(target=self.run, name="keeper", daemon=True)

    def start(self) -> None:
        """Begins to keep."""
        self.thread.start()

    def end(self) -> None:
        """Stops after what is at hand."""
        self.stop.set()
        if self.thread.is_alive():
            self.thread.join(10)

    def run(self) -> None:
        """Keeps until told to stop."""
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
