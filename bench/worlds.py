"""Where the bench takes place: a probe on SQLite or PostgreSQL, and worker processes beside it."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.effects import committed
from innovation_hub.kernel.worker import Embedded
from tests.probe.places import RABBITMQ, Probe, database, probed

USUAL = {"TESTING": False, "HUB_SWEEP_SECONDS": 2}


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


@contextmanager
def thread(probe: Probe) -> Iterator[dict[int, float]]:
    """The embedded worker at work; what it heard when stands in the dictionary after it."""
    committed.clear()
    effects: dict[int, float] = {}
    worker = Embedded(probe.app)
    worker.start()
    try:
        yield effects
    finally:
        worker.end()
        effects.update(committed)


@contextmanager
def process(probe: Probe, count: int = 1) -> Iterator[dict[int, float]]:
    """Worker processes at work; the same dictionary."""
    effects: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{number}.json" for number in range(count)]
        workers = [_start(probe, file) for file in files]
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
    worker = subprocess.Popen([sys.executable, "-m", "bench.worker"], env=env, stdout=subprocess.PIPE)
    assert worker.stdout is not None
    assert worker.stdout.readline() == b"ready\n"
    return worker


def subscribers_of(probe: Probe) -> int:
    """How many modules hear."""
    return len(probe.app.extensions["modules"])


def load() -> str:
    """What else the machine was doing."""
    return f"{os.getloadavg()[0]:.1f}"
