"""訊息: the only file that knows kombu. It carries the news that a stream has news; the news itself is in the journal."""

import socket
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import kombu
from kombu.exceptions import OperationalError

PREFETCH = 400
HEARTBEAT = 20


@dataclass(frozen=True)
class News:
    """A stream has news: the envelope of one journal entry (CloudEvents names)."""

    position: int
    stream: str
    name: str

    def message(self) -> dict[str, Any]:
        """What goes on the wire."""
        return {"specversion": "1.0", "id": str(self.position), "type": self.name, "subject": self.stream}


class BrokerGone(Exception):
    """The broker does not answer."""


class Broker:
    """One topic exchange, one durable queue a module with its dead-letter queue, one connection of this process.

    `hears` maps each module to the event names it is to be told of. Every method raises BrokerGone when the connection fails.
    """

    def __init__(self, url: str, prefix: str, hears: Mapping[str, Sequence[str]]) -> None:
        self.url, self.prefix, self.hears = url, prefix, hears
        self.in_process = url.startswith("memory")
        self.connection: Any = None
        self.taken: dict[str, set[str]] = {}
        self.last: Any = None
        self.count = 0

    def open(self, consume: bool = True) -> None:
        """Connects, declares exchange and queues, and starts to consume where asked."""
        with self._guarded():
            self.connection = kombu.Connection(self.url, heartbeat=0 if self.in_process else HEARTBEAT)
            self.connection.ensure_connection(max_retries=1, timeout=3)
            self.channel = self.connection.channel()
            self.exchange = kombu.Exchange(self.prefix, "topic", durable=True, channel=self.channel)
            self.queues = {name: self._declare(name) for name in self.hears}
            self.sender = kombu.Producer(self.channel, serializer="json")
            if not self.in_process:
                self._collect_confirms()
            if consume:
                self._consume()

    def close(self) -> None:
        """Lets the connection go; what was taken and not done is delivered again."""
        if self.connection is not None:
            connection, self.connection = self.connection, None
            try:
                connection.release()
            except (OperationalError, OSError, *connection.connection_errors):
                pass
        self.taken, self.count, self.last = {}, 0, None

    def remove(self) -> None:
        """Deletes exchange and queues for good, over a connection that does not consume: a consumer would be cancelled."""
        self.close()
        self.open(consume=False)
        with self._guarded():
            for queue in self.queues.values():
                queue.delete()
                self.channel.queue_delete(f"{queue.name}.dead")
            self.exchange.delete()

    def publish(self, news: Iterable[News]) -> int:
        """Tells every module that hears it; returns how many were sent once the broker has confirmed them all."""
        with self._guarded():
            return self._send(((item, self.prefix, item.name) for item in news))

    def ring(self, module: str, news: Iterable[News]) -> int:
        """Tells one module again."""
        with self._guarded():
            return self._send(((item, "", self.queues[module].name) for item in news))

    def take(self, limit: int, timeout: float) -> dict[str, set[str]]:
        """Waits up to `timeout` seconds for news, then takes what is there: module → streams. Say `done` when it is heard."""
        with self._guarded():
            self._drain(timeout)
            while 0 < self.count < limit and self._drain(0.0 if self.in_process else 0.0005):
                pass
            if not self.in_process:
                self.connection.heartbeat_check()
        return self.taken

    def done(self) -> None:
        """Acknowledges all that was taken."""
        with self._guarded():
            if self.last is not None:
                self.last.channel.basic_ack(self.last.delivery_tag, multiple=True)
        self.taken, self.count, self.last = {}, 0, None

    def _declare(self, module: str) -> kombu.Queue:
        name = f"{self.prefix}.{module}"
        arguments = None
        if not self.in_process:
            dead = kombu.Exchange(f"{self.prefix}.dead", "direct", durable=True, channel=self.channel)
            quorum = {"x-queue-type": "quorum"}
            kombu.Queue(f"{name}.dead", dead, name, queue_arguments=quorum, channel=self.channel).declare()
            arguments = quorum | {
                "x-delivery-limit": 50,
                "x-dead-letter-exchange": dead.name,
                "x-dead-letter-routing-key": name,
            }
        bindings = [kombu.binding(self.exchange, routing_key=heard) for heard in self.hears[module]]
        queue = kombu.Queue(name, bindings=bindings, queue_arguments=arguments, durable=True, channel=self.channel)
        queue.declare()
        return queue

    def _consume(self) -> None:
        incoming = self.connection.channel()
        incoming.basic_qos(0, PREFETCH, False)
        for module, queue in self.queues.items():
            kombu.Consumer(incoming, [queue], on_message=self._taker(module)).consume()

    def _taker(self, module: str) -> Any:
        def take(message: Any) -> None:
            try:
                stream = message.payload["subject"]
            except Exception:
                message.reject()
                return
            self.taken.setdefault(module, set()).add(stream)
            self.count, self.last = self.count + 1, message

        return take

    def _drain(self, timeout: float) -> bool:
        try:
            self.connection.drain_events(timeout=timeout)
        except socket.timeout:
            return False
        return True

    def _collect_confirms(self) -> None:
        self.unconfirmed: set[int] = set()
        self.channel.confirm_select()
        self.channel.events["basic_ack"].add(self._confirmed)
        self.channel.events["basic_nack"].add(self._refused)
        self.sent = 0

    def _confirmed(self, tag: int, multiple: bool) -> None:
        self.unconfirmed -= {one for one in self.unconfirmed if one == tag or (multiple and one < tag)}

    def _refused(self, tag: int, multiple: bool) -> None:
        raise OperationalError("the broker refused a message")

    def _send(self, parcels: Iterable[tuple[News, str, str]]) -> int:
        count = 0
        for news, exchange, key in parcels:
            self.sender.publish(news.message(), exchange=exchange, routing_key=key, delivery_mode=2, retry=False)
            count += 1
            if not self.in_process:
                self.sent += 1
                self.unconfirmed.add(self.sent)
        if not self.in_process:
            self._await_confirms()
        return count

    def _await_confirms(self) -> None:
        end = time.monotonic() + 10
        while self.unconfirmed:
            if time.monotonic() > end:
                raise OperationalError("the broker did not confirm in time")
            self._drain(1.0)

    def _guarded(self) -> "_Guard":
        return _Guard(self)


class _Guard:
    """Turns every way a connection can fail into BrokerGone: a refused one raises an error that is not in `connection_errors`."""

    def __init__(self, broker: Broker) -> None:
        self.broker = broker

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if error is None:
            return
        lost = (OperationalError, OSError, *kombu.Connection(self.broker.url).connection_errors)
        if isinstance(error, lost):
            self.broker.close()
            raise BrokerGone(str(error)) from error
