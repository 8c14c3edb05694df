"""管線: statements that go to PostgreSQL in one round trip, which costs more than most of them."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

import psycopg
from sqlalchemy import ClauseElement, Connection, Dialect, create_mock_engine
from sqlalchemy.exc import DBAPIError

from innovation_hub.kernel.storage.session import db

Row = tuple[Any, ...]
_SPEECH: Dialect = create_mock_engine("postgresql+psycopg://", print).dialect


def answers(*asked: tuple[ClauseElement, Mapping[str, Any]]) -> list[list[Row]]:
    """What each of the statements returned, in the open transaction, which begins on the same way.

    The parameters go to the driver, and the rows come from it, as they are: no type of SQLAlchemy's changes them. Lists
    go as `array`.
    """
    db.session.flush()
    connection = db.session.connection()
    with _told_as_usual(connection) as raw:
        with raw.pipeline():
            cursors = [raw.execute(words, {**fixed, **given}) for (words, fixed), given in _all_worded(asked)]
        return [cursor.fetchall() if cursor.description else [] for cursor in cursors]


def array(values: Iterable[object]) -> str:
    """Numbers or names without marks, as PostgreSQL writes an array: the driver takes ten times as long over a list."""
    return "{" + ",".join(map(str, values)) + "}"


def _all_worded(asked: Any) -> list[tuple[tuple[str, dict[str, Any]], Mapping[str, Any]]]:
    return [(worded(statement), given) for statement, given in asked]


@cache
def worded(statement: ClauseElement) -> tuple[str, dict[str, Any]]:
    """The statement as the driver is told it, and the parameters that are always the same."""
    compiled = statement.compile(dialect=_SPEECH)
    return str(compiled), {name: value for name, value in compiled.params.items() if value is not None}


@contextmanager
def _told_as_usual(connection: Connection) -> Iterator[psycopg.Connection]:
    """The driver's connection; its errors become SQLAlchemy's, and one that has died is given up."""
    raw: Any = connection.connection.dbapi_connection
    try:
        yield raw
    except psycopg.Error as error:
        if raw.closed:
            connection.invalidate(error)
        raise DBAPIError.instance(None, None, error, psycopg.Error, connection_invalidated=raw.closed) from error
