"""連線: a connection to PostgreSQL that has rested is tried before it is used, and replaced when it has died."""

import time

import psycopg
from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry, Pool


@event.listens_for(Pool, "checkin")
def _rest(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
    record.info["rests_since"] = time.monotonic()


@event.listens_for(Pool, "checkout")
def _wake(connection: DBAPIConnection, record: ConnectionPoolEntry, fairy: object) -> None:
    """A PostgreSQL connection that has rested a second shows first that it still lives; the pool replaces a dead one.

    SQLAlchemy's own ping before each use would be a tenth of what a worker does.
    """
    rested = time.monotonic() - record.info.get("rests_since", time.monotonic())
    if rested < 1 or not isinstance(connection, psycopg.Connection):
        return
    try:
        connection.autocommit = True
        connection.execute("")
        connection.autocommit = False
    except psycopg.Error as error:
        raise DisconnectionError("the connection has died while it rested") from error
