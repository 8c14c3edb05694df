"""Skipping: a module goes on without an event that failed for good; the journal tells who did it and why."""

import pytest

from innovation_hub.kernel.errors import Invalid, NotFound, NotNow
from innovation_hub.kernel.events import journal
from innovation_hub.kernel.messaging import skipping
from innovation_hub.kernel.operations import queue_state
from innovation_hub.kernel.storage.session import db
from tests.probe import ring, rows, troubles

pytest_plugins = ("tests.probe.fixtures",)
ENTRY_POINTS = pytest.mark.parametrize("engine", ["embedded"], indirect=True)


def refuse():
    raise ValueError("no")


@pytest.fixture
def worker(probe):
    """Stream 1 is parked at its first event of three."""
    probe.app.config["HUB_TRIES"] = 1
    troubles["probe1", 1, 1] = refuse
    ring(1, 1, 2, 3)
    worker = probe.worker()
    probe.settle(worker)
    return worker


def skip(probe, *args):
    db.session.rollback()
    return probe.app.test_cli_runner().invoke(args=["hub", "skip", *args])


def waiting():
    db.session.rollback()
    return [(one.subscriber, one.stream) for one in queue_state.failures()]


def test_a_skipped_event_is_left_out_and_what_follows_it_is_handled(probe, worker):
    said = skip(probe, "probe1", "probe:1", "--reason", "unreadable")
    assert (said.exit_code, said.output) == (0, "probe1 goes on with probe:1\n")
    probe.settle(worker)
    assert (rows("probe1"), waiting()) == ([(1, 2), (1, 3)], [])


def test_the_journal_tells_what_was_skipped_and_why(probe, worker):
    skip(probe, "probe1", "probe:1", "--reason", " unreadable ")
    told = journal.story("entry:1")
    body = {"entry_id": 1, "subscriber": "probe1", "thing": "probe:1", "reason": "unreadable"}
    assert [(entry.name, entry.body) for entry in told] == [("entry.skipped", body)]


def test_what_follows_is_found_though_all_watermarks_have_passed_it(probe, worker, monkeypatch):
    monkeypatch.setattr("innovation_hub.kernel.messaging.relay.BATCH", 1)
    ring(2, *range(1, 10))
    probe.settle(worker)
    skip(probe, "probe1", "probe:1", "--reason", "unreadable")
    probe.settle(worker)
    fresh = probe.worker()
    probe.settle(fresh)
    probe.until(lambda: (1, 3) in rows("probe1") or not fresh[0].step() + fresh[1].step(0.01))
    assert [row for row in rows("probe1") if row[0] == 1] == [(1, 2), (1, 3)]


def test_a_skip_without_a_reason_is_refused(probe, worker):
    with pytest.raises(Invalid):
        skipping.skip("probe1", "probe:1", "  ")
    assert skip(probe, "probe1", "probe:1").exit_code == 2
    assert waiting() == [("probe1", "probe:1")]


def test_what_is_still_tried_again_is_not_skipped(probe):
    troubles["probe1", 1, 1] = refuse
    ring(1, 1)
    probe.settle(probe.worker())
    with pytest.raises(NotNow):
        skipping.skip("probe1", "probe:1", "unreadable")
    assert skip(probe, "probe1", "probe:1", "--reason", "x").exit_code == 1


def test_what_does_not_wait_is_not_skipped(probe):
    with pytest.raises(NotFound):
        skipping.skip("probe1", "probe:1", "unreadable")
