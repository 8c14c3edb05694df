"""The parts of the bench, by name, in the order in which they stand in RESULTS.md."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from bench import (
    backlog,
    differences,
    latency,
    limits,
    long_journal,
    pages,
    replay,
    similar,
    similar_scale,
    verify,
    writers,
)
from bench.yardstick import CONDITIONS
from bench.yardstick import measure as beside_others

Rows = Sequence[Sequence[object]]


@dataclass(frozen=True)
class Part:
    """A table of measured rows; called, it measures them."""

    title: str
    heads: str
    measure: Callable[[], Rows]
    note: str = ""

    def __call__(self) -> tuple[str, str]:
        """The title, and the table with its note."""
        heads = self.heads.split("|")
        lines = [heads, ["---"] * len(heads), *self.measure()]
        rows = "\n".join("| " + " | ".join(str(cell).strip() for cell in line) + " |" for line in lines)
        return self.title, f"{rows}\n\n{self.note}".strip() + "\n"


def pages_measured() -> Rows:
    """The pages, then the first visit as a row of its own."""
    rows, (requests, size) = pages.measure()
    visit = f"first visit, nothing cached: {requests} requests (target ≤ 6), {size / 1000:.1f} KB (target ≤ 60)"
    return [*rows, [visit, "", "", "", ""]]


SCALE = "engine|what|CPU p50 ms|p99 ms|target p99|wall p50 ms|p99 ms|load"
AMONG = "CPU: of the asking process. The texts: real ones, and invented ones with the statistics of these."
FAULTS = "Lost, doubled and disordered are counted over all events, in the order in which the effects were written."
PARTS = {
    "limits": Part("Limits of the machine", "limit|a second|load", limits.measure),
    "latency": Part(
        "From commit to the last effect",
        "way|events/s|subscribers|p50 ms|p99 ms|target p99|CPU ms an event|load",
        latency.measure,
        "CPU: of writer and workers together, without PostgreSQL and RabbitMQ.",
    ),
    "backlog": Part(
        "A backlog of 20,000 events",
        "way|subscribers|events/s|target|CPU µs an event|lost|doubled|disordered|load",
        backlog.measure,
        f"Scaled out: two worker processes. CPU: of the workers. {FAULTS}",
    ),
    "writers": Part(
        "Writers beside a draining backlog",
        "way|commits/s alone|handled inline|beside a backlog|slower than alone|than inline|p50 ms of the three|load",
        writers.measure,
        "One writer at a steady rate, in turns: without workers, with workers that have nothing else to do, and with "
        "workers that drain a backlog; medians of the rounds. Target: slower by at most 10 %.",
    ),
    "replay": Part(
        "Replay of one subscriber",
        "way|the subscriber|events/s|target|CPU µs an event|load",
        replay.measure,
        "20,000 events of 2,000 streams handled again from the beginning.",
    ),
    "yardstick": Part(
        "The same work done by others, beside ours",
        "who|backlog, events/s|p50 ms|p99 ms|lost|doubled|disordered|load",
        beside_others,
        f"One INSERT an event, one subscriber; {CONDITIONS} {FAULTS}",
    ),
    "verify": Part("Checking the journal", "way|entries/s|target|load", verify.measure),
    "similar": Part(
        "Similar proposals, beside other ways to find them",
        "way|restate, recall@5 / MRR|half|draft|realdup|CPU p50 ms|p99 ms|load",
        similar.measure,
        "Targets of recall@5: 0.92, 0.92, 1, 0.95; of MRR in realdup: 0.90. CPU: of the asking process.",
    ),
    "scale": Part("Similar proposals among 100,000", SCALE, similar_scale.measure, AMONG),
    "differences": Part(
        "Two versions of a text compared",
        "texts|characters of both|comparisons|CPU p50 ms|most|target|load",
        differences.measure,
        "Nothing is remembered between the rounds; a page compares each pair once in a process.",
    ),
    "pages": Part("Pages", "page|statements, 1 row|30 rows|ms, 1 row|30 rows", pages_measured),
}
LARGE = {
    "journal": Part(
        "A writer at the end of a long journal",
        "way|entries|p50 ms, new|p95|p50 ms, long|p95|slower in the median|load",
        long_journal.measure,
        "One event a transaction about one of the things that have happened, on a new and on a long journal in turns.",
    ),
    "million": Part("Similar proposals among a million", SCALE, partial(similar_scale.measure, 1_000_000), AMONG),
}
EVENTS = ("limits", "latency", "backlog", "writers", "replay", "verify", "yardstick")
