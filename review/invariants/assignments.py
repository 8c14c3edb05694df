"""分案的不變條件: never an author, no more than the tier asks, stepping aside with a reason."""

from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import and_, exists, func, or_, select

from innovation_hub.kernel.events.review import CaseAssigned, ReviewerRecused
from innovation_hub.kernel.messaging import journal_queries
from innovation_hub.kernel.module.invariant import Invariant, rows
from review.case_parts import CaseAuthor
from review.cases import Case
from review.judging.cards import Scorecard, Sheet
from review.judging.rounds import Assignment, Round
from review.rulebook.models import Rulebook

NAMED = (Assignment.id.label("assignment"), Assignment.case_id.label("case"), Assignment.reviewer_id.label("reviewer"))

ASTRAY = (
    select(*NAMED, Round.case_id.label("of_round"))
    .select_from(Assignment)
    .join(Round)
    .where(Round.case_id != Assignment.case_id)
)
UNREASONED = select(*NAMED, Assignment.recused_at, Assignment.recusal).where(
    Assignment.recused_at.is_(None) != (func.trim(func.coalesce(Assignment.recusal, "")) == "")
)

_ASIDE = select(Assignment.case_id, func.count().label("number")).where(Assignment.recused_at.is_not(None))
_RECUSED = _ASIDE.group_by(Assignment.case_id).subquery()
_TOLD = journal_queries.count([ReviewerRecused])
_FOUND, _SAID = func.coalesce(_RECUSED.c.number, 0), func.coalesce(_TOLD.c.number, 0)
RECUSALS = (
    select(Case.id.label("case"), _FOUND.label("recused"), _SAID.label("told"))
    .outerjoin(_RECUSED, _RECUSED.c.case_id == Case.id)
    .outerjoin(_TOLD, _TOLD.c.about == Case.proposal_id)
    .where(_FOUND != _SAID)
)
_CARD = exists(select(Scorecard.id).where(Scorecard.assignment_id == Assignment.id))
_SELF = and_(CaseAuthor.case_id == Assignment.case_id, CaseAuthor.employee_id == Assignment.reviewer_id)
OWN = select(*NAMED).select_from(Assignment).join(CaseAuthor, _SELF).join(Round, Round.id == Assignment.round_id)
OWN = OWN.where(Assignment.recused_at.is_(None), Round.closed_at.is_(None), ~_CARD)
SHEETS = (
    select(*NAMED)
    .join(Sheet)
    .join(Round)
    .where(or_(Assignment.recused_at.is_not(None), Round.closed_at.is_not(None), _CARD))
)


def crowded() -> Iterator[dict[str, Any]]:
    """Rounds in which more are asked to judge than the tier has."""
    books = {row["version"]: Rulebook(**row) for row in rows(select(Rulebook.version, Rulebook.rules))}
    asked = func.count(Assignment.id).label("asked")
    query = select(Round.id.label("round"), Case.id.label("case"), Round.tier, Case.rulebook_version, asked)
    query = (
        query.select_from(Round).join(Case, Case.id == Round.case_id).join(Assignment, Assignment.round_id == Round.id)
    )
    query = query.where(Assignment.recused_at.is_(None)).group_by(Round.id, Case.id, Round.tier, Case.rulebook_version)
    for row in rows(query):
        most = books[row["rulebook_version"]].tier(row["tier"]).cards[1]
        if row["asked"] > most:
            yield {"round": row["round"], "case": row["case"], "asked": row["asked"], "most": most}


def untold() -> Iterator[dict[str, Any]]:
    """Reviewers assigned where others decide, of whom no event says that they were asked."""
    books = {row["version"]: Rulebook(**row) for row in rows(select(Rulebook.version, Rulebook.rules))}
    asked = set[tuple[int, str, int]]()
    for row in rows(journal_queries.entries([CaseAssigned])):
        body = row["body"]
        asked |= {(body["case_id"], body["tier"], reviewer) for reviewer in body["reviewer_ids"]}
    query = (
        select(*NAMED, Round.tier, Case.rulebook_version)
        .select_from(Assignment)
        .join(Round, Round.id == Assignment.round_id)
    )
    for row in rows(query.join(Case, Case.id == Round.case_id)):
        tier = books[row["rulebook_version"]].tier(row["tier"])
        if tier.scored_by != tier.decided_by and (row["case"], row["tier"], row["reviewer"]) not in asked:
            yield {"assignment": row["assignment"], "case": row["case"], "reviewer": row["reviewer"]}


INVARIANTS = (
    Invariant("assignments.own", _l("沒有人被分到自己的提案"), OWN),
    Invariant("assignments.case", _l("每個分案與它的輪次屬於同一個預審案"), ASTRAY),
    Invariant("assignments.most", _l("每輪的審查人不超過該級的上限"), crowded),
    Invariant("assignments.told", _l("每位跨課室與推動小組審查人都有分案事件"), untold),
    Invariant("assignments.recusal", _l("每個迴避都有理由，沒迴避的沒有"), UNREASONED),
    Invariant("assignments.recused", _l("迴避的次數等於事件簿裡的迴避"), RECUSALS),
    Invariant("sheets.open", _l("評分草稿只在還沒送出、沒迴避、輪次未結束時存在"), SHEETS),
)
