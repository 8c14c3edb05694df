"""PostgreSQL and RabbitMQ of our own, whose data outlives a kill −9."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import pytest

from tools import postgres, rabbitmq
from tools.processes import free_port

SECONDS = 90


class Server:
    """A server's process, and how often it was killed."""

    command: list[str]
    environ: dict[str, str]
    user: str | None = None

    def __init__(self, folder: Path) -> None:
        self.folder, self.port, self.killed = folder, free_port(), 0
        self.process: subprocess.Popen[bytes] | None = None

    def start(self):
        """Until it answers; one that ends at once, for what it was before is still ending, is started again."""
        until = time.monotonic() + SECONDS
        while not self.answers():
            assert time.monotonic() < until, f"{self} does not start: {(self.folder / 'log').read_text()[-2000:]}"
            if self.process is None or self.process.poll() is not None:
                self._launch()
            time.sleep(0.1)

    def _launch(self):
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                env=self.environ,
                user=self.user,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self):
        """kill −9 of it and all it has started; counted when it answered before and does not after."""
        before = self.answers()
        for pid in family(self.process.pid):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()
        self.killed += before and not self.answers()

    def stop(self):
        """An end without care: nobody needs what it keeps any more."""
        if self.process is not None and self.process.poll() is None:
            self.kill()

    def answers(self) -> bool:
        raise NotImplementedError


class Postgres(Server):
    """A cluster that writes as in production."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        programs = found(postgres.programs(), "PostgreSQL")
        self.user, self.environ = postgres.user(), postgres.environment(folder)
        self.command = postgres.serving(programs, str(self.port))
        postgres.make(programs, folder)

    @property
    def url(self):
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def answers(self):
        try:
            psycopg.connect(self.url, connect_timeout=3).close()
        except psycopg.OperationalError:
            return False
        return True


class Rabbit(Server):
    """A node; its name server lives on."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.command = [found(rabbitmq.program(), "RabbitMQ")]
        self.environ = rabbitmq.environment(folder, self.port, free_port())
        with (folder / "epmd.log").open("ab") as log:
            self.names = subprocess.Popen(["epmd"], env=self.environ, stdout=log, stderr=log)

    @property
    def url(self):
        return f"amqp://guest:guest@127.0.0.1:{self.port}//"

    def answers(self):
        return rabbitmq.answers(self.port)

    def stop(self):
        super().stop()
        self.names.kill()
        self.names.wait()


def found(program, name):
    """The program; without it the scenario is skipped by name."""
    if not program:
        pytest.skip(f"{name} is not to be had here")
    return program


def family(pid):
    """The process and all that descend from it, the eldest first."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
    found, new = [pid], [pid]
    while new:
        new = [child for child, parent in parents.items() if parent in new]
        found += new
    return found


@contextmanager
def serving(kind) -> Iterator[Server]:
    """A server of that kind in a folder of its own, outside ours: it may run as another user."""
    folder = Path(tempfile.mkdtemp(prefix="hub-faults-"))
    folder.chmod(0o755)
    server = None
    try:
        server = kind(folder)
        server.start()
        yield server
    finally:
        if server is not None:
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)
