"""Measures the parts asked for, else all but the large ones, and writes each into its place in RESULTS.md."""

import os
import platform
import re
import sys
import time
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psycopg

from bench.parts import EVENTS, LARGE, PARTS
from bench.worlds import load
from tests.probe.places import POSTGRES, RABBITMQ

RESULTS = Path(__file__).parent / "RESULTS.md"
PACKAGES = ("flask", "sqlalchemy", "kombu", "psycopg", "waitress")
OPENING = """# What was measured

Each part says when and on what it was measured; parts with the same time were measured in one run. Client, workers,
PostgreSQL and RabbitMQ share the machine's cores. `load` is the one-minute load average when the row was finished:
above the number of cores others were at work, and the figures are to be read against the limits of the same run.
"""


def main() -> None:
    """Prints each part as soon as it is there, and writes it into its place among the others."""
    wanted = [part for asked in sys.argv[1:] or PARTS for part in (EVENTS if asked == "events" else [asked])]
    if not (POSTGRES and RABBITMQ):
        raise SystemExit("PostgreSQL and RabbitMQ are needed to measure.")
    run = conditions()
    for name in wanted:
        begun = time.monotonic()
        title, body = (PARTS | LARGE)[name]()
        keep(title, f"{run} Load at the end {load()}; took {time.monotonic() - begun:.0f} s.\n\n{body}")
        print(f"## {title}\n\n{body}", flush=True)


def conditions() -> str:
    """When and on what this is measured."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"Measured {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores, {platform.system()}, "
        f"Python {platform.python_version()}, {packages}, PostgreSQL with {durability()}."
    )


def durability() -> str:
    """What the server promises of a commit."""
    with psycopg.connect(POSTGRES) as connection:
        shown = {name: connection.execute(f"SHOW {name}").fetchone() for name in ("fsync", "synchronous_commit")}
    return ", ".join(f"{name} {value[0]}" for name, value in shown.items() if value)


def keep(title: str, body: str) -> None:
    """Writes the part into RESULTS.md, in the order of the parts."""
    found = re.split(r"^## (.+)\n", RESULTS.read_text(), flags=re.MULTILINE)[1:] if RESULTS.exists() else []
    parts = dict(zip(found[::2], found[1::2], strict=True)) | {title: f"\n{body}\n"}
    titles = [made.title for made in (PARTS | LARGE).values()]
    order = sorted(parts, key=lambda one: titles.index(one) if one in titles else len(titles))
    RESULTS.write_text(OPENING + "".join(f"\n## {one}\n\n{parts[one].strip()}\n" for one in order))


if __name__ == "__main__":
    main()
