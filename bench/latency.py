"""From the commit of an event to the commit of its last effect, at a steady rate."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager

from bench.worlds import embedded, load, process, scaled_out, thread
from innovation_hub.kernel.db import writing
from tests.probe import ring
from tests.probe.places import Probe

Workers = Callable[[Probe], AbstractContextManager[dict[int, float]]]
World = Callable[[int], AbstractContextManager[Probe]]
CASES: tuple[tuple[str, World, Workers], ...] = (("embedded", embedded, thread), ("scaled out", scaled_out, process))
RATES = (20, 100)
SECONDS = 15
TARGETS = {("embedded", 20): 200, ("scaled out", 20): 100, ("embedded", 100): 40, ("scaled out", 100): 60}


def measure() -> list[list[object]]:
    """One row a case: name, rate, subscribers, p50, p99 in ms, the target, the load of the machine."""
    return [_row(name, world, workers, rate) for name, world, workers in CASES for rate in RATES]


def _row(name: str, world: World, workers: Workers, rate: int) -> list[object]:
    with world(3) as probe:
        told, effects = _run(probe, workers, rate)
    delays = sorted(1000 * (effects[number] - at) for number, at in told.items())
    shown = [round(delays[int(len(delays) * share)], 1) for share in (0.5, 0.99)]
    return [name, rate, 3, *shown, TARGETS[name, rate], load()]


def _run(probe: Probe, workers: Workers, rate: int) -> tuple[dict[int, float], dict[int, float]]:
    with workers(probe) as effects:
        tell(probe, -2 * rate, 0, rate)
        told = tell(probe, 1, rate * SECONDS + 1, rate)
        probe.until(lambda: not probe.behind(), 60)
    return told, effects


def tell(probe: Probe, first: int, last: int, rate: int) -> dict[int, float]:
    """Events at this rate, each in a transaction of its own; when each was committed."""
    told, begun = {}, time.time()
    for number in range(first, last):
        time.sleep(max(0.0, begun + (number - first) / rate - time.time()))
        with probe.app.app_context(), writing():
            ring(number, 1)
            told[number] = time.time()
    return told
