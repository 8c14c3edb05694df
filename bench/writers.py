"""Whether a backlog slows people who write: the same writer in turns, alone, handled, and beside it."""

import statistics
import time
from collections.abc import Callable

from bench.backlog import fill, workers
from bench.latency import CASES, World
from bench.worlds import load
from innovation_hub.kernel.events import journal
from innovation_hub.kernel.storage.session import db, writing
from tests.probe import ProbeRang
from tests.probe.places import Probe

ROUNDS, RATE, SECONDS = 4, 50, 4


def measure() -> list[list[object]]:
    """One row a way: commits a second alone, handled at once, beside a backlog; slower than each; their p50s; load."""
    return [_row(name, world) for name, world, _ in CASES]


def _row(name: str, world: World) -> list[object]:
    turns: list[list[list[float]]] = []
    with world(1) as probe:
        for turn in range(ROUNDS):
            alone = write(probe, 10_000 + 3 * turn, lambda: True)
            with workers(name, probe):
                probe.until(lambda: not probe.behind(), 60)
                handled = write(probe, 10_001 + 3 * turn, lambda: True)
            fill(probe, turn * 3000)
            with workers(name, probe):
                beside = write(probe, 10_002 + 3 * turn, lambda: probe.behind() > 1000)
            turns.append([alone, handled, beside])
    speeds = [statistics.median(len(taken) / sum(taken) for taken in one) for one in zip(*turns, strict=True)]
    middles = [statistics.median(1000 * statistics.median(taken) for taken in one) for one in zip(*turns, strict=True)]
    slower = [f"{100 * (1 - speeds[2] / speed):.0f} %" for speed in speeds[:2]]
    return [
        name,
        *(round(speed) for speed in speeds),
        *slower,
        " / ".join(f"{middle:.2f}" for middle in middles),
        load(),
    ]


def write(probe: Probe, probe_id: int, going_on: Callable[[], bool]) -> list[float]:
    """How long each commit took, at a steady rate, while it is going on; a commit in the middle of nothing else."""
    taken, begun = [], time.monotonic()
    for number in range(1, RATE * SECONDS + 1):
        time.sleep(max(0.0, begun + number / RATE - time.monotonic()))
        if number % RATE == 0 and not going_on():
            break
        with probe.app.app_context(), writing():
            at = time.perf_counter()
            journal.record(ProbeRang(probe_id=probe_id, number=number))
            db.session.commit()
            taken.append(time.perf_counter() - at)
    return taken
