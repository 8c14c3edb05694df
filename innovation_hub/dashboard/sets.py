"""計入哪些提案: sets of proposals that figures count, each a WHERE clause; a number and its list are one condition.

不受理 and imported proposals stand in sets of their own and in no other; `submitted` alone holds the 不受理 as well.
"""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import ColumnElement, and_, or_

from innovation_hub.dashboard.models import REPLY_DAYS, Track
from innovation_hub.dashboard.stages import (
    DECIDED,
    IMPORTED,
    IN_REVIEW,
    LEVELS,
    MERGED,
    NOT_ACCEPTED,
    RETURNED,
    WITHDRAWN,
)
from innovation_hub.kernel.office.decisions import ADOPTED

Clause = ColumnElement[bool]
CYCLE_DAYS = 22


def sets(today: date) -> Mapping[str, Clause]:
    """Each set by its key, as things stand on `today`."""
    submitted = Track.submitted_on.is_not(None)
    accepted = and_(submitted, Track.stage != NOT_ACCEPTED)
    in_review, decided = Track.stage == IN_REVIEW, Track.stage == DECIDED
    replied = and_(accepted, Track.reply_days.is_not(None))
    unanswered = and_(in_review, Track.reply_days.is_(None), Track.reply_due_on < today)
    return {
        "submitted": submitted,
        "accepted": accepted,
        "reached_cross_section": and_(accepted, Track.level >= LEVELS["cross_section"]),
        "reached_task_force": and_(accepted, Track.level >= LEVELS["task_force"]),
        "in_review": in_review,
        **{f"in_{tier}": and_(in_review, Track.tier == tier) for tier in LEVELS},
        "returned": Track.stage == RETURNED,
        "decided": decided,
        "adopted": and_(decided, Track.outcome.in_(ADOPTED)),
        "not_accepted": Track.stage == NOT_ACCEPTED,
        "withdrawn": Track.stage == WITHDRAWN,
        "merged": Track.stage == MERGED,
        "imported": Track.stage == IMPORTED,
        "reply_due": or_(replied, unanswered),
        "replied_in_time": and_(replied, Track.reply_days <= REPLY_DAYS),
        "decided_in_time": and_(decided, Track.cycle_days <= CYCLE_DAYS),
        "cross_section": and_(accepted, Track.cross_section),
        "overdue": and_(in_review, Track.due_on < today),
    }
