"""The relay sends every row of the journal, also those that are committed late."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from innovation_hub.kernel import clock
from innovation_hub.kernel.events import journal
from innovation_hub.kernel.events.watermark import Settled
from innovation_hub.kernel.messaging import overdue
from innovation_hub.kernel.messaging.messages import BrokerGone
from innovation_hub.kernel.messaging.relay import FULL, Relay, Sweep
from innovation_hub.kernel.storage.session import db
from tests.probe import ProbeRang, ring, rows, troubles

pytest_plugins = ("tests.probe.fixtures",)


def test_a_new_relay_begins_where_somebody_has_not_handled(probe):
    worker = probe.worker()
    ring(1, 1)
    probe.settle(worker)
    ring(2, 1, 2)
    relay = Relay(worker[0].broker)
    assert (relay.step(), relay.step()) == (2, 0)


def test_the_relay_does_not_move_on_when_the_broker_is_gone(on_postgres):
    on_postgres.app.config["HUB_SWEEP_SECONDS"] = 3600
    carrier, _ = on_postgres.worker()
    carrier.step()
    ring(1, 1, 2, 3)
    carrier.broker.connection.close()
    with pytest.raises(BrokerGone):
        carrier.step()
    assert carrier.step() == 3


def test_a_row_of_a_slow_transaction_is_sent_though_later_ones_were_sent_before(on_postgres):
    on_postgres.app.config["HUB_SWEEP_SECONDS"] = 3600
    worker = on_postgres.worker()
    worker[0].step()
    journal.record(ProbeRang(probe_id=1, number=1))
    db.session.flush()
    with on_postgres.app.app_context():
        ring(2, 1)
    assert worker[0].step() == 1
    db.session.commit()
    assert worker[0].step() == 1
    on_postgres.settle(worker)
    assert sorted(rows("probe1")) == [(1, 1), (2, 1)]


def test_nothing_counts_as_settled_beside_an_open_transaction(on_postgres):
    settled = Settled()
    journal.record(ProbeRang(probe_id=1, number=1))
    db.session.flush()
    with on_postgres.app.app_context():
        ring(2, 1)
        assert [look(settled) for _ in range(3)] == [0, 0, 0]
    db.session.commit()
    on_postgres.until(lambda: look(settled) == 2)


def look(settled):
    found = settled.look()
    db.session.rollback()
    return found


def test_the_sweep_finds_what_was_told_before_the_clock_was_set_back(probe):
    probe.app.config["HUB_SWEEP_SECONDS"] = 3600
    ring(1, 1)
    sweep = Sweep(probe.broker(consume=False))
    assert sweep.step() == 0
    with clock.at(clock.now() - timedelta(hours=5)):
        assert sweep.step() == 1


def full_queue(probe, streams):
    """A sweep beside a queue that nobody takes from, with more messages than are sent again."""
    worker, broker = probe.worker(), probe.broker(consume=False)
    carrier = worker[0]
    carrier.broker = carrier.relay.broker = carrier.sweep.broker = broker
    worker[1].broker.close()
    for probe_id in range(1, streams + 1):  # a message each
        ring(probe_id, 1)
        with probe.app.app_context():
            carrier.relay.step()
    probe.until(lambda: broker.waiting("probe1") >= FULL)
    return carrier.sweep, broker


def test_the_sweep_rings_no_more_while_the_queue_is_full(probe):
    sweep, broker = full_queue(probe, 40)
    before = broker.waiting("probe1")
    assert (sweep.step(), sweep.step(), broker.waiting("probe1")) == (0, 0, before)


def test_beside_a_full_queue_the_oldest_are_handled_first_however_many_wait(probe):
    sweep, _broker = full_queue(probe, 40)
    sweep.step()
    assert rows("probe1") == [(probe_id, 1) for probe_id in range(1, overdue.STREAMS + 1)]
    sweep.step()
    assert rows("probe1") == [(probe_id, 1) for probe_id in range(1, 2 * overdue.STREAMS + 1)]


def test_what_fails_there_is_sent_so_that_it_is_parked_as_ever(probe):
    def trouble():
        raise RuntimeError("no")

    troubles["probe1", 1, 1] = trouble
    try:
        sweep, broker = full_queue(probe, 40)
        before = broker.waiting("probe1")
        assert sweep.step() > 0
        probe.until(lambda: broker.waiting("probe1") > before)
        assert rows("probe1") == []
    finally:
        troubles.clear()


def test_who_holds_the_oldest_stream_is_not_waited_for(on_postgres):
    sweep, _broker = full_queue(on_postgres, 40)
    sweep.step()
    with on_postgres.app.app_context(), db.engine.begin() as connection:
        connection.execute(text("INSERT INTO progress (subscriber, stream, sequence) VALUES ('probe1', 'probe:11', 0)"))
        assert sweep.step() == 0
        connection.rollback()
    sweep.step()
    assert (11, 1) in rows("probe1")
