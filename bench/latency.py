"""From the commit of an event to the commit of its last effect, at a steady rate."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager

from bench import cpu
from bench.worlds import Effects, embedded, load, process, scaled_out, thread
from innovation_hub.kernel.storage.session import writing
from tests.probe import ring
from tests.probe.places import Probe

Workers = Callable[[Probe], AbstractContextManager[Effects]]
World = Callable[[int], AbstractContextManager[Probe]]
Case = tuple[str, World, Workers]
CASES: tuple[Case, ...] = (("embedded", embedded, thread), ("scaled out", scaled_out, process))
SECONDS, WARM = 15, 1_000_000
#         rate, subscribers → target of p99, ms, embedded and scaled out
TARGETS = {(20, 3): (200, 100), (100, 3): (40, 60), (100, 1): ("", "")}


def measure() -> list[list[object]]:
    """One row a case: name, rate, subscribers, p50, p99 in ms, the target, CPU, the load of the machine."""
    return [row(case, *asked, targets[place]) for place, case in enumerate(CASES) for asked, targets in TARGETS.items()]


def row(case: Case, rate: int, subscribers: int, target: object) -> list[object]:
    """Measures one case."""
    name, world, workers = case
    with world(subscribers) as probe:
        told, effects, used = _run(probe, workers, rate)
    delays = sorted(1000 * (effects[number] - at) for number, at in told.items())
    p50, p99 = (round(delays[int(len(delays) * share)], 1) for share in (0.5, 0.99))
    return [name, rate, subscribers, p50, p99, target, f"{1000 * used / len(told):.1f}", load()]


def _run(probe: Probe, workers: Workers, rate: int) -> tuple[dict[int, float], dict[int, float], float]:
    with workers(probe) as effects:
        tell(probe, WARM, WARM + 2 * rate, rate)
        used = cpu.seconds(effects.workers)
        told = tell(probe, 1, rate * SECONDS + 1, rate)
        probe.until(lambda: not probe.behind(), 60)
        used = cpu.seconds(effects.workers) - used
    return told, effects, used


def tell(probe: Probe, first: int, last: int, rate: int) -> dict[int, float]:
    """Events at this rate, each in a transaction of its own; when each was committed."""
    told, begun = {}, time.time()
    for number in range(first, last):
        time.sleep(max(0.0, begun + (number - first) / rate - time.time()))
        with probe.app.app_context(), writing():
            ring(number, 1)
            told[number] = time.time()
    return told
