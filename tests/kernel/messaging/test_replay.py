"""Replay: a module that folds forgets streams and handles them anew, to the same rows, beside the running product."""

import pytest
from sqlalchemy import update

from innovation_hub.dashboard.models import Track
from innovation_hub.kernel.events import journal
from innovation_hub.kernel.messaging import replay
from innovation_hub.kernel.messaging.handling import handle_together
from innovation_hub.kernel.module.module import modules
from innovation_hub.kernel.operations import queue_state
from innovation_hub.kernel.storage.session import db
from tests.architecture.world import World
from tests.probe import handled, ring, rows, troubles

pytest_plugins = ("tests.probe.fixtures",)
ALL = [(1, 1), (1, 2), (2, 1), (3, 1), (3, 2)]


@pytest.fixture
def told(probe):
    """Five events of three streams, handled; then the rows are spoilt."""
    ring(1, 1)
    ring(2, 1)
    ring(3, 1)
    ring(1, 2)
    ring(3, 2)
    probe.settle(probe.worker())
    db.session.execute(update(handled).values(number=9))
    db.session.commit()
    return probe


def command(probe, *args):
    db.session.rollback()
    return probe.app.test_cli_runner().invoke(args=["hub", "replay", *args])


def test_a_replay_from_the_beginning_makes_all_rows_anew(told):
    said = command(told, "probe1")
    assert (said.exit_code, said.output.splitlines()[-1]) == (0, "probe1: 5 events handled")
    assert sorted(rows("probe1")) == ALL


def test_a_replay_from_a_position_handles_the_streams_told_something_from_there(told):
    assert replay.count(modules()["probe1"], 4) == 4
    said = command(told, "probe1", "--from", "4")
    assert said.output.splitlines()[-1] == "probe1: 4 events handled"
    assert sorted(rows("probe1")) == [(1, 1), (1, 2), (2, 9), (3, 1), (3, 2)]


def test_a_replay_of_more_than_a_portion_goes_on_where_the_last_one_ended(told, monkeypatch):
    batches = []

    def handled_in_batches(pairs, throttle):
        batches.append(throttle)
        if len(batches) > len(ALL) + 1:
            pytest.fail("it handles the same again and again")
        return handle_together(pairs, throttle)

    monkeypatch.setattr("innovation_hub.kernel.messaging.throttle.BATCH", 1)
    monkeypatch.setattr(replay, "handle_together", handled_in_batches)
    assert command(told, "probe1").output.splitlines()[-1] == "probe1: 5 events handled"
    assert (sorted(rows("probe1")), len(batches)) == (ALL, len(ALL) + 1)


def test_a_replay_leaves_the_other_subscribers_alone(probe_of_two):
    ring(1, 1, 2)
    probe_of_two.settle(probe_of_two.worker())
    assert command(probe_of_two, "probe1").exit_code == 0
    assert (rows("probe1"), rows("probe2")) == ([(1, 1), (1, 2)], [(1, 1), (1, 2)])


def test_what_fails_in_a_replay_is_parked_and_the_rest_is_handled(told):
    def refuse():
        raise ValueError("no")

    troubles["probe1", 1, 2] = refuse
    assert command(told, "probe1").output.splitlines()[-1] == "probe1: 4 events handled"
    assert sorted(rows("probe1")) == [row for row in ALL if row != (1, 2)]
    assert [(one.stream, one.position) for one in queue_state.failures()] == [("probe:1", 4)]


def test_a_replay_handles_again_what_was_parked(told):
    def refuse():
        raise ValueError("no")

    troubles["probe1", 2, 2] = refuse
    told.app.config["HUB_TRIES"] = 1
    ring(2, 2)
    told.settle(told.worker())
    assert [one.stream for one in queue_state.failures()] == ["probe:2"]
    troubles.clear()
    command(told, "probe1")
    assert (sorted(rows("probe1")), queue_state.failures()) == (sorted([*ALL, (2, 2)]), [])


def test_a_worker_beside_a_replay_doubles_nothing(told):
    steps = replay.replay(modules()["probe1"])
    next(steps)
    ring(4, 1)
    told.settle(told.worker())
    assert list(steps) == []
    assert sorted(rows("probe1")) == [*ALL, (4, 1)]


def test_the_dashboard_comes_out_the_same_and_who_decides_things_is_not_replayed(office):
    World(office)
    office.settle()
    before = tracks()
    db.session.execute(update(Track).values(outcome="spoilt", level=9))
    db.session.commit()
    assert sorted(replay.replayable()) == ["dashboard", "similar"]
    end = journal.end()
    for name in ("dashboard", "similar"):
        assert sum(replay.replay(modules()[name])) == replay.count(modules()[name], 0)
    assert (tracks(), journal.end()) == (before, end)
    said = office.app.test_cli_runner().invoke(args=["hub", "replay", "review"])
    assert (said.exit_code, said.output) == (1, "Error: only these are replayed: similar, dashboard\n")


def tracks():
    db.session.rollback()
    db.session.expire_all()
    return db.session.execute(db.select(*Track.__table__.columns).order_by(Track.proposal_id)).all()
