"""A disk that is full: reading goes on, nothing is half written, writing goes on as soon as there is room."""

import errno
import os
import shutil
import subprocess
import time
from contextlib import contextmanager

import psycopg
import pytest
from sqlalchemy import text

from innovation_hub.kernel.storage.session import db
from tests.faults.downs import given
from tests.faults.outcome import Outcome
from tests.faults.servers import Postgres, serving
from tests.faults.world import answers, world
from tests.probe.places import RABBITMQ, sqlite
from tools import postgres

FILLER = "filler"
PAUSES = {"embedded": 0.001, "scaled out": 0.05}  # what is told must not fill the disk by itself


def sqlite_full(folder, times):
    """The SQLite file stands on a small disk of its own."""
    with small_disk(folder / "disk", "12m") as disk:
        return _full("embedded", folder, disk, times, sqlite(disk))


def postgres_full(folder, times):
    """The tables stand on a small disk; the server's own log of changes stands elsewhere, else it would stop."""
    if not RABBITMQ:
        pytest.skip("RabbitMQ is not to be had here")
    with serving(Postgres) as server, small_disk(server.folder / "disk", "96m", postgres.user()) as disk:
        with psycopg.connect(server.url, autocommit=True) as connection:
            connection.execute(f"CREATE TABLESPACE small LOCATION '{disk}'")
            connection.execute("CREATE DATABASE hub TABLESPACE small")
        url = server.url.rpartition("/")[0] + "/hub"
        return _full("scaled out", folder, disk, times, given(url, RABBITMQ))


def _full(setting, folder, disk, times, ground):
    faults = {"disk full": 0, "writes refused": 0, "pages read meanwhile": 0}
    with world(setting, folder, ground) as made:
        made.start(together=20, pause=PAUSES[setting])
        for _ in range(times):
            refused = made.load.answers["503"]
            faults["disk full"] += fill(disk, lambda refused=refused: made.load.answers["503"] > refused + 20)
            faults["pages read meanwhile"] += sum(answers(port, "/metrics") for port in made.ports.values())
            faults["writes refused"] += made.load.answers["503"] - refused
            (disk / FILLER).unlink()
            made.recovered()
        verdict = made.settled()
        sound(made)
        return Outcome.of("disk full", made, faults, verdict)


def fill(disk, enough, seconds=60):
    """Writes until nothing more goes in, and keeps it so until enough was refused; whether that came to be."""
    full, until = False, time.monotonic() + seconds
    with (disk / FILLER).open("ab", buffering=0) as filler:
        while not enough() and time.monotonic() < until:
            try:
                filler.write(b"\0" * 4096)
            except OSError as error:
                assert error.errno == errno.ENOSPC
                full = True
                time.sleep(0.01)
    return full and enough()


def sound(made):
    """The database itself finds no fault in its file."""
    if made.setting == "embedded":
        with made.app.app_context():
            assert db.session.scalar(text("PRAGMA integrity_check")) == "ok"


@contextmanager
def small_disk(folder, size, owner=None):
    """A file system in memory; skipped where it cannot be mounted."""
    folder.mkdir()
    done = None
    if os.geteuid() == 0 and shutil.which("mount"):
        command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(folder)]
        done = subprocess.run(command, check=False, capture_output=True)
    if done is None or done.returncode:
        pytest.skip("a small disk cannot be mounted here")
    try:
        if owner:
            shutil.chown(folder, owner)
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
