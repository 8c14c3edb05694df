"""日數: the dates and working days of each proposal, counted from its events a second time, by another way."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import select

from innovation_hub.dashboard.models import REPLY_DAYS, Track
from innovation_hub.dashboard.stages import IN_REVIEW
from innovation_hub.kernel import clock
from innovation_hub.kernel.events.merge import ProposalMerged, ProposalUnmerged
from innovation_hub.kernel.events.proposal import ProposalSubmitted
from innovation_hub.kernel.events.review import CaseDecided, CaseRefused, CaseReturned, TierPassed
from innovation_hub.kernel.messaging import journal_queries
from innovation_hub.kernel.module.invariant import rows

GOES_ON = (ProposalSubmitted.name, ProposalUnmerged.name)
ANSWERS = (TierPassed, CaseReturned, CaseRefused, CaseDecided)
DATED = ("submitted_on", "reply_due_on", "reply_days", "paused_days", "decided_on", "cycle_days")


@dataclass
class Days:
    """The days on which a proposal was submitted, answered, returned and submitted again, and decided."""

    submitted: date
    answered: date | None = None
    returned: date | None = None
    paused: int = 0
    decided: date | None = None

    def note(self, name: str, day: date) -> None:
        """One more of its events."""
        if name in GOES_ON:
            self.paused += between(self.returned, day) if self.returned else 0
            self.returned = None
            return
        if name == ProposalMerged.name:
            self.returned = self.returned or day
            return
        self.answered = self.answered or day
        if name == CaseReturned.name:
            self.returned = day
        if name == CaseDecided.name:
            self.decided = day

    def counted(self) -> dict[str, Any]:
        """What the track should say."""
        took = between(self.submitted, self.decided) - self.paused if self.decided else None
        replied = between(self.submitted, self.answered) if self.answered else None
        due = clock.due_after(self.submitted, REPLY_DAYS)
        return dict(zip(DATED, (self.submitted, due, replied, self.paused, self.decided, took), strict=True))


def untimed() -> Iterator[dict[str, Any]]:
    """Tracks that say other dates or days; a local exception announced since changes days too, until a rebuild."""
    between.cache_clear()
    days = _days()
    columns = [getattr(Track, name) for name in DATED]
    for row in rows(select(Track.proposal_id, *columns).where(Track.submitted_on.is_not(None))):
        known = days.get(f"proposal:{row['proposal_id']}")
        right = known.counted() if known else dict.fromkeys(DATED)
        wrong = {name: row[name] for name in DATED if row[name] != right[name]}
        if wrong:
            yield {"proposal": row["proposal_id"], **wrong, "counted": {name: right[name] for name in wrong}}


def _days() -> dict[str, Days]:
    found: dict[str, Days] = {}
    entries = journal_queries.entries(
        [ProposalSubmitted, ProposalMerged, ProposalUnmerged, *ANSWERS], handled_by="dashboard"
    )
    for row in rows(entries.order_by("position")):
        day = clock.local(row["at"]).date()
        if row["name"] == ProposalUnmerged.name and row["body"]["stage"] != IN_REVIEW:
            continue
        if row["stream"] in found:
            found[row["stream"]].note(row["name"], day)
        elif row["name"] == ProposalSubmitted.name:
            found[row["stream"]] = Days(day)
    return found


@cache
def between(start: date, end: date) -> int:
    """Working days after `start` up to `end`."""
    return clock.working_days(start, end)
