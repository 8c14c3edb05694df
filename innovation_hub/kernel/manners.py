"""禮讓: while people write, what is behind is heard in small portions with pauses between; they do not wait for it."""

import time

from sqlalchemy import select

from innovation_hub.kernel import journal
from innovation_hub.kernel.db import db, reading
from innovation_hub.kernel.journal import Entry

PORTION, SMALL, FEW = 500, 50, 10
POLITE_SECONDS, PAUSES, LONGEST = 2.0, 4, 0.3
COUNT_SECONDS, AHEAD, MOST = 0.1, 2, 1000
TURN_SECONDS, REST_SECONDS = 0.01, 1.0


class Manners:
    """How one hearer behaves beside people: it gives way as long as it hears twice as much as they write."""

    def __init__(self) -> None:
        self.seen: int | None = None
        self.heard, self.written, self.taken = 0, 0, 0.0
        self.polite_until, self.looked, self.counting_since = 0.0, 0.0, 0.0
        self.behind, self.unsure = True, False

    @property
    def polite(self) -> bool:
        """Whether people have written in the last seconds, and it keeps up with them."""
        return time.monotonic() < self.polite_until and not self.behind

    @property
    def small(self) -> bool:
        """Whether it takes little at once: out of politeness, or as long as it does not know whether people write."""
        return self.polite or self.unsure

    @property
    def portion(self) -> int:
        """How many events are heard in one transaction, at most."""
        return SMALL if self.small else PORTION

    @property
    def turn(self) -> float:
        """For how many seconds it may go on though another writer waits: it must not fall behind many of them."""
        return 0.0 if self.polite else TURN_SECONDS

    @property
    def streams(self) -> int:
        """Of how many streams at once."""
        return FEW if self.small else PORTION

    def note(self, heard: int, taken: float) -> None:
        """So many events were heard in so many seconds."""
        self.heard, self.taken = self.heard + heard, taken

    def give_way(self) -> None:
        """Between two transactions with more to come: a pause, if people write."""
        now = time.monotonic()
        if now - self.looked > REST_SECONDS:
            self._begin(now)
        self.looked = now
        if self._written():
            self.polite_until = now + POLITE_SECONDS
        if now - self.counting_since > COUNT_SECONDS:
            self.behind, self.unsure = self.heard < AHEAD * self.written, False
            self.counting_since, self.heard, self.written = now, 0, 0
        if self.polite:
            time.sleep(min(PAUSES * self.taken, LONGEST))

    def _begin(self, now: float) -> None:
        """Something is behind, for the first time or again after a rest: nothing is known of who writes."""
        self.seen, self.written, self.counting_since = None, 0, now
        self.behind, self.unsure = True, True

    def _written(self) -> int:
        """How much people have told since the last look: what has no cause. Only the journal's new end is read."""
        with reading():
            if self.seen is None:
                self.seen = journal.end()
            new = select(Entry.position, Entry.cause).where(Entry.position > self.seen).order_by(Entry.position)
            found = db.session.execute(new.limit(MOST)).all()
            db.session.rollback()
        written = sum(cause is None for _, cause in found)
        self.seen = found[-1].position if found else self.seen
        self.written += written
        return written
