"""資料庫: one session, one base class, and how each engine begins, writes and waits."""

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import Flask, has_request_context, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, BigInteger, Connection, DateTime, Dialect, Engine, Integer, MetaData, event
from sqlalchemy.orm import DeclarativeBase, registry
from sqlalchemy.types import TypeDecorator

from innovation_hub.kernel.storage import commit_statements, pool  # noqa: F401 (their listeners watch the connections)
from innovation_hub.kernel.storage.sqlite_writer import OneWriterConnection

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# Either end of a line that was cut notices within ten seconds: ours, so that a page says so; the server's, so that
# what a lost node held (rows, a stream, the lead) is free again. Both would wait for hours by themselves.
KEEPALIVES: dict[str, Any] = {
    "connect_timeout": 3,
    "tcp_user_timeout": 8000,
    "keepalives_idle": 4,
    "keepalives_interval": 1,
    "keepalives_count": 3,
}
SERVER_KEEPALIVES = (
    "-c tcp_user_timeout=6000 -c tcp_keepalives_idle=3 -c tcp_keepalives_interval=1 -c tcp_keepalives_count=3"
)


class UTCDateTime(TypeDecorator[datetime]):
    """An instant: aware in Python, UTC in the database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; a naive time is refused."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Back as UTC; SQLite has forgotten the zone."""
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


BigId = BigInteger().with_variant(Integer, "sqlite")


class Base(DeclarativeBase):
    """Every table's base class."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMES),
        type_annotation_map={datetime: UTCDateTime, dict[str, Any]: JSON, list[Any]: JSON},
    )


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})

_writes: ContextVar[bool | None] = ContextVar("writes", default=None)


@contextmanager
def reading() -> Iterator[None]:
    """Transactions begun inside only read, and so wait for no writer."""
    token = _writes.set(False)
    try:
        yield
    finally:
        _writes.reset(token)


@contextmanager
def writing() -> Iterator[None]:
    """Transactions begun inside write: they take SQLite's write lock at once, as requests that change things do."""
    token = _writes.set(True)
    try:
        yield
    finally:
        _writes.reset(token)


def _will_write() -> bool:
    told = _writes.get()
    return told if told is not None else has_request_context() and request.method not in SAFE_METHODS


def engine_options(url: str) -> dict[str, Any]:
    """What `create_engine` is told for this address."""
    common = {
        "json_serializer": lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":")),
        "hide_parameters": True,
    }
    if url.startswith("sqlite"):
        return common | {"connect_args": {"factory": OneWriterConnection, "timeout": 10, "check_same_thread": False}}
    options = f"-c lock_timeout=10000 -c statement_timeout=60000 -c timezone=UTC {SERVER_KEEPALIVES}"
    return common | {
        "pool_size": 10,
        "max_overflow": 10,
        "pool_timeout": 10,
        "connect_args": KEEPALIVES | {"options": options},
    }


def init_db(app: Flask) -> None:
    """Gives the app its database."""
    url = str(app.config["HUB_DATABASE_URL"]).replace("postgresql://", "postgresql+psycopg://")
    if url.startswith("sqlite:///"):
        _own(Path(url.removeprefix("sqlite:///")))
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(url)
    db.init_app(app)


def _own(file: Path) -> None:
    """The database's file and a folder made for it are its owner's alone; SQLite gives its logs the file's mode."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(OSError):
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
        file.chmod(0o600)


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    raw = connection.connection.dbapi_connection
    if isinstance(raw, OneWriterConnection):
        raw.begin(_will_write())


def is_sqlite() -> bool:
    """Whether the engine underneath is SQLite."""
    return db.engine.dialect.name == "sqlite"


def tidy() -> None:
    """Has SQLite bring its log home into the file, while others read and write; what it cannot now, next time."""
    if is_sqlite():
        with closing(db.engine.raw_connection()) as connection, suppress(sqlite3.OperationalError):
            connection.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)")
