"""訊息: carries messages that a stream has new events; the events stand in the journal. Only this file knows kombu."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from errno import ETIMEDOUT
from typing import Any

import kombu
from kombu.exceptions import OperationalError

from innovation_hub.kernel.messaging.messages import ANSWER_SECONDS, BrokerGone, Confirms, Message, Taken, bundles

PREFETCH = 50
# an answer that is lost with the line would be waited for without end: nothing was sent that the kernel could miss
KEEPALIVES: dict[str, Any] = {
    "heartbeat": 20,
    "transport_options": {"read_timeout": ANSWER_SECONDS, "write_timeout": ANSWER_SECONDS},
}
AT_ONCE = 0  # not a little: the shortest wait for a socket is a millisecond


class Broker:
    """One topic exchange, one durable queue a module with its dead-letter queue, one connection of this process.

    `handles` maps modules to the event names they handle. Every method raises BrokerGone when the connection fails.
    """

    def __init__(self, url: str, prefix: str, handles: Mapping[str, Sequence[str]]) -> None:
        self.url, self.prefix, self.handles = url, prefix, handles
        self.in_process = url.startswith("memory")
        self.connection: Any = None
        self.consuming = False
        self.taken = Taken()

    def open(self, consume: bool = True) -> None:
        """Connects, declares exchange and queues, and starts to consume where asked."""
        self.consuming = consume
        with self._guarded():
            self.connection = kombu.Connection(self.url, **({} if self.in_process else KEEPALIVES))
            self.connection.ensure_connection(max_retries=1, timeout=3)
            self.channel = self.connection.channel()
            self.exchange = kombu.Exchange(self.prefix, "topic", durable=True, channel=self.channel)
            self.queues = {name: self._declare(name) for name in self.handles}
            self.sender = kombu.Producer(self.channel, serializer="json")
            self.confirms = None if self.in_process else Confirms(self.channel)
            if consume:
                self._consume()

    def open_again(self) -> None:
        """Connects, when the connection is gone, to do what it did before."""
        if self.connection is None:
            self.open(self.consuming)

    def close(self) -> None:
        """Lets the connection go; what was taken and not done is delivered again."""
        if self.connection is not None:
            connection, self.connection = self.connection, None
            with suppress(OperationalError, OSError, *connection.connection_errors):
                connection.release()
        self.taken.forget()

    def _drop(self) -> None:
        """Lets a connection go that has failed, without a farewell: a broker that is stuck would never answer it."""
        if self.connection is not None:
            connection, self.connection = self.connection, None
            connection.collect(socket_timeout=1)
        self.taken.forget()

    def remove(self) -> None:
        """Deletes exchange and queues for good, on a connection without consumers: they would be cancelled."""
        self.close()
        self.open(consume=False)
        with self._guarded():
            for queue in self.queues.values():
                queue.delete()
                self.channel.queue_delete(f"{queue.name}.dead")
            self.exchange.delete()
            if not self.in_process:
                self.channel.exchange_delete(f"{self.prefix}.dead")

    def publish(self, messages: Iterable[Message]) -> int:
        """Tells every module that handles it; returns how many were sent once the broker has confirmed them all."""
        with self._guarded():
            return self._send((items, self.prefix, name) for name, items in bundles(messages))

    def ring(self, module: str, messages: Iterable[Message]) -> int:
        """Tells one module again."""
        with self._guarded():
            return self._send((items, "", self.queues[module].name) for _, items in bundles(messages))

    def waiting(self, module: str) -> int:
        """How many messages lie in the module's queue."""
        with self._guarded():
            return int(self.queues[module].queue_declare(passive=True).message_count)

    def dead(self, module: str) -> int:
        """How many lie behind it that could not be read, or were given back too often; inside the process none does."""
        if self.in_process:
            return 0
        with self._guarded():
            name = f"{self.queues[module].name}.dead"
            return int(self.channel.queue_declare(name, passive=True).message_count)

    def take(self, limit: int, timeout: float) -> dict[str, set[str]]:
        """Waits up to `timeout` seconds, takes what messages is there: module → streams. Say `done` when it is handled.

        It takes a little more than `limit` messages for each module, for what came in one message stays together.
        """
        with self._guarded():
            self._drain(timeout)
            while 0 < self.taken.count < limit * len(self.handles) and self._drain(AT_ONCE):
                pass
            self._show_life()
        return self.taken.streams

    def done(self) -> None:
        """Acknowledges all that was taken."""
        if not self.in_process:
            with self._guarded():
                self.taken.acknowledge()
        self.taken.forget()

    def beat(self) -> None:
        """Shows the broker that we live; to be called every few seconds, also when there is nothing to send."""
        if not self.in_process:
            with self._guarded():
                self._drain(0.0005)
                self._show_life()

    def _declare(self, module: str) -> kombu.Queue:
        name = f"{self.prefix}.{module}"
        bindings = [kombu.binding(self.exchange, routing_key=handled) for handled in self.handles[module]]
        how = None if self.in_process else self._declare_dead(name)
        queue = kombu.Queue(name, bindings=bindings, queue_arguments=how, durable=True, channel=self.channel)
        queue.declare()
        return queue

    def _declare_dead(self, name: str) -> dict[str, object]:
        quorum = {"x-queue-type": "quorum"}
        dead = kombu.Exchange(f"{self.prefix}.dead", "direct", durable=True, channel=self.channel)
        kombu.Queue(f"{name}.dead", dead, name, queue_arguments=quorum, channel=self.channel).declare()
        return quorum | {"x-delivery-limit": 50, "x-dead-letter-exchange": dead.name, "x-dead-letter-routing-key": name}

    def _consume(self) -> None:
        """Nothing is acknowledged inside the process: that transport acknowledges singly and stops at its prefetch."""
        incoming = self.connection.channel()
        incoming.basic_qos(0, PREFETCH, False)
        for module, queue in self.queues.items():
            taker = self.taken.taker(module)
            kombu.Consumer(incoming, [queue], no_ack=self.in_process, on_message=taker).consume()

    @property
    def _line(self) -> Any:
        """The connection, as long as it stands: kombu would quietly make another, on which nobody consumes."""
        if self.connection is None or not self.connection.connected:
            raise BrokerGone("the connection to the broker has ended")
        return self.connection

    def _show_life(self) -> None:
        if not self.in_process:
            self._line.heartbeat_check()

    def _drain(self, timeout: float) -> bool:
        """Whether something came in time; a line that the kernel gave up is a timeout too, and no end of the wait."""
        try:
            self._line.drain_events(timeout=timeout)
        except TimeoutError as error:
            if error.errno == ETIMEDOUT:
                raise
            return False
        return True

    def _send(self, parcels: Iterable[tuple[list[Message], str, str]]) -> int:
        count = 0
        for messages, exchange, key in parcels:
            count += len(messages)
            envelopes = [item.envelope() for item in messages]
            self.sender.publish(envelopes, exchange=exchange, routing_key=key, delivery_mode=2, retry=False)
            if self.confirms:
                self.confirms.note()
        if self.confirms:
            self.confirms.wait(self._drain)
        return count

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Turns each way a connection fails into BrokerGone; a refused one is not among its `connection_errors`."""
        try:
            yield
        except Exception as error:
            gone: tuple[type[Exception], ...] = kombu.Connection(self.url).connection_errors
            if not isinstance(error, (BrokerGone, OperationalError, OSError, *gone)):
                raise
            self._drop()
            raise BrokerGone(str(error)) from error
