"""A failing reaction: its stream waits for its module, the rest flows on, and a person brings it on."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from innovation_hub.kernel import clock
from innovation_hub.kernel.errors import Clash
from innovation_hub.kernel.messaging import delivery
from innovation_hub.kernel.module.module import modules
from innovation_hub.kernel.operations import queue_state
from innovation_hub.kernel.storage.session import db
from tests.probe import ring, rows, troubles

pytest_plugins = ("tests.probe.fixtures",)


def refuse():
    raise ValueError("no")


def failing(probe, *numbers):
    """A probe whose first subscriber cannot handle the first event of stream 1."""
    troubles["probe1", 1, 1] = refuse
    ring(1, *numbers)
    worker = probe.worker()
    probe.settle(worker)
    return worker


def failure():
    db.session.rollback()
    return queue_state.failures()[0]


def waiting():
    db.session.rollback()
    return [(one.subscriber, one.stream, one.position, one.tries, one.parked) for one in queue_state.failures()]


def later(probe, worker, seconds):
    with clock.at(clock.now() + timedelta(seconds=seconds)):
        probe.settle(worker)


def test_a_failing_reaction_parks_its_stream_for_its_module_alone(probe_of_two):
    probe = probe_of_two
    troubles["probe1", 1, 1] = refuse
    for probe_id in (1, 2):
        ring(probe_id, 1, 2)
    probe.settle(probe.worker())
    assert rows("probe1") == [(2, 1), (2, 2)]
    assert sorted(rows("probe2")) == [(1, 1), (1, 2), (2, 1), (2, 2)]
    assert waiting() == [("probe1", "probe:1", 1, 1, False)]


def test_a_database_without_room_is_no_failure_of_the_reaction(probe):
    troubles["probe1", 1, 1] = no_room
    ring(1, 1)
    worker = probe.worker()
    with pytest.raises(OperationalError):
        probe.settle(worker)
    assert waiting() == []
    troubles.clear()
    probe.settle(worker)
    db.session.rollback()
    assert rows("probe1") == [(1, 1)]


def no_room():
    if db.engine.dialect.name == "sqlite":
        db.session.execute(text("PRAGMA max_page_count = 1"))
        db.session.execute(text("CREATE TABLE big AS SELECT randomblob(9000000)"))
    else:
        db.session.execute(text("SET LOCAL temp_file_limit = 0"))
        db.session.execute(text("SELECT n FROM generate_series(1, 3000000) n ORDER BY -n OFFSET 2999999"))


def test_it_is_tried_again_after_growing_pauses_then_waits_for_a_person(probe):
    worker, now, pauses = failing(probe, 1), clock.now(), []
    while due := failure().next_try_at:
        pauses.append(due)
        with clock.at(due - timedelta(milliseconds=1)):
            probe.settle(worker)
            assert failure().tries == len(pauses)
        with clock.at(due):
            probe.until(lambda: worker[0].step() + worker[1].step(0.05) == 0)
    steps = [round((after - before).total_seconds()) for before, after in zip([now, *pauses], pauses, strict=False)]
    assert (steps, waiting()) == ([1, 5, 30, 120], [("probe1", "probe:1", 1, 5, True)])


def test_what_was_mended_is_handled_at_the_next_try_and_forgotten_as_a_failure(probe):
    worker = failing(probe, 1, 2)
    troubles.clear()
    later(probe, worker, 1.5)
    assert (rows("probe1"), waiting()) == ([(1, 1), (1, 2)], [])


def test_the_retry_command_brings_a_parked_stream_on(probe):
    probe.app.config["HUB_TRIES"] = 1
    worker = failing(probe, 1, 2)
    assert waiting() == [("probe1", "probe:1", 1, 1, True)]
    troubles.clear()
    probe.settle(worker)
    assert rows("probe1") == []
    said = probe.app.test_cli_runner().invoke(args=["hub", "retry", "probe1", "probe:1"])
    assert (said.exit_code, said.output) == (0, "probe:1 will be tried again by probe1\n")
    probe.settle(worker)
    assert (rows("probe1"), waiting()) == ([(1, 1), (1, 2)], [])


def test_nobody_acts_on_a_thing_whose_messages_could_not_be_handled(probe):
    failing(probe, 1)
    try:
        delivery.catch_up(modules()["probe1"], "probe:1")
    except Clash:
        return
    raise AssertionError("it was let through")
