"""What an event costs its writer at the end of a journal of ten million, beside one at the end of a new journal."""

import random
import statistics
import time
from collections.abc import Iterator
from contextlib import ExitStack

from sqlalchemy import text

from bench.latency import CASES, World
from bench.worlds import load
from innovation_hub.kernel.storage.session import db, is_sqlite, writing
from tests.probe import ring
from tests.probe.places import Probe

ENTRIES, LENGTH, BATCH = 10_000_000, 10, 500_000
ROUNDS, COMMITS = 20, 100
WORDS = {
    "sqlite": {
        "row": "WITH RECURSIVE row(n) AS (VALUES(:first) UNION ALL SELECT n + 1 FROM row WHERE n < :last)",
        "json": "TEXT",
        "instant": "TEXT",
    },
    "postgresql": {
        "row": "WITH row AS (SELECT n FROM generate_series(CAST(:first AS BIGINT), :last) AS n)",
        "json": "JSON",
        "instant": "TIMESTAMPTZ",
    },
}
STREAMS = "{row} INSERT INTO streams (name, sequence) SELECT 'probe:' || n, :length FROM row"
EVENTS = """{row} INSERT INTO events (stream, sequence, name, version, body, at, trace)
    SELECT 'probe:' || (n % :streams + 1), n / :streams + 1, 'probe.rang', 1,
        CAST('{{"probe_id":' || (n % :streams + 1) || ',"number":' || (n / :streams + 1) || '}}' AS {json}),
        CAST(:at AS {instant}), 'the-id-of-a-request'
    FROM row"""


def measure() -> list[list[object]]:
    """One row a way: entries, a commit's p50 and p95 in ms on the new and the long journal, how much slower, load."""
    return [_row(name, world, ENTRIES) for name, world, _ in CASES]


def _row(name: str, world: World, entries: int) -> list[object]:
    with ExitStack() as stack:
        new, long = (stack.enter_context(world(1)) for _ in range(2))
        fill(new, LENGTH * COMMITS)
        fill(long, entries)
        taken: dict[Probe, list[float]] = {new: [], long: []}
        for _ in range(ROUNDS + 1):
            taken[new] += _commits(new, COMMITS)
            taken[long] += _commits(long, entries // LENGTH)
        told = [_percentiles(times[COMMITS:]) for times in taken.values()]
    slower = f"{100 * (told[1][0] / told[0][0] - 1):.0f} %"
    return [name, entries, *(f"{one:.2f}" for each in told for one in each), slower, load()]


def fill(probe: Probe, entries: int) -> None:
    """So many entries, ten on each stream, interleaved."""
    streams = entries // LENGTH
    with probe.app.app_context(), writing():
        for first, last in _batches(streams):
            _insert(STREAMS, first=first + 1, last=last + 1, length=LENGTH)
        for first, last in _batches(entries):
            _insert(EVENTS, first=first, last=last, streams=streams, at="2026-01-01 00:00:00.000000")
        if not is_sqlite():
            db.session.execute(text("ANALYZE"))
            db.session.commit()


def _batches(count: int) -> Iterator[tuple[int, int]]:
    for first in range(0, count, BATCH):
        yield first, min(first + BATCH, count) - 1


def _insert(statement: str, **given: object) -> None:
    db.session.execute(text(statement.format(**WORDS[db.engine.dialect.name])), given)
    db.session.commit()


def _commits(probe: Probe, streams: int) -> list[float]:
    """How long each of some commits took, in ms, each of one event about one of the things that have happened."""
    taken = []
    with probe.app.app_context(), writing():
        for number in random.sample(range(1, streams + 1), min(COMMITS, streams)):
            begun = time.perf_counter()
            ring(number, LENGTH + 1)
            taken.append(1000 * (time.perf_counter() - begun))
    return taken


def _percentiles(times: list[float]) -> tuple[float, float]:
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]
