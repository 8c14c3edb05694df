"""Measures everything and writes RESULTS.md: `make bench`, or `python -m bench latency pages` for some of it."""

import os
import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench import backlog, latency, limits, pages
from tests.probe.places import POSTGRES, RABBITMQ

RESULTS = Path(__file__).parent / "RESULTS.md"
PACKAGES = ("flask", "sqlalchemy", "kombu", "psycopg", "waitress")


def main() -> None:
    """Prints each part as soon as it is there, then keeps them all."""
    if not (POSTGRES and RABBITMQ):
        raise SystemExit("HUB_TEST_POSTGRES_URL and HUB_TEST_RABBITMQ_URL name the servers to measure on.")
    wanted = sys.argv[1:] or list(PARTS)
    parts = [conditions()]
    for name in wanted:
        parts.append(PARTS[name]())
        print(parts[-1], flush=True)
    parts.append(f"Load of the machine at the end: {os.getloadavg()[0]:.1f}.\n")
    if not sys.argv[1:]:
        RESULTS.write_text("\n".join(parts))


def conditions() -> str:
    """When and on what this was measured."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        "# What was measured\n\n"
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores, {platform.system()}, "
        f"Python {platform.python_version()}, {packages}. Client, workers, PostgreSQL and RabbitMQ share these cores; "
        "`load` is the one-minute load average when the row was finished: above the number of cores others were at\n"
        "work, and the figures are to be read against the limits measured in the same run.\n"
    )


def table(title: str, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return f"## {title}\n\n" + "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines) + "\n"


def limits_part() -> str:
    """The machine's limits."""
    return table("Limits of the machine", ["limit", "a second", "load"], limits.measure())


def latency_part() -> str:
    """Commit to effect."""
    heads = ["way", "events/s", "subscribers", "p50 ms", "p99 ms", "target p99", "load"]
    return table("From commit to the last effect", heads, latency.measure())


def backlog_part() -> str:
    """A backlog."""
    heads = ["way", "subscribers", "events/s", "target", "lost", "doubled", "disordered", "load"]
    return table("A backlog of 20,000 events", heads, backlog.measure())


def pages_part() -> str:
    """What pages cost."""
    rows, (requests, size) = pages.measure()
    heads = ["page", "statements, 1 row", "30 rows", "ms, 1 row", "30 rows"]
    visit = f"First visit, nothing cached: {requests} requests (target ≤ 6), {size / 1000:.1f} KB (target ≤ 60).\n"
    return table("Pages", heads, rows) + "\n" + visit


PARTS = {"limits": limits_part, "latency": latency_part, "backlog": backlog_part, "pages": pages_part}

if __name__ == "__main__":
    main()
