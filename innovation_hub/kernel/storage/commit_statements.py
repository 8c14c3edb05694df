"""最後的話: what a transaction on PostgreSQL says last goes there on the same way as its commit."""

from collections.abc import Mapping
from typing import Any

import psycopg
from sqlalchemy import Dialect, Engine, event
from sqlalchemy.orm import Session


class OneTripConnection(psycopg.Connection):
    """A connection to PostgreSQL that sends a transaction's last statements together with its commit."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.last: list[tuple[str, Mapping[str, Any]]] = []

    def commit(self) -> None:
        """Says the last words and commits; where one of them fails nothing is committed."""
        last, self.last = self.last, []
        if not last:
            super().commit()
            return
        with self.pipeline():
            for words, given in last:
                self.execute(words, given)
            self.execute("COMMIT", prepare=False)

    def rollback(self) -> None:
        """Forgets what was to be said."""
        self.last = []
        super().rollback()


def say_last(session: Session, words: str, given: Mapping[str, Any]) -> None:
    """Has the open transaction, which must be one on PostgreSQL, end with this statement, whose answer nobody reads."""
    raw: Any = session.connection().connection.dbapi_connection
    raw.last.append((words, given))


@event.listens_for(Engine, "do_connect")
def _connect(dialect: Dialect, record: object, arguments: Any, named: Any) -> OneTripConnection | None:
    return OneTripConnection.connect(*arguments, **named) if dialect.driver == "psycopg" else None
