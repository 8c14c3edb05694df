"""禮讓: who handles what is behind backs off to people who write, as long as it keeps up with them."""

import time

import pytest

from innovation_hub.kernel import logs
from innovation_hub.kernel.events import journal
from innovation_hub.kernel.messaging import throttle
from innovation_hub.kernel.messaging.throttle import Throttle
from innovation_hub.kernel.storage.session import db, writing
from tests.probe import ProbeRang, ring, rows

pytest_plugins = ("tests.probe.fixtures",)


@pytest.fixture
def pauses(monkeypatch):
    """How long it would have paused."""
    slept = []
    monkeypatch.setattr(throttle.time, "sleep", slept.append)
    return slept


@pytest.fixture
def polite(probe):
    """One that has looked at the journal once, and keeps up."""
    one = Throttle()
    one.back_off()
    one.step, one.unsure = throttle.PAUSING, False
    return one


def look_again(one):
    """The time in which it counts is over."""
    one.counting_since -= 1
    one.back_off()


def test_while_people_write_there_are_pauses_and_small_portions(polite, pauses):
    ring(1, 1)
    polite.note(50, 0.01)
    polite.back_off()
    assert pauses == [pytest.approx(throttle.PAUSES * 0.01)]
    assert (polite.batch, polite.streams, polite.time_slice) == (throttle.SMALL, throttle.FEW, 0.0)


def test_when_nobody_writes_there_is_no_pause(polite, pauses):
    polite.note(500, 0.1)
    polite.back_off()
    assert (pauses, polite.batch, polite.time_slice) == ([], throttle.BATCH, throttle.SLICE_SECONDS)


def test_what_the_product_tells_by_itself_is_nobody_s_writing(polite, pauses):
    token = logs.cause.set(1)
    try:
        ring(1, 1)
    finally:
        logs.cause.reset(token)
    polite.back_off()
    assert pauses == []


def test_who_falls_behind_leaves_the_pauses_out_and_then_takes_more_at_once_step_by_step(polite, pauses):
    batches = []
    for number in range(1, 8):
        ring(1, number)
        look_again(polite)
        batches.append(polite.batch)
    assert (pauses, batches) == ([], [50, 100, 200, 400, 500, 500, 500])
    assert polite.time_slice == throttle.SLICE_SECONDS


def test_who_has_caught_up_takes_less_again_until_it_pauses(polite, pauses):
    polite.step = 1
    ring(1, 1)
    for _ in range(2):
        polite.note(2, 0.01)
        look_again(polite)
    assert (polite.step, pauses) == (throttle.PAUSING, [pytest.approx(throttle.PAUSES * 0.01)])


def test_who_asks_nobody_takes_much_at_once():
    assert Throttle().batch == throttle.BATCH


def test_after_a_rest_it_takes_little_until_it_knows_whether_people_write(polite, pauses):
    polite.looked -= throttle.REST_SECONDS + 1
    polite.back_off()
    assert (pauses, polite.batch, polite.time_slice) == ([], throttle.SMALL, 0.0)
    look_again(polite)
    assert (pauses, polite.batch) == ([], throttle.BATCH)


def test_a_worker_begins_as_one_that_does_not_know_yet():
    assert Throttle(unsure=True).batch == throttle.SMALL


def test_politeness_ends_some_seconds_after_the_last_writing(polite, pauses):
    ring(1, 1)
    polite.note(50, 0.01)
    polite.back_off()
    polite.writing_until = time.monotonic()
    polite.back_off()
    assert len(pauses) == 1


def test_small_portions_lose_nothing_and_keep_the_order(probe, monkeypatch):
    monkeypatch.setattr(Throttle, "careful", True)
    monkeypatch.setattr(throttle, "PAUSES", 0)
    with writing():
        for number in range(1, 8):
            for stream in range(1, 31):
                journal.record(ProbeRang(probe_id=stream, number=number))
        db.session.commit()
    probe.settle(probe.worker())
    found = rows("probe1")
    assert sorted(found) == [(stream, number) for stream in range(1, 31) for number in range(1, 8)]
    assert all([n for s, n in found if s == stream] == list(range(1, 8)) for stream in range(1, 31))
