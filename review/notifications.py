"""告知: what is told of a case that has come to a tier, and of what is due there."""

from datetime import date
from math import floor

from innovation_hub.kernel import clock
from innovation_hub.kernel.events import journal, timers
from innovation_hub.kernel.events.review import CaseAssigned, TierDueSoon, TierEntered, TierOverdue
from innovation_hub.kernel.office.people import Employee
from review.cases import Case

REMIND_AT = 0.8
FINALLY = "決定"


def entered(case: Case, deciders: list[Employee]) -> None:
    """Tells with whom the case is at its tier, until when, and what comes next."""
    tier, following = case.rules, case.rulebook.after(case.tier)
    told = {
        "tier_label": tier.label,
        "holder": "、".join(person.name for person in deciders[:3]),
        "due_on": str(case.round.due_on),
        "next_label": following.label if following else FINALLY,
    }
    journal.record(TierEntered.of(case, holder_ids=[person.id for person in deciders], **told))


def assigned(case: Case, reviewers: list[int]) -> None:
    """Tells whom it was assigned to, where others judge it than decide it."""
    if reviewers and case.rules.scored_by != case.rules.decided_by:
        journal.record(CaseAssigned.of(case, reviewer_ids=reviewers, due_on=str(case.round.due_on)))


def remind(case: Case, people: set[int], start: date, days: int) -> None:
    """Has those be reminded who have so many working days from `start` on, and told with others when these are over."""
    round, facts = case.round, {"holder_ids": sorted(people), "due_on": str(case.round.due_on)}
    soon = clock.due_after(start, floor(days * REMIND_AT))
    if start < soon < round.due_on:
        timers.remind(TierDueSoon.of(case, **facts), clock.end_of(soon))
    if round.due_on >= start:
        timers.remind(TierOverdue.of(case, **facts), clock.end_of(round.due_on))
