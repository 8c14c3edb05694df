"""In quiet hours the relay handles the little that is new itself; all else goes over the broker as ever."""

import time
from contextlib import contextmanager

import pytest
from sqlalchemy import text

from innovation_hub.kernel.messaging import handling, inline
from innovation_hub.kernel.messaging.inline import Inline
from innovation_hub.kernel.messaging.parked import Failure
from innovation_hub.kernel.messaging.relay import Relay
from innovation_hub.kernel.storage.session import db
from tests.probe import ring, rows, troubles

pytest_plugins = ("tests.probe.fixtures",)


class World:
    """A relay that handles at once, and a consumer for what it sends."""

    def __init__(self, probe) -> None:
        probe.app.config["HUB_SWEEP_SECONDS"] = 3600
        self.probe, (_, self.consumer) = probe, probe.worker()
        self.relay = Relay(probe.broker(consume=False), Inline())
        self.step()

    def step(self):
        """One step of the relay: what the first subscriber has handled then."""
        with self.probe.app.app_context():
            self.relay.step()
        return rows("probe1")

    def take(self):
        """What was sent is taken and handled: how many messages it was."""
        return sum(self.consumer.step(0.2) for _ in range(3))


def trouble():
    """A reaction that fails."""
    raise RuntimeError("no")


@pytest.fixture
def world(on_postgres):
    made = World(on_postgres)
    yield made
    troubles.clear()


def test_a_little_is_handled_where_it_is_found_and_nothing_is_sent(world):
    ring(1, 1, 2)
    ring(2, 1)
    assert world.step() == [(1, 1), (1, 2), (2, 1)]
    ring(1, 3)
    assert world.step()[3:] == [(1, 3)]
    assert (world.take(), world.probe.behind()) == (0, 0)


def test_more_is_sent(world):
    for stream in range(inline.FEW + 1):
        ring(stream, 1)
    assert world.step() == []
    assert world.take() == inline.FEW + 1
    assert len(rows("probe1")) == inline.FEW + 1


def test_behind_a_long_stream_the_messages_is_sent(world):
    ring(1, *range(1, handling.LITTLE + 1))
    world.relay.position += handling.LITTLE
    ring(1, handling.LITTLE + 1)
    assert world.step() == []
    assert (world.take(), len(rows("probe1"))) == (1, handling.LITTLE + 1)


def test_what_fails_leaves_nothing_behind_and_is_sent_to_fail_as_ever(world):
    troubles["probe1", 2, 1] = trouble
    ring(1, 1)
    ring(2, 1)
    assert world.step() == []
    assert db.session.get(Failure, ("probe1", "probe:2")) is None
    db.session.rollback()
    assert world.take() == 2
    assert rows("probe1") == [(1, 1)]
    assert db.session.get(Failure, ("probe1", "probe:2")).position == 2


def test_behind_a_failure_it_leaves_the_stream_to_the_consumer(world):
    troubles["probe1", 1, 1] = trouble
    ring(1, 1)
    world.step()
    world.take()
    troubles.clear()
    world.relay.inline.sent_until.clear()  # nothing but the failure is in its way
    ring(1, 2)
    assert (world.step(), world.take(), rows("probe1")) == ([], 1, [])


def test_it_waits_for_nobody_who_holds_a_stream(world):
    ring(1, 1)
    world.step()
    ring(1, 2)
    with held(world.probe, "probe:1"):
        begun = time.monotonic()
        assert world.step() == [(1, 1)]
        assert time.monotonic() - begun < 1
    assert (world.take(), rows("probe1")) == (1, [(1, 1), (1, 2)])


@contextmanager
def held(probe, stream):
    """Somebody else handles the stream."""
    with probe.app.app_context(), db.engine.begin() as connection:
        connection.execute(text("SELECT 1 FROM progress WHERE stream = :stream FOR UPDATE"), {"stream": stream})
        yield


def test_who_holds_a_stream_is_no_reason_to_send_the_next_messages(world):
    ring(1, 1)
    world.step()
    ring(1, 2)
    with held(world.probe, "probe:1"):
        world.step()
    world.take()
    ring(2, 1)
    assert (world.step()[2:], world.take()) == ([(2, 1)], 0)


def test_messages_that_takes_long_is_handled_for_a_tenth_of_a_second_and_sent_from_then_on(world, monkeypatch):
    monkeypatch.setattr(inline, "SENT_SECONDS", 0.5)
    for stream in (1, 2, 3):
        troubles["probe1", stream, 1] = lambda: time.sleep(0.07)
        ring(stream, 1)
    assert world.step() == [(1, 1), (2, 1)]
    ring(4, 1)
    assert len(world.step()) == 2
    assert (world.take(), rows("probe1")[2:]) == (4, [(3, 1), (4, 1)])
    time.sleep(0.6)
    ring(5, 1)
    assert (world.step()[4:], world.take()) == ([(5, 1)], 0)


def test_messages_that_failed_is_sent_for_a_minute(world):
    troubles["probe1", 1, 1] = trouble
    ring(1, 1)
    world.step()
    ring(2, 1)
    assert (world.step(), world.take(), rows("probe1")) == ([], 2, [(2, 1)])


def test_half_of_the_time_it_sends(world):
    world.relay.inline.credit = -0.2
    ring(1, 1)
    assert world.step() == []
    world.relay.inline.ended -= 0.3
    ring(2, 1)
    assert world.step() == [(2, 1)]
