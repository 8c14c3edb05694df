"""The same work done by others in the same run: how fast a backlog drains, how late an effect is, what was lost."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg

from bench import backlog, latency
from bench.worlds import load
from tests.probe.places import RABBITMQ, database

PYTHON = Path(sys.prefix) / "bench" / "bin" / "python"
RIVALS = {"celery": ("Celery", 1), "faststream": ("FastStream", 2), "procrastinate": ("procrastinate", 2)}
COUNT, RATE, SECONDS = 4000, 100, 10
CONDITIONS = (
    "Celery: a prefork pool of two, acknowledged late; FastStream and procrastinate: two processes of asyncio; ours "
    "scaled out: two worker processes for the backlog, one for the delay. A rival's backlog is 4,000 events, timed "
    "from its first effect to its last; ours is 20,000, timed from the workers' start. Each delay goes from the "
    "commit of the change to the commit of its effect. The rivals are told after the commit; what a crash catches "
    "between, they lose."
)
TABLES = """CREATE TABLE rival_heard (id bigserial PRIMARY KEY, stream int, number int, at double precision);
CREATE TABLE rival_told (id bigserial PRIMARY KEY, stream int, number int)"""
FOUND = "SELECT stream, number, at FROM rival_heard ORDER BY id"


def measure() -> list[list[object]]:
    """One row a way: name with version, backlog a second, p50, p99, lost, doubled, disordered, load."""
    return [*(_ours(*case) for case in latency.CASES), *(_row(name, *of) for name, of in RIVALS.items())]


def _ours(name: str, world: latency.World, workers: latency.Workers) -> list[object]:
    """Ours in the same minutes."""
    drained, late = backlog.row(name, world, 1), latency.row((name, world, workers), RATE, 1, "")
    return [f"Innovation Hub, {name}", drained[2], late[3], late[4], *drained[5:8], load()]


def _row(name: str, title: str, processes: int) -> list[object]:
    with (
        database() as url,
        psycopg.connect(url, autocommit=True) as connection,
        tempfile.TemporaryDirectory() as folder,
    ):
        connection.execute(TABLES)
        notes = Path(folder) / "committed"
        env = os.environ | {"RIVAL_POSTGRES": url, "RIVAL_RABBITMQ": RABBITMQ, "RIVAL_COMMITTED": str(notes)}
        _tell(name, env, "fill", COUNT)
        with _working(name, env, processes):
            found = _until(connection, COUNT)
            connection.execute("TRUNCATE rival_heard")
            notes.write_text("")
            told = json.loads(_tell(name, env, "steadily", RATE, SECONDS))
            _until(connection, len(told))
        later = dict(line.split() for line in notes.read_text().splitlines())
    delays = sorted(1000 * (float(at) - told[number]) for number, at in later.items() if int(number) >= 0)
    p50, p99 = (round(delays[int(len(delays) * share)], 1) for share in (0.5, 0.99))
    return [f"{title} {_version(name)}", round(_speed(found)), p50, p99, *_faults(found), load()]


def _tell(name: str, env: dict[str, str], *words: object) -> str:
    command = [PYTHON, "-m", f"bench.rivals.{name}", *map(str, words)]
    return subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, text=True, timeout=120).stdout


@contextmanager
def _working(name: str, env: dict[str, str], processes: int) -> Iterator[None]:
    command = [PYTHON, "-m", f"bench.rivals.{name}", "work"]
    with ExitStack() as stack:
        for _ in range(processes):
            stack.callback(_stop, subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL))
        yield


def _stop(worker: subprocess.Popen[bytes]) -> None:
    worker.terminate()
    try:
        worker.wait(10)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()


def _until(connection: psycopg.Connection, count: int) -> list[tuple[int, int, float]]:
    """What was handled, once it is all there, or nothing has come for ten seconds."""
    seen, since = 0, time.monotonic()
    while seen < count and time.monotonic() < since + 10:
        time.sleep(0.2)
        now = connection.execute("SELECT count(*) FROM rival_heard").fetchone()
        if now and now[0] > seen:
            seen, since = now[0], time.monotonic()
    return connection.execute(FOUND).fetchall()


def _speed(found: list[tuple[int, int, float]]) -> float:
    """From the first effect to the last, so that nobody's start counts."""
    times = [at for _, _, at in found]
    return len(found) / (max(times) - min(times))


def _faults(found: list[tuple[int, int, float]]) -> list[int]:
    """Lost, doubled, disordered."""
    last: dict[int, int] = {}
    disordered = 0
    for stream, number, _ in found:
        disordered += number < last.get(stream, -1)
        last[stream] = number
    once = len({(stream, number) for stream, number, _ in found})
    return [COUNT - once, len(found) - once, disordered]


def _version(name: str) -> str:
    asked = f"from importlib.metadata import version; print(version('{name}'))"
    return subprocess.run([PYTHON, "-c", asked], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()
