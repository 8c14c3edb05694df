"""Each module handles each event once, in the order of its stream, whatever the transport does."""

import threading
import time

import kombu
import pytest
from sqlalchemy import select

from innovation_hub.kernel.errors import NotNow
from innovation_hub.kernel.events import journal
from innovation_hub.kernel.messaging import delivery
from innovation_hub.kernel.messaging.checkpoints import Checkpoint
from innovation_hub.kernel.messaging.handling import handle_together
from innovation_hub.kernel.messaging.messages import Message
from innovation_hub.kernel.messaging.throttle import SLICE_SECONDS, Throttle
from innovation_hub.kernel.module.module import modules
from innovation_hub.kernel.storage.session import db, is_sqlite, writing
from innovation_hub.kernel.storage.sqlite_writer import writer
from tests.probe import ProbeRang, ring, rows, troubles

pytest_plugins = ("tests.probe.fixtures",)


def messages():
    told = [Message(entry.position, entry.stream, entry.name) for entry in journal.after(0, 1000)]
    db.session.rollback()
    return told


def publish(probe, parcels):
    probe.broker(consume=False).publish(parcels)


def handle(probe, consumer):
    probe.until(lambda: consumer.step(0.05) == 0)


def test_an_event_carried_three_times_is_handled_once(probe):
    ring(1, 1, 2)
    ring(2, 1)
    _, consumer = probe.worker()
    for _ in range(3):
        publish(probe, messages())
        handle(probe, consumer)
    assert sorted(rows("probe1")) == [(1, 1), (1, 2), (2, 1)]


def test_messages_in_the_wrong_order_is_handled_in_the_order_of_the_stream(probe):
    for number in range(1, 21):
        ring(1, number)
    _, consumer = probe.worker()
    for parcel in reversed(messages()):
        publish(probe, [parcel])
        consumer.step(0.2)
    assert rows("probe1") == [(1, number) for number in range(1, 21)]


def test_what_the_transport_loses_is_brought_by_the_sweep(probe):
    probe.app.config["HUB_SWEEP_SECONDS"] = 3600
    worker = probe.worker()
    worker[0].step()
    ring(1, 1, 2)
    assert worker[0].step() == 2
    assert dropped(probe, worker[1].broker) == 2
    assert (worker[0].step(), worker[1].step(0.2), rows("probe1")) == (0, 0, [])
    probe.app.config["HUB_SWEEP_SECONDS"] = 0
    probe.settle(worker)
    assert rows("probe1") == [(1, 1), (1, 2)]


def dropped(probe, broker):
    """Takes the two messages and acknowledges them as if they had been handled."""
    probe.until(lambda: broker.take(2, 0.1) and broker.taken.count == 2)
    count = broker.taken.count
    broker.done()
    return count


def test_a_module_handles_more_than_one_portion_of_a_stream(probe):
    ring(1, *range(1, 1202))
    probe.settle(probe.worker())
    assert rows("probe1") == [(1, number) for number in range(1, 1202)]


def test_more_messages_than_a_consumer_may_hold_are_all_taken(probe):
    probe.app.config["HUB_SWEEP_SECONDS"] = 3600
    worker = probe.worker()
    worker[0].step()
    for probe_id in range(1, 1001):
        journal.record(ProbeRang(probe_id=probe_id, number=1))
    db.session.commit()
    probe.settle(worker)
    assert sorted(rows("probe1")) == [(probe_id, 1) for probe_id in range(1, 1001)]


def test_one_failing_event_of_a_batch_leaves_the_others_handled(probe):
    troubles["probe1", 2, 1] = refuse
    for probe_id in (1, 2, 3):
        ring(probe_id, 1, 2)
    _, consumer = probe.worker()
    publish(probe, messages())
    handle(probe, consumer)
    assert sorted(rows("probe1")) == [(1, 1), (1, 2), (3, 1), (3, 2)]


