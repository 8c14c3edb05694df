"""當下聽: in quiet hours who would send the news hears it, so that it need not go over the broker and back."""

import logging
import time
from collections.abc import Sequence

from innovation_hub.kernel.db import db
from innovation_hub.kernel.hearing import hear_little
from innovation_hub.kernel.module import subscribers
from innovation_hub.kernel.news import News

log = logging.getLogger("hub.delivery")
FEW, MOST_SECONDS = 4, 0.1


class AtOnce:
    """Hears little news at once; more of it, and whatever does not go smoothly, is left to be sent.

    In the long run it hears at most half of the time, and a tenth of a second in one go: while it hears, other news
    would wait for it and not for those who are free.
    """

    def __init__(self) -> None:
        self.credit, self.ended = MOST_SECONDS, time.monotonic()

    def hear(self, news: Sequence[News]) -> Sequence[News]:
        """What is left to be sent: all or nothing. Whether it was heard or not, the open transaction has ended."""
        begun = time.monotonic()
        credit = min(MOST_SECONDS, self.credit + begun - self.ended)
        if not 0 < len(news) <= FEW or credit <= 0:
            return news
        heard = _heard(news)
        self.ended = time.monotonic()
        self.credit = credit - (self.ended - begun)
        return [] if heard else news


def _heard(news: Sequence[News]) -> bool:
    pairs = {(one.name, item.stream): one for item in news for one in subscribers().values() if item.name in one.hears}
    try:
        whole = not pairs or hear_little(pairs)
        db.session.commit()
    except Exception:
        log.debug("left to be sent", exc_info=True)
        db.session.rollback()
        return False
    return whole
