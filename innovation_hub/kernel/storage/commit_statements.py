"""提交語句: the last statements of a transaction on PostgreSQL are sent in one round trip with its COMMIT."""

from collections.abc import Mapping
from typing import Any

import psycopg
from sqlalchemy import Dialect, Engine, event
from sqlalchemy.orm import Session


class PipelinedConnection(psycopg.Connection):
    """A connection to PostgreSQL that sends a transaction's last statements together with its commit."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.last: list[tuple[str, Mapping[str, Any]]] = []

    def commit(self) -> None:
        """Sends the commit statements and commits; where one of them fails nothing is committed."""
        last, self.last = self.last, []
        if not last:
            super().commit()
            return
        with self.pipeline():
            for statement, given in last:
                self.execute(statement, given)
            self.execute("COMMIT", prepare=False)

    def rollback(self) -> None:
        """Forgets the commit statements."""
        self.last = []
        super().rollback()


def add_commit_statement(session: Session, statement: str, given: Mapping[str, Any]) -> None:
    """Has the open transaction, which must be one on PostgreSQL, end with this statement, whose answer nobody reads."""
    raw: Any = session.connection().connection.dbapi_connection
    raw.last.append((statement, given))


@event.listens_for(Engine, "do_connect")
def _connect(dialect: Dialect, record: object, arguments: Any, named: Any) -> PipelinedConnection | None:
    return PipelinedConnection.connect(*arguments, **named) if dialect.driver == "psycopg" else None
