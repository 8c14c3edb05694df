"""消息: what travels to the modules, what of it was taken, and the confirms that say it has arrived at the broker."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

CONFIRM_SECONDS = 10
STREAM = re.compile(r"[a-z_]+:\w{1,60}")


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
        end = time.monotonic() + CONFIRM_SECONDS
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
    """The messages taken and not yet acknowledged: which streams they name for which module."""

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
                stream = STREAM.fullmatch(message.payload["subject"])[0]  # type: ignore[index]  # None is no stream's name
            except Exception:
                message.reject()
                return
            self.streams.setdefault(module, set()).add(stream)
            self.count, self.last = self.count + 1, message

        return take

    def acknowledge(self) -> None:
        """Says that all of them have been heard."""
        if self.last is not None:
            self.last.channel.basic_ack(self.last.delivery_tag, multiple=True)
