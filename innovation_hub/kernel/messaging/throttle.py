"""禮讓: while people write, what is behind is heard in small portions with pauses between; they do not wait for it."""

import time

from sqlalchemy import select

from innovation_hub.kernel.events import journal
from innovation_hub.kernel.events.journal import Entry
from innovation_hub.kernel.storage.session import db, reading

PORTION, SMALL, FEW = 500, 50, 10
POLITE_SECONDS, PAUSES, LONGEST = 2.0, 9, 0.3
COUNT_SECONDS, AHEAD, MOST = 0.2, 2, 1000
TURN_SECONDS, REST_SECONDS = 0.01, 1.0
POLITE, KNOWS_NOTHING, RUDE = -1, 0, 4


class Manners:
    """How one hearer behaves beside people: it gives way as long as it hears twice as much as they write.

    As long as it keeps up it pauses (POLITE). Each time it fell behind it goes a step on: it leaves the pauses out,
    then takes twice as much at once; each time it kept up it goes a step back.
    """

    def __init__(self, unsure: bool = False) -> None:
        self.seen: int | None = None
        self.heard, self.written, self.taken = 0, 0, 0.0
        self.writing_until, self.looked, self.counting_since = 0.0, 0.0, 0.0
        self.step, self.unsure = KNOWS_NOTHING, unsure

    @property
    def careful(self) -> bool:
        """Whether people write, or it does not know yet."""
        return self.unsure or time.monotonic() < self.writing_until

    @property
    def portion(self) -> int:
        """How many events are heard in one transaction, at most."""
        return self._growing(SMALL)

    @property
    def streams(self) -> int:
        """Of how many streams at once."""
        return self._growing(FEW)

    @property
    def turn(self) -> float:
        """For how many seconds it may go on though another writer waits: it must not fall behind many of them."""
        return TURN_SECONDS if self.step > KNOWS_NOTHING or not self.careful else 0.0

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
            self.writing_until = now + POLITE_SECONDS
        if now - self.counting_since > COUNT_SECONDS:
            self._count(now)
        if self.careful and self.step == POLITE:
            time.sleep(min(PAUSES * self.taken, LONGEST))

    def _growing(self, least: int) -> int:
        return min(least << max(self.step, 0), PORTION) if self.careful else PORTION

    def _begin(self, now: float) -> None:
        """Something is behind, for the first time or again after a rest: nothing is known of who writes."""
        self.seen, self.heard, self.written, self.counting_since = None, 0, 0, now
        self.step, self.unsure = KNOWS_NOTHING, True

    def _count(self, now: float) -> None:
        behind = self.heard < AHEAD * self.written
        self.step = min(self.step + 1, RUDE) if behind else max(self.step - 1, POLITE)
        self.counting_since, self.heard, self.written, self.unsure = now, 0, 0, False

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
