"""一次一人寫: a connection to SQLite, whose writers stand in line, and what each new one is told."""

import sqlite3

from sqlalchemy import Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection

from innovation_hub.kernel.storage.fair_lock import Line

writer = Line()


class OneWriterConnection(sqlite3.Connection):
    """A SQLite connection whose writers queue at a lock of the process: SQLite's own wait is unfair (2.2 s seen)."""

    holds = False

    def begin(self, writes: bool) -> None:
        """Opens the transaction; a writer takes the write lock at once, so that it never fails half way."""
        if writes:
            writer.acquire()
            self.holds = True
        try:
            self.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
        except BaseException:
            self.let_go()
            raise

    def commit(self) -> None:
        """Commits, then lets the next writer in; what cannot be committed (a full disk) is rolled back at once."""
        try:
            super().commit()
        except BaseException:
            self.rollback()
            raise
        self.let_go()

    def rollback(self) -> None:
        """Rolls back, then lets the next writer in."""
        try:
            super().rollback()
        finally:
            self.let_go()

    def close(self) -> None:
        """Closes, and lets the next writer in."""
        try:
            super().close()
        finally:
            self.let_go()

    def let_go(self) -> None:
        """Gives the write lock back, if it was held."""
        if self.holds:
            self.holds = False
            writer.release()


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: DBAPIConnection, record: object) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.isolation_level = None
        # recursive_triggers: REPLACE deletes a row, and only so does the trigger on deletes handle of it
        pragmas = (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "busy_timeout=10000",
            "recursive_triggers=ON",
        )
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
