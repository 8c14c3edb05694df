"""Every version of every event ever released can be read: one sample of each is kept for ever in `samples`.

A new event, or a new version of one: `python -m tests.kernel.sample NAME` writes its sample.
"""

import json
from pathlib import Path

import pytest

from innovation_hub.kernel.events import upcasters
from innovation_hub.kernel.events.base import EVENTS, Event
from innovation_hub.kernel.events.journal import Entry
from wsgi import MODULES

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.json"))


class ProbeMoved(Event, name="probe.moved", about="probe", version=3, open=False):
    """試移"""

    probe_id: int
    metres: int


def released():
    return {name: event for name, event in EVENTS.items() if not event.__module__.startswith("tests.")}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_released_version_is_read_as_today_s_event(path):
    sample = json.loads(path.read_text())
    told = Entry(name=sample["name"], version=sample["version"], body=sample["body"]).event
    assert (told.name, type(told)) == (sample["name"], EVENTS[sample["name"]])
    if sample["version"] == told.version:
        assert told.body == sample["body"]


def test_every_version_up_to_today_s_has_its_sample():
    wanted = {f"{name}.{number}" for name, event in released().items() for number in range(1, event.version + 1)}
    assert {path.stem for path in SAMPLES} == wanted


def test_every_event_a_module_handles_is_a_released_one():
    assert {told.name for module in MODULES for told in module.reacts} <= set(released())


def test_an_old_body_is_lifted_version_by_version(monkeypatch):
    monkeypatch.setitem(upcasters.UPCASTERS, ("probe.moved", 1), lambda body: {"probe_id": body["probe"], "feet": 30})
    monkeypatch.setitem(
        upcasters.UPCASTERS,
        ("probe.moved", 2),
        lambda body: {"probe_id": body["probe_id"], "metres": body["feet"] // 3},
    )
    told = [
        upcasters.read("probe.moved", 1, {"probe": 7}),
        upcasters.read("probe.moved", 2, {"probe_id": 8, "feet": 6}),
    ]
    assert told == [ProbeMoved(probe_id=7, metres=10), ProbeMoved(probe_id=8, metres=2)]
