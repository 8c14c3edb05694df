"""Twenty thousand events heard anew by one subscriber, hundred streams a transaction, as the replay command does."""

import time
from collections.abc import Callable
from functools import partial

from sqlalchemy import update

from bench import cpu
from bench.backlog import LENGTH, STREAMS, fill
from bench.latency import CASES, World
from bench.worlds import load
from innovation_hub.kernel.db import db, writing
from innovation_hub.kernel.hearing import hear_together
from innovation_hub.kernel.journal import Entry
from innovation_hub.kernel.module import Module
from innovation_hub.kernel.progress import Progress
from tests import probe as rung
from tests.probe import ProbeRang

PORTION = 100
figures: dict[int, int] = {}


def fold(event: ProbeRang, entry: Entry) -> None:
    """What a figure does that is written when all is heard."""
    figures[event.probe_id] = figures.get(event.probe_id, 0) + event.number


WAYS: dict[str, tuple[Callable[[ProbeRang, Entry], None], object]] = {
    "folds into a figure": (fold, 20_000),
    "inserts a row an event": (partial(rung.hear, "probe1"), ""),
}


def measure() -> list[list[object]]:
    """One row a case: way, what the subscriber does, events a second, the target, CPU, load."""
    return [row for name, world, _ in CASES for row in _rows(name, world)]


def _rows(name: str, world: World) -> list[list[object]]:
    with world(1) as probe:
        fill(probe)
        with probe.app.app_context(), writing():
            return [_row(name, does, *way) for does, way in WAYS.items()]


def _row(name: str, does: str, hears: Callable[[ProbeRang, Entry], None], target: object) -> list[object]:
    module = Module(name="probe1", label="probe1", reacts={ProbeRang: hears})
    begun, used = time.monotonic(), cpu.seconds(())
    for first in range(1, STREAMS + 1, PORTION):
        replay(module, [f"probe:{number}" for number in range(first, first + PORTION)])
    taken, used = time.monotonic() - begun, cpu.seconds(()) - used
    return [name, does, round(STREAMS * LENGTH / taken), target, round(1e6 * used / (STREAMS * LENGTH)), load()]


def replay(module: Module, streams: list[str]) -> None:
    """Hears these streams from their beginning."""
    mine = update(Progress).where(Progress.subscriber == module.name, Progress.stream.in_(streams))
    db.session.execute(mine.values(sequence=0))
    pairs = {(module.name, stream): module for stream in streams}
    while hear_together(pairs):
        db.session.commit()
    db.session.commit()
