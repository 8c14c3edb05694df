"""消息: what travels to the modules, what of it was taken, and the confirms that say it has arrived at the broker."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from innovation_hub.kernel.events.base import STREAM

ANSWER_SECONDS = 5  # so long a broker may take to confirm or to answer; a line that is mute is not noticed otherwise
BUNDLE = 50


@dataclass(frozen=True)
class Message:
    """A stream has new events: the envelope of one journal entry (CloudEvents names)."""

    position: int
    stream: str
    name: str

    def envelope(self) -> dict[str, Any]:
        """What goes on the wire."""
        return {"specversion": "1.0", "id": str(self.position), "type": self.name, "subject": self.stream}


def bundles(messages: Iterable[Message]) -> Iterator[tuple[str, list[Message]]]:
    """What goes into one message each: messages of one event name, fifty at most, so that a backlog is few messages."""
    named: dict[str, list[Message]] = {}
    for item in messages:
        named.setdefault(item.name, []).append(item)
    for name, items in named.items():
        for first in range(0, len(items), BUNDLE):
            yield name, items[first : first + BUNDLE]


class BrokerGone(Exception):
    """The broker does not answer."""


class Confirms:
    """The messages sent on a channel and not confirmed yet, known by their number on it."""

    def __init__(self, channel: Any) -> None:
        self.sent = 0
        self.waiting: dict[int, None] = {}
        channel.confirm_select()
        channel.events["basic_ack"].add(self._confirmed)
        channel.events["basic_nack"].add(self._refused)

    def note(self) -> None:
        """One more was sent."""
        self.sent += 1
        self.waiting[self.sent] = None

    def wait(self, drain: Callable[[float], bool]) -> None:
        """Until all are confirmed; BrokerGone when that takes too long."""
        end = time.monotonic() + ANSWER_SECONDS
        while self.waiting:
            if time.monotonic() > end:
                raise BrokerGone("the broker did not confirm in time")
            drain(1.0)

    def _confirmed(self, tag: int, multiple: bool) -> None:
        if not multiple:
            self.waiting.pop(tag, None)
            return
        for one in [one for one in self.waiting if one <= tag]:
            del self.waiting[one]

    def _refused(self, tag: int, multiple: bool) -> None:
        raise BrokerGone("the broker refused a message")


class Taken:
    """The messages taken and not yet acknowledged: which streams it names for which module."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Begins anew."""
        self.streams: dict[str, set[str]] = {}
        self.count = 0
        self.last: Any = None

    def taker(self, module: str) -> Any:
        """The function that receives the module's messages; one that cannot be read goes to the dead-letter queue."""

        def take(message: Any) -> None:
            try:
                streams = [envelope["subject"] for envelope in message.payload]
                if not streams or not all(map(STREAM.fullmatch, streams)):
                    raise ValueError("no stream's name")
            except Exception:
                message.reject()
                return
            self.streams.setdefault(module, set()).update(streams)
            self.count, self.last = self.count + len(streams), message

        return take

    def acknowledge(self) -> None:
        """Says that all of them have been handled."""
        if self.last is not None:
            self.last.channel.basic_ack(self.last.delivery_tag, multiple=True)
