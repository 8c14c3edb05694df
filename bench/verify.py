"""A hundred thousand entries sealed, and read and linked anew as `flask hub verify-journal` does it."""

import time

from bench.backlog import LENGTH, STREAMS, fill
from bench.latency import CASES, World
from bench.worlds import load
from innovation_hub.kernel.evidence.seals import Sealer
from innovation_hub.kernel.evidence.verify import Verification

ROUNDS, TARGET = 5, 100_000


def measure() -> list[list[object]]:
    """One row a case: way, entries a second, the target, load."""
    return [_row(name, world) for name, world, _ in CASES]


def _row(name: str, world: World) -> list[object]:
    with world(1) as probe:
        for turn in range(ROUNDS):
            fill(probe, turn * STREAMS)
        with probe.app.app_context():
            while Sealer().step(1000):
                pass
            begun = time.monotonic()
            one = Verification({})
            read = sum(one.run())
            taken = time.monotonic() - begun
        assert (read, one.finding, one.sealed) == (ROUNDS * STREAMS * LENGTH, None, read)
        return [name, round(read / taken), TARGET, load()]
