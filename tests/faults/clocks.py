"""The clock of every node jumps, while the transport loses what lies in it."""

import time
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import select

from innovation_hub.kernel.events.journal import Entry
from innovation_hub.kernel.storage.session import db
from tests.faults.nodes import Spawned
from tests.faults.outcome import Outcome
from tests.faults.queues import purge
from tests.faults.world import World, world
from tools import debian

JUMPS = ("+1d", "-1h", "+0", "-2d", "+30", "-600", "+7d", "+0")
MINUTES = 300  # a step of the journal's times by more than this, in seconds, is a jump


def jumps(setting, folder, times):
    """So many jumps, to and fro; where there is a queue outside, it loses its messages at each."""
    library, clock = libfaketime(), folder / "clock"
    clock.write_text("+0")

    class Elsewhen(World):
        def extra(self, name):
            return {
                "LD_PRELOAD": library,
                "FAKETIME_TIMESTAMP_FILE": str(clock),
                "FAKETIME_NO_CACHE": "1",
                "FAKETIME_DONT_FAKE_MONOTONIC": "1",
                "DONT_FAKE_MONOTONIC": "1",
                "FAKETIME_DISABLE_SHM": "1",
            }

    with world(setting, folder, kind=Spawned, make=Elsewhen) as made:
        made.start(pause=0.002)
        lost = 0
        for turn in range(times):
            clock.write_text(JUMPS[turn % len(JUMPS)])
            lost += purge(made) if setting == "scaled out" else 0
            time.sleep(0.3)
            made.recovered()
        verdict = made.settled()
        faults = {"jumps in the journal": _jumped(made)} | ({"messages lost": lost} if lost else {})
        return Outcome.of("clock jumping", made, faults, verdict)


def _jumped(made):
    with made.app.app_context():
        times = [at.timestamp() for at in db.session.scalars(select(Entry.at).order_by(Entry.position))]
    return sum(abs(after - before) > MINUTES for before, after in pairwise(times))


def libfaketime():
    """Where the library is; installed where that can be done."""
    found = _found() or (debian.install("faketime") and _found())
    if not found:
        pytest.skip("libfaketime is not to be had here")
    return found


def _found():
    places = [path for folder in ("/usr/lib", "/usr/lib64", "/usr/local/lib") for path in _in(Path(folder))]
    return str(places[0]) if places else ""


def _in(folder):
    return sorted(folder.glob("**/faketime/libfaketime.so.1"))
