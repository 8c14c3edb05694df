"""輪次的不變條件: one open while the case is, closed as the tier allows, due when the calendar says."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import String, and_, cast, func, or_, select

from innovation_hub.kernel import clock
from innovation_hub.kernel.events.review import TierDueSoon, TierEntered, TierOverdue
from innovation_hub.kernel.events.timers import Deadline
from innovation_hub.kernel.messaging import journal_queries
from innovation_hub.kernel.module.invariant import Invariant, rows
from review.cases import Case
from review.judging.rounds import Round
from review.lifecycle import IN_TIER, MERGED, NEEDS_REASON
from review.rulebook.models import Rulebook

NAMED = (Round.id.label("round"), Round.case_id.label("case"), Round.tier)
ANYWAY = ("withdraw",)

_OPEN = func.count(Round.id).filter(Round.closed_at.is_(None), Round.tier == Case.tier, Round.revision == Case.revision)
_ALL = func.count(Round.id).filter(Round.closed_at.is_(None))
_COUNTED = select(Case.id.label("case"), Case.number, Case.stage, Case.tier, _ALL.label("open")).outerjoin(Round)
_COUNTED = _COUNTED.group_by(Case.id)
OPEN = _COUNTED.having(
    or_(
        and_(Case.stage == IN_TIER, or_(_OPEN != 1, _ALL != 1)),
        and_(Case.stage.not_in((IN_TIER, MERGED)), _ALL != 0),
        and_(Case.stage == MERGED, _ALL > 1),
    )
)
CLOSED = select(*NAMED, Round.closed_at, Round.outcome).where(Round.closed_at.is_(None) != Round.outcome.is_(None))
REASONS = select(*NAMED, Round.outcome).where(
    Round.outcome.in_(NEEDS_REASON), func.trim(func.coalesce(Round.reason, "")) == ""
)
DECIDED = select(*NAMED, Round.outcome).where(
    Round.outcome.is_not(None), Round.by_id.is_(None), Round.outcome.not_in(ANYWAY)
)

_REMINDERS = (TierDueSoon.name, TierOverdue.name)
IDLE = (
    select(Deadline.id.label("deadline"), Deadline.stream, Deadline.name)
    .outerjoin(Case, Deadline.stream == journal_queries.about_proposal(Case.proposal_id))
    .where(Deadline.name.in_(_REMINDERS), or_(Case.id.is_(None), Case.stage != IN_TIER))
)
_LATE = journal_queries.last([TierOverdue])
_WAITS = and_(Deadline.stream == journal_queries.about_proposal(Case.proposal_id), Deadline.name == TierOverdue.name)
UNWATCHED = (
    select(*NAMED, Round.due_on)
    .join(Case)
    .outerjoin(Deadline, _WAITS)
    .outerjoin(_LATE, _LATE.c.about == Case.proposal_id)
    .where(Round.closed_at.is_(None), Round.paused_at.is_(None), Deadline.id.is_(None))
    .where(
        or_(_LATE.c.stream.is_(None), _LATE.c.body["due_on"].as_string() != cast(Round.due_on, String)),
    )
)


def mistold() -> Iterator[dict[str, Any]]:
    """Rounds at a tier and due on a day of which no event tells; for the last one it is the last event that counts."""
    said = journal_queries.by_stream([TierEntered])
    query = select(*NAMED, Round.due_on, Case.proposal_id).select_from(Round).join(Case)
    last = {row["case"]: row["round"] for row in rows(query.order_by(Round.id))}
    for row in rows(query.order_by(Round.id)):
        facts = [(body["tier"], body["due_on"]) for body in said.get(f"proposal:{row['proposal_id']}", [])]
        counting = facts[-1:] if last[row["case"]] == row["round"] else facts
        if (row["tier"], str(row["due_on"])) not in counting:
            yield {"round": row["round"], "case": row["case"], "due_on": row["due_on"], "told": counting[-1:]}


def misdue() -> Iterator[dict[str, Any]]:
    """Rounds due on another day than the tier's days give, less those the tier had used before.

    Left out are rounds over whose days a local exception lies, which may have been announced after they were opened,
    and those that rested while the proposal was merged.
    """
    books, used = {book.version: book for book in _books()}, dict[tuple[int, str], int]()
    times = (Round.opened_at, Round.closed_at, Round.due_on, Round.paused_at, Round.paused_days)
    query = select(*NAMED, *times, Case.rulebook_version).select_from(Round).join(Case)
    for row in rows(query.order_by(Round.case_id, Round.id)):
        visit, opened = (row["case"], row["tier"]), clock.local(row["opened_at"]).date()
        days = max(1, books[row["rulebook_version"]].tier(row["tier"]).days - used.get(visit, 0))
        due = clock.due_after(opened, days)
        rested = row["paused_at"] or row["paused_days"]
        if due != row["due_on"] and not rested and not _excepted(opened, max(due, row["due_on"])):
            yield {"round": row["round"], "case": row["case"], "due_on": row["due_on"], "calendar": due}
        if row["closed_at"]:
            spent = clock.working_days(opened, clock.local(row["closed_at"]).date())
            used[visit] = used.get(visit, 0) + spent - (row["paused_days"] or 0)


def _books() -> list[Rulebook]:
    return [Rulebook(**row) for row in rows(select(Rulebook.version, Rulebook.rules))]


def _excepted(start: date, end: date) -> bool:
    return any(start < day <= end for day in clock.exceptions())


def unoffered() -> Iterator[dict[str, Any]]:
    """Rounds that ended in a way their tier does not offer, or by a rule the rulebook does not have."""
    books = {book.version: book for book in _books()}
    query = (
        select(*NAMED, Round.outcome, Round.rule, Case.rulebook_version)
        .select_from(Round)
        .join(Case)
        .where(Round.outcome.is_not(None))
    )
    for row in rows(query.where(Round.outcome.not_in(ANYWAY))):
        book = books[row["rulebook_version"]]
        known = {None, *(rule["key"] for rule in book.rules["refusals"] if row["outcome"] == "refuse")}
        if row["outcome"] not in book.tier(row["tier"]).outcomes or row["rule"] not in known:
            yield {"round": row["round"], "case": row["case"], "outcome": row["outcome"], "rule": row["rule"]}


def overreturned() -> Iterator[dict[str, Any]]:
    """Cases a tier returned more often than it may."""
    books = {book.version: book for book in _books()}
    query = select(Round.case_id.label("case"), Round.tier, Case.rulebook_version, func.count().label("returns"))
    query = query.select_from(Round).join(Case).where(Round.outcome == "return")
    for row in rows(query.group_by(Round.case_id, Round.tier, Case.rulebook_version)):
        if row["returns"] > books[row["rulebook_version"]].tier(row["tier"]).returns:
            yield {"case": row["case"], "tier": row["tier"], "returns": row["returns"]}


INVARIANTS = (
    Invariant("rounds.open", _l("審查中的預審案正好有一輪未結束，在它的級別、審它的版次；其他的沒有"), OPEN),
    Invariant("rounds.closed", _l("一輪有結束時間，若且唯若有結果"), CLOSED),
    Invariant("rounds.reason", _l("退回、錄案、不採行與不受理都寫了理由"), REASONS),
    Invariant("rounds.by", _l("每個決定都有決定的人"), DECIDED),
    Invariant("rounds.offered", _l("每輪的結果都是該級可作的，只有不受理引用規定，且在作業規定內"), unoffered),
    Invariant("rounds.returns", _l("沒有一級退回同一案超過可退回的次數"), overreturned),
    Invariant("rounds.told", _l("每輪的級別與期限就是進入時事件所說的"), mistold),
    Invariant("rounds.due", _l("每輪的期限就是工作曆算出來的那一天"), misdue),
    Invariant("deadlines.needed", _l("只有審查中的預審案有審查期限的提醒"), IDLE),
    Invariant("deadlines.watch", _l("每個未結束的輪次，逾期的提醒還在等或已說過"), UNWATCHED),
)
