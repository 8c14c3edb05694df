"""What RabbitMQ does with messages nobody can read, with connections that idle, and what happens while it is away."""

import socket
import time
from errno import ETIMEDOUT
from urllib.parse import urlsplit

import kombu
import pytest

from innovation_hub.kernel.messaging.broker import KEEPALIVES, Broker
from innovation_hub.kernel.messaging.messages import BrokerGone, Message
from innovation_hub.kernel.messaging.worker import Process
from tests.faults.lines import ATTACH, FILTER
from tests.probe import ring, rows
from tests.probe.places import RABBITMQ, postgres, probed
from tests.probe.proxy import Proxy
from tests.probe.threads import working

pytest_plugins = ("tests.probe.fixtures",)


@pytest.fixture
def behind_a_proxy():
    """A probe that reaches RabbitMQ through an entry point, and the entry point."""
    if not RABBITMQ:
        pytest.skip("RabbitMQ is not to be had here")
    proxy = Proxy(urlsplit(RABBITMQ).port)
    url = urlsplit(RABBITMQ)._replace(netloc=f"guest:guest@127.0.0.1:{proxy.port}").geturl()
    with postgres() as settings, probed(settings | {"HUB_BROKER_URL": url}) as probe:
        yield probe, proxy
        if not proxy.going:
            proxy.open()
    proxy.shut()


def test_a_message_nobody_can_read_goes_to_the_dead_letter_queue(on_postgres):
    broker = on_postgres.broker()
    name = broker.queues["probe1"].name
    kombu.Producer(broker.channel).publish(b"\\xff", content_type="application/json", routing_key=name)
    ring(1, 1)
    worker = on_postgres.worker()
    broker.take(10, 1.0)
    broker.close()
    on_postgres.settle(worker)
    dead = worker[0].broker.channel
    on_postgres.until(lambda: dead.queue_declare(f"{name}.dead", passive=True).message_count == 1)
    assert rows("probe1") == [(1, 1)]


def test_a_broker_that_does_not_answer_is_called_gone():
    with pytest.raises(BrokerGone):
        Broker("amqp://guest:guest@127.0.0.1:1//", "events_nobody", {}).open()


def test_a_line_the_kernel_gave_up_is_gone_and_no_wait_that_ended(on_postgres, monkeypatch):
    broker = on_postgres.broker()

    def give_up(timeout):
        raise TimeoutError(ETIMEDOUT, "Connection timed out")

    monkeypatch.setattr(broker.connection, "drain_events", give_up)
    with pytest.raises(BrokerGone):
        broker.take(10, 0.01)


def test_a_line_that_has_ended_is_not_replaced_by_one_on_which_nobody_consumes(on_postgres):
    broker = on_postgres.broker()
    broker.connection.connection.transport.connected = False  # as the driver notes an error that somebody swallowed
    with pytest.raises(BrokerGone):
        broker.take(10, 0.01)
    assert broker.connection is None


def test_an_answer_that_is_lost_with_the_line_is_not_waited_for_without_end(behind_a_proxy, monkeypatch):
    monkeypatch.setitem(KEEPALIVES, "transport_options", {"read_timeout": 1})
    probe, proxy = behind_a_proxy
    broker = probe.broker()
    for line in proxy.pairs:
        if line.getpeername()[1] == urlsplit(RABBITMQ).port:
            line.setsockopt(socket.SOL_SOCKET, ATTACH, FILTER)  # what is asked arrives at the proxy, no answer comes
    with pytest.raises(BrokerGone):
        broker.waiting("probe1")


def test_a_sender_that_beats_is_not_thrown_out_for_its_silence(on_postgres):
    broker = on_postgres.broker(consume=False)
    assert broker.connection.connection.heartbeat == 20
    for _ in range(5):
        broker.beat()
    assert broker.publish([Message(1, "probe:1", "probe.rang")]) == 1


def test_a_backlog_travels_in_few_messages(on_postgres):
    broker = on_postgres.broker(consume=False)
    assert broker.publish(Message(number, f"probe:{number}", "probe.rang") for number in range(1, 121)) == 120
    on_postgres.until(lambda: broker.waiting("probe1") == 3)
    taking = on_postgres.broker()
    on_postgres.until(lambda: taking.take(120, 0.1) and taking.taken.count == 120)
    assert taking.taken.streams == {"probe1": {f"probe:{number}" for number in range(1, 121)}}


def test_writing_is_as_fast_while_the_broker_is_away_and_effects_come_after(behind_a_proxy):
    probe, proxy = behind_a_proxy
    with working(Process(probe.app)):
        with_broker = timed(1)
        probe.until(lambda: len(rows("probe1")) == 40)
        proxy.shut()
        without = timed(2)
        assert len(rows("probe1")) < 80
        proxy.open()
        probe.until(lambda: len(rows("probe1")) == 80)
    assert rows("probe1")[40:] == [(2, number) for number in range(1, 41)]
    assert without < 3 * with_broker + 0.02


def timed(probe_id):
    """The median of forty commits, in seconds."""
    taken = []
    for number in range(1, 41):
        begun = time.perf_counter()
        ring(probe_id, number)
        taken.append(time.perf_counter() - begun)
    return sorted(taken)[20]
