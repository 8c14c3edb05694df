"""What a backup test does to a database from outside: run a command, destroy it, look whether it is there."""

import contextlib
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from flask import Flask

from innovation_hub.kernel.storage.session import db


def command(app: Flask, *words: str):
    """A command of the product, which leaves no connection behind."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    answer = app.test_cli_runner().invoke(args=["hub", *words])
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    return answer


def destroy(app: Flask) -> None:
    """The disk is gone: nothing of the database is left; on PostgreSQL somebody makes an empty one for the restore."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    url = app.config["HUB_DATABASE_URL"]
    if url.startswith("sqlite"):
        for ending in ("", "-wal", "-shm"):
            Path(url.removeprefix("sqlite:///") + ending).unlink(missing_ok=True)
        return
    name = urlsplit(url).path[1:]
    with server(url) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'")


def sweep(app: Flask) -> None:
    """Drops what restores have kept beside."""
    url = app.config["HUB_DATABASE_URL"]
    if url.startswith("sqlite"):
        return
    name = urlsplit(url).path[1:]
    with server(url) as connection:
        kept = connection.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [f"{name}_re"])
        for (one,) in kept.fetchall():
            connection.execute(f"DROP DATABASE {one} WITH (FORCE)")


@contextlib.contextmanager
def server(url: str):
    """A connection beside the database, on which each statement stands alone."""
    with psycopg.connect(url.rsplit("/", 1)[0] + "/postgres", autocommit=True) as connection:
        yield connection
