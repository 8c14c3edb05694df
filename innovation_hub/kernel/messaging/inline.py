"""當下聽: in quiet hours who would send the news hears it, so that it need not go over the broker and back."""

import logging
import time
from collections.abc import Sequence

from innovation_hub.kernel.messaging.handling import LITTLE_SECONDS, busy, hear_little
from innovation_hub.kernel.messaging.messages import News
from innovation_hub.kernel.module.module import subscribers
from innovation_hub.kernel.storage.session import db

log = logging.getLogger("hub.delivery")
FEW, SENT_SECONDS = 4, 60.0


class AtOnce:
    """Hears little news at once; more of it, and whatever does not go smoothly, is left to be sent.

    While it hears, other news waits for it and not for those who are free. So it begins nothing more after a tenth of
    a second, hears at most half of the time in the long run, and for a minute leaves news of a name that failed or took
    longer to those who are sent it.
    """

    def __init__(self) -> None:
        self.credit, self.ended = LITTLE_SECONDS, time.monotonic()
        self.sent_until: dict[str, float] = {}

    def hear(self, news: Sequence[News]) -> Sequence[News]:
        """What is left to be sent: all or nothing. Whether it was heard or not, the open transaction has ended."""
        begun, names = time.monotonic(), {item.name for item in news}
        credit = min(LITTLE_SECONDS, self.credit + begun - self.ended)
        if not 0 < len(news) <= FEW or credit <= 0 or any(self.sent_until.get(name, 0) > begun for name in names):
            return news
        whole, smooth = _heard(news)
        self.ended = time.monotonic()
        self.credit = credit - (self.ended - begun)
        if not smooth or self.ended - begun > LITTLE_SECONDS:
            self.sent_until |= dict.fromkeys(names, self.ended + SENT_SECONDS)
        return [] if whole else news


def _heard(news: Sequence[News]) -> tuple[bool, bool]:
    """Whether that was all, and whether nothing failed but the row of somebody else."""
    pairs = {(one.name, item.stream): one for item in news for one in subscribers().values() if item.name in one.hears}
    try:
        whole = not pairs or hear_little(pairs)
        db.session.commit()
    except Exception as error:
        log.debug("left to be sent", exc_info=True)
        db.session.rollback()
        return False, busy(error)
    return whole, True
