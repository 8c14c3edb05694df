"""測試用的 PostgreSQL：現成的，或自己開的 | PostgreSQL for the tests: the one that answers, else one of our own."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from tools import debian
from tools.processes import becomes, free_port, running, say

NAME = f"hub_test_{os.getpid()}"
ALL_POWERFUL = "SELECT 1 FROM pg_roles WHERE rolname = current_user AND rolsuper"


@dataclass(frozen=True)
class Server:
    """Where a PostgreSQL is, and as whom we enter it."""

    host: str
    port: str
    user: str

    def connect(self) -> psycopg.Connection:
        """A connection on which each statement stands alone; a password comes from PGPASSWORD."""
        return psycopg.connect(
            host=self.host, port=self.port, user=self.user, dbname="postgres", connect_timeout=3, autocommit=True
        )

    def answers(self) -> bool:
        """Whether it lets us in, and do as we like."""
        try:
            with self.connect() as connection:
                return bool(connection.execute(ALL_POWERFUL).fetchone())
        except psycopg.OperationalError:
            return False


@contextmanager
def fresh_database() -> Iterator[str]:
    """URL of a database made for this run and dropped at its end; empty where there is no PostgreSQL."""
    with ExitStack() as stack:
        server = _the_usual() or stack.enter_context(our_own())
        if not server:
            yield ""
            return
        _create(server)
        stack.callback(_drop, server)
        yield f"postgresql://{server.user}@{server.host}:{server.port}/{NAME}"


def _the_usual() -> Server | None:
    asked = os.environ.get
    server = Server(asked("PGHOST", "127.0.0.1"), asked("PGPORT", "5432"), asked("PGUSER", "postgres"))
    return server if server.answers() else None


@contextmanager
def our_own() -> Iterator[Server | None]:
    """A cluster outside the checkout: PostgreSQL refuses root, and another user may not be let into our folders."""
    found = programs()
    if not found:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="hub-postgres-", ignore_cleanup_errors=True) as folder:
        server = Server("127.0.0.1", str(free_port()), "postgres")
        with _cluster(found, Path(folder), server.port) as process:
            yield server if becomes(server.answers, process) else None


@contextmanager
def _cluster(programs: Path, folder: Path, port: str) -> Iterator[subprocess.Popen[bytes]]:
    say(f"啟動 PostgreSQL，埠 {port} Starting PostgreSQL")
    make(programs, folder)
    command = serving(programs, port, "fsync=off")
    with running(command, folder / "log", environment(folder), user()) as process:
        yield process


def make(programs: Path, folder: Path) -> None:
    """A new cluster in the folder, which is handed to the user it will run as."""
    if user():
        shutil.chown(folder, user())
    command = [str(programs / "initdb"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"]
    env = environment(folder)
    subprocess.run(command, env=env, user=user(), stdout=subprocess.DEVNULL, check=True, cwd=folder)


def serving(programs: Path, port: str, *options: str) -> list[str]:
    """The command that serves the cluster of its environment at this port."""
    usual = (f"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories=")
    return [str(programs / "postgres"), *_flags([*usual, *options])]


def environment(folder: Path) -> dict[str, str]:
    """What the programs of the cluster in this folder are told."""
    return {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "PGDATA": str(folder / "data")}


def user() -> str | None:
    """Whom the server runs as: it refuses root."""
    return "postgres" if debian.is_root() else None


def programs() -> Path | None:
    """The folder of its programs, installed where that can be done; None where not."""
    return _binaries() or _installed()


def _flags(options: list[str]) -> list[str]:
    return [word for option in options for word in ("-c", option)]


def _installed() -> Path | None:
    return _binaries() if debian.install("postgresql") else None


def _binaries() -> Path | None:
    debians = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = [Path(found).resolve() for found in [shutil.which("initdb")] if found]
    return next((path.parent for path in [*reversed(debians), *on_path]), None)


def _create(server: Server) -> None:
    made = sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'")
    with server.connect() as connection:
        connection.execute(made.format(sql.Identifier(NAME)))


def _drop(server: Server) -> None:
    """Drops the run's database and whatever the tests made beside it under the same name and an underscore."""
    with server.connect() as connection:
        ours = "SELECT datname FROM pg_database WHERE datname = %s OR starts_with(datname, %s)"
        for (name,) in connection.execute(ours, [NAME, f"{NAME}_"]).fetchall():
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