def test_an_overtaken_event_is_noted_and_not_tried_again(probe):
    troubles["probe1", 1, 1] = overtaken
    ring(1, 1, 2)
    worker = probe.worker()
    probe.settle(worker)
    troubles.clear()
    publish(probe, messages())
    probe.settle(worker)
    assert rows("probe1") == [(1, 2)]


@pytest.mark.parametrize("subject", [None, 7, ["probe:1"], "probe:1\0"])
def test_a_message_that_names_no_stream_is_put_aside_and_the_rest_is_handled(probe, subject):
    worker = probe.worker()
    queue = worker[1].broker.queues["probe1"].name
    sender = kombu.Producer(worker[1].broker.connection.channel(), serializer="json")
    sender.publish([{"subject": subject}], routing_key=queue)
    ring(1, 1)
    probe.settle(worker)
    assert rows("probe1") == [(1, 1)]


def test_an_event_of_a_stream_that_no_queue_would_carry_is_not_recorded(probe):
    with pytest.raises(ValueError, match="probe:-1"):
        ring(-1, 1)
    assert journal.count() == 0


def refuse():
    raise ValueError("no")


def overtaken():
    raise NotNow


def test_a_transaction_ends_after_a_third_of_a_second_and_the_rest_follows(probe):
    for number in range(1, 7):
        troubles["probe1", 1, number] = lambda: time.sleep(0.1)
    ring(1, *range(1, 7))
    with writing():
        assert handle_together({("probe1", "probe:1"): modules()["probe1"]}, Throttle())
        db.session.commit()
    begun = len(rows("probe1"))
    probe.settle(probe.worker())
    assert (1 <= begun < 6, rows("probe1")) == (True, [(1, number) for number in range(1, 7)])


def test_subscribers_that_stand_apart_handle_one_batch_each_from_where_it_stands(probe_of_two):
    probe = probe_of_two
    ring(1, 1, 2)
    with writing():
        delivery.deliver(modules()["probe2"], ["probe:1"])
    ring(1, 3)
    probe.settle(probe.worker())
    assert (rows("probe1"), rows("probe2")) == ([(1, 1), (1, 2), (1, 3)],) * 2


def test_on_sqlite_a_turn_is_short_when_another_writer_waits(probe):
    if not is_sqlite():
        return
    other = threading.Thread(target=write, args=(probe.app,))
    troubles["probe1", 1, 1] = lambda: (other.start(), probe.until(writer.awaited), time.sleep(SLICE_SECONDS))
    ring(1, 1, 2, 3)
    with writing():
        assert handle_together({("probe1", "probe:1"): modules()["probe1"]}, Throttle())
        db.session.commit()
    other.join()
    assert rows("probe1") == [(1, 1)]


def write(app):
    with app.app_context(), writing():
        ring(2, 1)


def test_what_a_reaction_caught_up_with_is_not_handled_again(probe_of_two):
    """As a merge does: to hold a proposal it first handles what another module has not handled of it."""
    for stream in (1, 2):
        troubles["probe2", stream, 1] = lambda stream=stream: delivery.catch_up(modules()["probe1"], f"probe:{stream}")
        ring(stream, 1, 2)
    with probe_of_two.app.app_context(), writing():
        both = [(modules()[name], {"probe:1", "probe:2"}) for name in ("probe1", "probe2")]
        delivery.deliver_all(both, Throttle())
        assert sorted(rows("probe1")) == sorted(rows("probe2")) == [(1, 1), (1, 2), (2, 1), (2, 2)]
        assert {one.sequence for one in db.session.scalars(select(Checkpoint))} == {2}


def test_what_it_caught_up_with_beyond_the_turn_is_kept(probe_of_two):
    def told_meanwhile():
        journal.record(ProbeRang(probe_id=1, number=2))
        db.session.flush()
        delivery.catch_up(modules()["probe1"], "probe:1")

    troubles["probe2", 1, 1] = told_meanwhile
    ring(1, 1)
    probe_of_two.settle(probe_of_two.worker())
    assert rows("probe1") == rows("probe2") == [(1, 1), (1, 2)]
