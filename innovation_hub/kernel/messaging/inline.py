"""當下處理: in quiet hours the relay handles events itself, so that they need not go over the broker and back."""

import logging
import time
from collections.abc import Sequence

from innovation_hub.kernel.messaging.handling import LITTLE_SECONDS, busy, handle_few
from innovation_hub.kernel.messaging.messages import Message
from innovation_hub.kernel.module.module import subscribers
from innovation_hub.kernel.storage.session import db

log = logging.getLogger("hub.delivery")
FEW, SENT_SECONDS = 4, 60.0


class Inline:
    """Handles a few messages inline; more of them, and whatever does not go smoothly, are left to be sent.

    While it handles, other messages wait for it though workers may be free. So it begins nothing more after a tenth of
    a second, handles at most half of the time in the long run, and for a minute sends messages of an event name that
    failed or took longer.
    """

    def __init__(self) -> None:
        self.credit, self.ended = LITTLE_SECONDS, time.monotonic()
        self.sent_until: dict[str, float] = {}

    def handle(self, messages: Sequence[Message]) -> Sequence[Message]:
        """What is left to be sent: all or nothing. Whether it was handled or not, the open transaction has ended."""
        begun, names = time.monotonic(), {item.name for item in messages}
        credit = min(LITTLE_SECONDS, self.credit + begun - self.ended)
        if not 0 < len(messages) <= FEW or credit <= 0 or any(self.sent_until.get(name, 0) > begun for name in names):
            return messages
        whole, smooth = _handled(messages)
        self.ended = time.monotonic()
        self.credit = credit - (self.ended - begun)
        if not smooth or self.ended - begun > LITTLE_SECONDS:
            self.sent_until |= dict.fromkeys(names, self.ended + SENT_SECONDS)
        return [] if whole else messages


def _handled(messages: Sequence[Message]) -> tuple[bool, bool]:
    """Whether that was all, and whether nothing failed but the row of somebody else."""
    pairs = {
        (one.name, item.stream): one for item in messages for one in subscribers().values() if item.name in one.handles
    }
    try:
        whole = not pairs or handle_few(pairs)
        db.session.commit()
    except Exception as error:
        log.debug("left to be sent", exc_info=True)
        db.session.rollback()
        return False, busy(error)
    return whole, True
