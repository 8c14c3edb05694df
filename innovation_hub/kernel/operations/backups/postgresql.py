"""PostgreSQL 的備份: pg_dump at the moment of the counts; pg_restore into a database beside, which takes the name."""

import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import URL, make_url, text

from innovation_hub.kernel.operations.backups import programs
from innovation_hub.kernel.operations.backups.archive import Report
from innovation_hub.kernel.operations.backups.manifest import Manifest
from innovation_hub.kernel.operations.backups.refused import Refused
from innovation_hub.kernel.storage.session import db

COPY = "database.pgdump"
MOMENT = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
OTHERS = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND backend_type = 'client backend'"
ALIKE = "SELECT pg_encoding_to_char(encoding), datcollate, datctype FROM pg_database WHERE datname = %s"
HAS = "SELECT count(*) FROM {}"


def copy(folder: Path, report: Report) -> tuple[Path, Manifest]:
    """The dump in the folder, and what is in it: both see the one moment."""
    target = folder / COPY
    with db.engine.connect().execution_options(**MOMENT) as connection:
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        moment = connection.scalar(text("SELECT pg_export_snapshot()"))
        manifest = Manifest.of(connection)
        words = ["--format=custom", "--compress=0", "--no-owner", "--no-privileges", f"--snapshot={moment}"]
        programs.run("pg_dump", db.engine.url, [*words, f"--file={target}"], _teller(target, report))
    return target, manifest


def bytes_to_copy() -> int:
    """About how large the dump will be."""
    with db.engine.connect() as connection:
        return int(connection.scalar(text("SELECT pg_database_size(current_database())")) or 0)


def occupied() -> int:
    """How many people and events the database has."""
    with db.engine.connect() as connection:
        known = [name for name in ("employees", "events") if connection.scalar(text(f"SELECT to_regclass('{name}')"))]
        return sum(int(connection.scalar(text(HAS.format(name))) or 0) for name in known)


@contextmanager
def filled(member: Path) -> Iterator[str]:
    """The address of a database beside ours, filled from the dump; dropped where it has not taken our place."""
    ours = str(db.engine.url.database)
    name = f"{ours}_restoring_{uuid.uuid4().hex[:8]}"
    with _server() as server:
        _create(server, name, ours)
        try:
            url = db.engine.url.set(database=name)
            programs.run(
                "pg_restore",
                url,
                ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", str(member)],
            )
            yield url.set(drivername="postgresql").render_as_string(hide_password=False)
        finally:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def take_place(url: str, keep: str) -> str:
    """Gives the filled database our name; returns the name under which the old one is kept, if it is.

    Nobody may enter ours meanwhile; Refused where somebody is in it.
    """
    ours, new = str(db.engine.url.database), str(make_url(url).database)
    old = f"{ours}_{keep or 'empty'}"
    with _server() as server, _shut(server, ours):
        _rename(server, ours, old)
        try:
            _rename(server, new, ours)
        except psycopg.Error:
            _rename(server, old, ours)
            raise
    with _server() as server:
        _allow(server, old, True)
        if not keep:
            server.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(old)))
    return old if keep else ""


@contextmanager
def _shut(server: psycopg.Connection, name: str) -> Iterator[None]:
    """Inside, nobody enters the database; where it fails everybody may again."""
    _allow(server, name, False)
    try:
        others = _others(server, name)
        if others:
            raise Refused(
                f"資料庫還有 {others} 個連線，請先停止所有伺服器與工人 "
                f"{others} connections are in the database: stop all servers and workers first"
            )
        yield
    except BaseException:
        _allow(server, name, True)
        raise


def _others(server: psycopg.Connection, name: str) -> int:
    """How many are in it, after those who are just leaving have gone."""
    for _ in range(20):
        [count] = server.execute(OTHERS, [name]).fetchone() or [0]
        if not count:
            break
        time.sleep(0.1)
    return int(count)


def _create(server: psycopg.Connection, name: str, like: str) -> None:
    row = server.execute(ALIKE, [like]).fetchone()
    assert row is not None
    made = sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING {} LC_COLLATE {} LC_CTYPE {}")
    try:
        server.execute(made.format(sql.Identifier(name), *map(sql.Literal, row)))
    except psycopg.errors.InsufficientPrivilege as error:
        raise Refused(
            "資料庫帳號不能建立資料庫：還原先在旁邊建好才換上，請給它 CREATEDB "
            "a restore is built beside first, and the database role may not create a database: grant CREATEDB"
        ) from error


def _rename(server: psycopg.Connection, name: str, to: str) -> None:
    server.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(name), sql.Identifier(to)))


def _allow(server: psycopg.Connection, name: str, whether: bool) -> None:
    allowed = sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
    server.execute(allowed.format(sql.Identifier(name), sql.Literal(whether)))


def _server() -> psycopg.Connection:
    url: URL = db.engine.url.set(drivername="postgresql", database="postgres")
    return psycopg.connect(url.render_as_string(hide_password=False), autocommit=True, connect_timeout=3)


def _teller(target: Path, report: Report) -> programs.Watch:
    seen = 0

    def look() -> None:
        nonlocal seen
        size = target.stat().st_size if target.exists() else 0
        report(size - seen)
        seen = size

    return look
