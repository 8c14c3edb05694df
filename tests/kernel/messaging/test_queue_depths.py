"""What waits in the queues, and what lies dead behind them, is seen on the page and in the figures."""

import kombu

from innovation_hub.kernel.messaging.messages import Message
from innovation_hub.kernel.messaging.queue_depths import Sounding, depths
from innovation_hub.kernel.storage.session import db
from tests.probe import ring, rows

pytest_plugins = ("tests.probe.fixtures",)


def looked(broker):
    Sounding().step(broker)
    db.session.rollback()
    db.session.expire_all()
    return [(depth.subscriber, depth.waiting, depth.dead) for depth in depths()]


def test_what_waits_in_a_queue_is_seen(probe):
    broker = probe.broker(consume=False)
    for number in (1, 2):
        ring(number, 1)
        broker.publish([Message(number, f"probe:{number}", "probe.rang")])
    probe.until(lambda: looked(broker) == [("probe1", 2, 0)])
    assert 'hub_queue_messages{subscriber="probe1"} 2.0' in probe.app.test_client().get("/metrics").text


def test_a_message_nobody_can_read_is_dead_and_is_seen(on_postgres):
    worker, broker = on_postgres.worker(), on_postgres.broker(consume=False)
    with kombu.Connection(on_postgres.app.config["HUB_BROKER_URL"]) as connection:
        connection.Producer().publish(b"{", routing_key=broker.queues["probe1"].name, content_type="application/json")
    ring(1, 1)
    on_postgres.settle(worker)
    on_postgres.until(lambda: worker[1].step(0.05) + 1 and looked(broker) == [("probe1", 0, 1)])
    assert rows("probe1") == [(1, 1)]
    assert 'hub_dead_letters{subscriber="probe1"} 1.0' in on_postgres.app.test_client().get("/metrics").text


def test_the_worker_looks_by_itself(probe):
    probe.settle(probe.worker())
    assert [depth.subscriber for depth in depths()] == ["probe1"]
