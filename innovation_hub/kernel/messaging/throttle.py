"""節流: while people write, a backlog is handled in small batches with pauses, so that they do not wait for it."""

import time

from sqlalchemy import select

from innovation_hub.kernel.events import journal
from innovation_hub.kernel.events.journal import Entry
from innovation_hub.kernel.storage.session import db, reading

BATCH, SMALL, FEW = 500, 50, 10
WRITING_SECONDS, PAUSES, LONGEST = 2.0, 9, 0.3
COUNT_SECONDS, AHEAD, MOST = 0.2, 2, 1000
SLICE_SECONDS, REST_SECONDS = 0.01, 1.0
PAUSING, UNKNOWN, FULL_SPEED = -1, 0, 4


class Throttle:
    """How one consumer yields to people: it backs off as long as it handles twice as much as they write.

    As long as it keeps up it pauses (PAUSING). Each time it fell behind it goes a step on: it leaves the pauses out,
    then takes twice as much at once; each time it kept up it goes a step back.
    """

    def __init__(self, unsure: bool = False) -> None:
        self.seen: int | None = None
        self.handled, self.written, self.taken = 0, 0, 0.0
        self.writing_until, self.looked, self.counting_since = 0.0, 0.0, 0.0
        self.step, self.unsure = UNKNOWN, unsure

    @property
    def careful(self) -> bool:
        """Whether people write, or it does not know yet."""
        return self.unsure or time.monotonic() < self.writing_until

    @property
    def batch(self) -> int:
        """How many events are handled in one transaction, at most."""
        return self._growing(SMALL)

    @property
    def streams(self) -> int:
        """Of how many streams at once."""
        return self._growing(FEW)

    @property
    def time_slice(self) -> float:
        """For how many seconds it may go on though another writer waits: it must not fall behind many of them."""
        return SLICE_SECONDS if self.step > UNKNOWN or not self.careful else 0.0

    def note(self, handled: int, taken: float) -> None:
        """So many events were handled in so many seconds."""
        self.handled, self.taken = self.handled + handled, taken

    def back_off(self) -> None:
        """Between two transactions with more to come: a pause, if people write."""
        now = time.monotonic()
        if now - self.looked > REST_SECONDS:
            self._begin(now)
        self.looked = now
        if self._written():
            self.writing_until = now + WRITING_SECONDS
        if now - self.counting_since > COUNT_SECONDS:
            self._count(now)
        if self.careful and self.step == PAUSING:
            time.sleep(min(PAUSES * self.taken, LONGEST))

    def _growing(self, least: int) -> int:
        return min(least << max(self.step, 0), BATCH) if self.careful else BATCH

    def _begin(self, now: float) -> None:
        """Something is behind, for the first time or again after a rest: nothing is known of who writes."""
        self.seen, self.handled, self.written, self.counting_since = None, 0, 0, now
        self.step, self.unsure = UNKNOWN, True

    def _count(self, now: float) -> None:
        behind = self.handled < AHEAD * self.written
        self.step = min(self.step + 1, FULL_SPEED) if behind else max(self.step - 1, PAUSING)
        self.counting_since, self.handled, self.written, self.unsure = now, 0, 0, False

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
