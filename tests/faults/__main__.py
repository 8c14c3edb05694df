"""All faults at full length: `make faults`; names of scenarios after it choose some. Writes bench/FAULTS.md."""

import os
import platform
import sys
import tempfile
import time
import traceback
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.faults.outcome import SECONDS
from tests.faults.table import SCENARIOS

RESULTS = Path(__file__).parents[2] / "bench/FAULTS.md"
HEADS = ["scenario", "setting", "faults that happened", "events", "lost", "doubled", "misordered", "recovery s", "load"]


def main() -> int:
    """0 when everything held."""
    chosen = [one for one in SCENARIOS if not sys.argv[1:] or one.name in sys.argv[1:]]
    begun, rows, wrong = time.monotonic(), [HEADS, ["---"] * len(HEADS)], {}
    for scenario in chosen:
        row, complaint = attempt(scenario)
        rows.append(row)
        wrong |= {scenario.name: complaint} if complaint else {}
        print(line(row), complaint or "", flush=True)
    if not sys.argv[1:]:
        RESULTS.write_text("\n".join([conditions(time.monotonic() - begun), *map(line, rows), "", verdict(wrong), ""]))
    print(verdict(wrong))
    return 1 if wrong else 0


def attempt(scenario):
    """Its row, and what is to be complained of."""
    with tempfile.TemporaryDirectory(prefix="hub-faults-") as folder:
        try:
            outcome = scenario.run(Path(folder), *scenario.full)
            return outcome.row(), outcome.complaints()
        except pytest.skip.Exception as skipped:
            return [scenario.name, f"skipped: {skipped}", *[""] * 7], None
        except Exception as error:
            traceback.print_exc()
            return [scenario.name, "failed", *[""] * 7], f"{type(error).__name__}: {error}"[:200]


def line(row):
    return "| " + " | ".join(row) + " |"


def verdict(wrong):
    return "\n".join(f"- {name}: {what}" for name, what in wrong.items()) if wrong else "Everything held."


def conditions(seconds):
    machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    return f"""# What faults did

{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {machine}, {seconds / 60:.0f} minutes. Clients, servers and the product share
these cores; `load` is the one-minute load average at the end of the row.

Clients tell events over HTTP, each with an idempotency key, and ask again until they are answered. Lost, doubled and
misordered compare what was answered, the journal, and the effects in two subscribers (for proposals: each proposal,
its number and its story). Recovery is the longest time from the end of a fault until each web process had answered
something asked after it and that had been handled; for a leader without its server, from its beginning. Promised:
0, 0, 0 and {SECONDS} s where nobody else uses the machine; no answer of 500, and a Retry-After with each 503.
"""


if __name__ == "__main__":
    sys.exit(main())
