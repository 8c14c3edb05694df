"""Twenty thousand events handled anew by one subscriber, as the replay command does it."""

import time
from collections.abc import Callable
from functools import partial

from bench import cpu
from bench.backlog import LENGTH, STREAMS, fill
from bench.latency import CASES, World
from bench.worlds import load
from innovation_hub.kernel.events.journal import Entry
from innovation_hub.kernel.messaging.replay import replay
from innovation_hub.kernel.module.module import Module
from innovation_hub.kernel.storage.session import writing
from tests import probe as rung
from tests.probe import ProbeRang

figures: dict[int, int] = {}


def fold(event: ProbeRang, entry: Entry) -> None:
    """What a figure does that is written when all is handled."""
    figures[event.probe_id] = figures.get(event.probe_id, 0) + event.number


WAYS: dict[str, tuple[Callable[[ProbeRang, Entry], None], object]] = {
    "folds into a figure": (fold, 20_000),
    "inserts a row an event": (partial(rung.handle, "probe1"), ""),
}


def measure() -> list[list[object]]:
    """One row a case: way, what the subscriber does, events a second, the target, CPU, load."""
    return [row for name, world, _ in CASES for row in _rows(name, world)]


def _rows(name: str, world: World) -> list[list[object]]:
    with world(1) as probe:
        fill(probe)
        with probe.app.app_context(), writing():
            return [_row(name, does, *way) for does, way in WAYS.items()]


def _row(name: str, does: str, handles: Callable[[ProbeRang, Entry], None], target: object) -> list[object]:
    module = Module(name="probe1", label="probe1", reacts={ProbeRang: handles}, forget=partial(rung.forget, "probe1"))
    begun, used = time.monotonic(), cpu.seconds(())
    handled = sum(replay(module))
    taken, used = time.monotonic() - begun, cpu.seconds(()) - used
    assert handled == STREAMS * LENGTH
    return [name, does, round(handled / taken), target, round(1e6 * used / handled), load()]
