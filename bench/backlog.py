"""Twenty thousand events written while nobody handled: how fast they drain, in order and once."""

import time
from contextlib import AbstractContextManager

from sqlalchemy import func, select

from bench import cpu
from bench.latency import CASES, World
from bench.worlds import Effects, load, process, thread
from innovation_hub.kernel.events import journal
from innovation_hub.kernel.storage.session import db, writing
from tests.probe import ProbeRang, handled
from tests.probe.places import Probe

STREAMS, LENGTH = 2000, 10
TARGETS = {1: 3000, 3: 2000}


def measure() -> list[list[object]]:
    """One row a case: name, subscribers, events a second, the target, CPU, lost, doubled, disordered, load."""
    return [row(name, world, subscribers) for name, world, _ in CASES for subscribers in TARGETS]


def row(name: str, world: World, subscribers: int) -> list[object]:
    """Measures one case."""
    with world(subscribers) as probe:
        fill(probe)
        with workers(name, probe) as effects:
            begun, used = time.monotonic(), cpu.seconds(effects.workers)
            probe.until(lambda: count(probe) == STREAMS * LENGTH * subscribers, 300)
            speed = STREAMS * LENGTH / (time.monotonic() - begun)
            each = 1e6 * (cpu.seconds(effects.workers) - used) / (STREAMS * LENGTH)
        found = faults(probe, subscribers)
        return [name, subscribers, round(speed), TARGETS[subscribers], round(each), *found, load()]


def workers(name: str, probe: Probe) -> AbstractContextManager[Effects]:
    """A thread here, or two processes beside."""
    return thread(probe) if name == "embedded" else process(probe, 2)


def fill(probe: Probe, first: int = 0) -> None:
    """Ten events on each of two thousand streams after the first ones, interleaved."""
    with probe.app.app_context(), writing():
        for number in range(1, LENGTH + 1):
            for probe_id in range(first + 1, first + STREAMS + 1):
                journal.record(ProbeRang(probe_id=probe_id, number=number))
                if probe_id % 100 == 0:
                    db.session.commit()


def count(probe: Probe) -> int:
    """How many effects there are; looked at seldom, for it costs."""
    time.sleep(0.1)
    with probe.app.app_context():
        return db.session.scalar(select(func.count()).select_from(handled)) or 0


def faults(probe: Probe, subscribers: int) -> list[int]:
    """Lost, doubled, disordered."""
    with probe.app.app_context():
        columns = handled.c.subscriber, handled.c.probe_id, handled.c.number
        found = db.session.execute(select(*columns).order_by(handled.c.id)).all()
    last: dict[tuple[str, int], int] = {}
    disordered = 0
    for subscriber, probe_id, number in found:
        disordered += number <= last.get((subscriber, probe_id), 0)
        last[subscriber, probe_id] = number
    once = len(set(found))
    return [STREAMS * LENGTH * subscribers - once, len(found) - once, disordered]
