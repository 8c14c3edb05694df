"""Where the bench takes place: a probe on SQLite or PostgreSQL, and worker processes beside it."""

import gc
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.effects import committed
from innovation_hub.kernel.messaging.worker import Embedded
from tests.probe.places import RABBITMQ, Probe, database, probed

USUAL = {"TESTING": False, "HUB_SWEEP_SECONDS": 2, "HUB_WORKER_NICE": 10}


@contextmanager
def embedded(subscribers: int) -> Iterator[Probe]:
    """SQLite and the worker in a thread of this process."""
    with tempfile.TemporaryDirectory() as folder:
        settings = {"HUB_DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3", "HUB_BROKER_URL": "memory://"}
        with probed(USUAL | settings, subscribers) as probe:
            yield probe


@contextmanager
def scaled_out(subscribers: int) -> Iterator[Probe]:
    """PostgreSQL and RabbitMQ."""
    with database() as url:
        settings = {"HUB_DATABASE_URL": url, "HUB_BROKER_URL": RABBITMQ}
        with probed(USUAL | settings, subscribers) as probe:
            yield probe


class Effects(dict[int, float]):
    """When each probe was last handled, known after the work; and which processes beside ours work meanwhile."""

    workers: tuple[int, ...] = ()


@contextmanager
def thread(probe: Probe) -> Iterator[Effects]:
    """The embedded worker at work."""
    committed.clear()
    effects = Effects()
    worker = Embedded(probe.app)
    gc.freeze()  # as wsgi.py does
    worker.start()
    try:
        yield effects
    finally:
        worker.end()
        effects.update(committed)


@contextmanager
def process(probe: Probe, count: int = 1) -> Iterator[Effects]:
    """Worker processes at work."""
    effects = Effects()
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{number}.json" for number in range(count)]
        workers = [_start(probe, file) for file in files]
        effects.workers = tuple(worker.pid for worker in workers)
        _go(workers)
        try:
            yield effects
        finally:
            for worker in workers:
                worker.terminate()
                worker.wait(60)
            for file in files:
                for probe_id, at in json.loads(file.read_text()).items():
                    effects[int(probe_id)] = max(at, effects.get(int(probe_id), 0.0))


def _start(probe: Probe, file: Path) -> subprocess.Popen[bytes]:
    env = probe.environ() | {"BENCH_EFFECTS": str(file), "PROBE_SUBSCRIBERS": str(subscribers_of(probe))}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    return subprocess.Popen([sys.executable, "-m", "bench.worker"], env=env, **pipes)


def _go(workers: Sequence[subprocess.Popen[bytes]]) -> None:
    """All begin at once, when the last of them is ready."""
    for worker in workers:
        assert worker.stdout is not None
        assert worker.stdout.readline() == b"ready\n"
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write(b"go\n")
        worker.stdin.close()


def subscribers_of(probe: Probe) -> int:
    """How many modules handle."""
    return len(probe.app.extensions["modules"])


def load() -> str:
    """What else the machine was doing."""
    return f"{os.getloadavg()[0]:.1f}"
