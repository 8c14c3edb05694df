"""喚醒: how a worker learns of new events, which of several carries them, and how it waits for broker or database."""

import logging
import threading
import time
from collections.abc import Callable
from typing import Any

import psycopg
from flask import Flask
from sqlalchemy.exc import DBAPIError

from innovation_hub.kernel.events.notify import CHANNEL
from innovation_hub.kernel.messaging.messages import BrokerGone
from innovation_hub.kernel.storage.session import KEEPALIVES, SERVER_KEEPALIVES, db

log = logging.getLogger("hub.worker")
LEADER, RESIGNED_SECONDS = 0x1AB1, 3.0


class DatabaseWakeup:
    """Handles PostgreSQL's NOTIFY, and holds the lock that makes one relay the leader while others stand by."""

    def __init__(self, url: str) -> None:
        self.connection = psycopg.connect(url, autocommit=True, options=SERVER_KEEPALIVES, **KEEPALIVES)
        self.connection.execute(f"LISTEN {CHANNEL}")
        self.leading, self.again = False, 0.0

    def leads(self) -> bool:
        """Whether this relay carries; it begins when the leader before it is gone."""
        if not self.leading and time.monotonic() >= self.again:
            row: Any = self.connection.execute("SELECT pg_try_advisory_lock(%s)", (LEADER,)).fetchone()
            self.leading = row[0]
        return self.leading

    def resign(self) -> None:
        """Lets another lead, for this one cannot carry now; it tries again when the others have had their chance."""
        self.connection.execute("SELECT pg_advisory_unlock(%s)", (LEADER,))
        self.leading, self.again = False, time.monotonic() + RESIGNED_SECONDS

    def wait(self, seconds: float) -> None:
        """Until something is new, or so long."""
        for _ in self.connection.notifies(timeout=seconds, stop_after=1):
            pass

    def close(self) -> None:
        """Gives the lead away."""
        self.connection.close()


class PollingWakeup:
    """Where the database cannot ring (SQLite beside other processes): looks five times a second."""

    def leads(self) -> bool:
        """Every relay carries: handling twice does nothing."""
        return True

    def resign(self) -> None:
        """Nobody waits for the lead."""

    def wait(self, seconds: float) -> None:
        """A fifth of a second."""
        time.sleep(min(seconds, 0.2))

    def close(self) -> None:
        """Nothing to give back."""


def wakeup_of(app: Flask) -> DatabaseWakeup | PollingWakeup:
    """How this worker learns that there is something new."""
    with app.app_context():
        if db.engine.dialect.name != "postgresql":
            return PollingWakeup()
        url = db.engine.url.set(drivername="postgresql")
        return DatabaseWakeup(url.render_as_string(hide_password=False))


def patiently(work: Callable[[], object], stop: threading.Event) -> bool:
    """Whether the work was done; when broker or database are away, says so and lets a moment pass."""
    try:
        work()
        return True
    except (BrokerGone, DBAPIError, psycopg.Error) as error:
        log.warning("waiting: %s", str(error).splitlines()[0] if str(error) else type(error).__name__)
        stop.wait(0.5)
    except Exception:
        log.exception("worker stumbled")
        stop.wait(2)
    return False
