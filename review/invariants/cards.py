"""評分表的不變條件: sealed by who was asked, within the criteria, summed right, corrected with a reason."""

from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import aliased

from innovation_hub.kernel.events.review import ScorecardSealed
from innovation_hub.kernel.messaging import journal_queries
from innovation_hub.kernel.module.invariant import Invariant, rows
from innovation_hub.kernel.operations.invariants.engine import sealed
from review.cases import Case
from review.judging.cards import RECOMMENDATIONS, Scorecard
from review.judging.rounds import Assignment, Round
from review.rulebook.models import Rulebook
from review.tiers import RUBRIC

NAMED = (Scorecard.id.label("card"), Assignment.case_id.label("case"), Assignment.reviewer_id.label("reviewer"))
BEFORE_CARDS = ("return", "refuse", "withdraw")

RECUSED = select(*NAMED).select_from(Scorecard).join(Assignment).where(Assignment.recused_at.is_not(None))
REVISIONS = (
    select(*NAMED, Scorecard.revision, Round.revision.label("of_round"))
    .select_from(Scorecard)
    .join(Assignment, Assignment.id == Scorecard.assignment_id)
    .join(Round, Round.id == Assignment.round_id)
    .where(Scorecard.revision != Round.revision)
)
_FIRSTS = func.count().filter(Scorecard.corrects.is_(None))
FIRSTS = (
    select(Scorecard.assignment_id.label("assignment"), func.count().label("cards"), _FIRSTS.label("first"))
    .group_by(Scorecard.assignment_id)
    .having(_FIRSTS != 1)
)
_OLD = aliased(Scorecard)
CORRECTIONS = (
    select(Scorecard.id.label("card"), Scorecard.corrects, Scorecard.reason)
    .outerjoin(_OLD, _OLD.id == Scorecard.corrects)
    .where(
        or_(
            Scorecard.corrects.is_(None) != (func.trim(func.coalesce(Scorecard.reason, "")) == ""),
            and_(
                Scorecard.corrects.is_not(None),
                or_(_OLD.assignment_id != Scorecard.assignment_id, _OLD.id >= Scorecard.id),
            ),
        )
    )
)
ADVICE = select(Scorecard.id.label("card"), Scorecard.recommendation).where(
    Scorecard.recommendation.not_in(RECOMMENDATIONS)
)
_COUNTED = select(Assignment.case_id, func.count().label("number")).join(Scorecard).where(Scorecard.corrects.is_(None))
_CARDS = _COUNTED.group_by(Assignment.case_id).subquery()
_TOLD = journal_queries.count([ScorecardSealed])
_FOUND, _SAID = func.coalesce(_CARDS.c.number, 0), func.coalesce(_TOLD.c.number, 0)
UNTOLD = (
    select(Case.id.label("case"), _FOUND.label("cards"), _SAID.label("told"))
    .outerjoin(_CARDS, _CARDS.c.case_id == Case.id)
    .outerjoin(_TOLD, _TOLD.c.about == Case.proposal_id)
    .where(_FOUND != _SAID)
)


def missummed() -> Iterator[dict[str, Any]]:
    """Cards whose total is not the sum of their marks."""
    for row in rows(select(Scorecard.id.label("card"), Scorecard.scores, Scorecard.total)):
        right = sum(row["scores"].values()) if row["scores"] else None
        if row["total"] != right:
            yield {"card": row["card"], "total": row["total"], "sum": right}


def outside() -> Iterator[dict[str, Any]]:
    """Cards that do not answer exactly what their tier asks: a mark within each criterion, or each check."""
    books = {row["version"]: Rulebook(**row) for row in rows(select(Rulebook.version, Rulebook.rules))}
    query = select(*NAMED, Scorecard.scores, Scorecard.checklist, Round.tier, Case.rulebook_version)
    query = query.select_from(Scorecard).join(Assignment, Assignment.id == Scorecard.assignment_id)
    query = query.join(Round, Round.id == Assignment.round_id).join(Case, Case.id == Round.case_id)
    for row in rows(query):
        book = books[row["rulebook_version"]]
        limits = {one["key"]: one["max"] for one in book.rules["criteria"]}
        wanted = (set(limits), set()) if book.tier(row["tier"]).asks == RUBRIC else (set(), _checks(book))
        within = all(0 <= points <= limits.get(key, -1) for key, points in row["scores"].items())
        if not within or (set(row["scores"]), set(row["checklist"])) != wanted:
            yield {"card": row["card"], "case": row["case"], "scores": row["scores"]}


def _checks(book: Rulebook) -> set[str]:
    return {row["key"] for row in book.rules["checks"]}


def too_few() -> Iterator[dict[str, Any]]:
    """Rounds decided before enough cards were sealed; a return or a refusal needs none."""
    books = {row["version"]: Rulebook(**row) for row in rows(select(Rulebook.version, Rulebook.rules))}
    cards = func.count(Assignment.id.distinct()).filter(Scorecard.id.is_not(None)).label("cards")
    query = select(Round.id.label("round"), Round.tier, Case.id.label("case"), Case.rulebook_version)
    query = query.add_columns(func.count(Assignment.id.distinct()).label("asked"), cards).select_from(Round).join(Case)
    query = query.outerjoin(Assignment, Assignment.round_id == Round.id)
    query = query.outerjoin(Scorecard, Scorecard.assignment_id == Assignment.id).where(Round.outcome.is_not(None))
    query = query.where(Round.outcome.not_in(BEFORE_CARDS))
    for row in rows(query.group_by(Round.id, Round.tier, Case.id, Case.rulebook_version)):
        needs = Round.least(books[row["rulebook_version"]].tier(row["tier"]), row["asked"])
        if row["cards"] < needs:
            yield {"round": row["round"], "case": row["case"], "cards": row["cards"], "needs": needs}


INVARIANTS = (
    Invariant("cards.recused", _l("迴避的人沒有評分表"), RECUSED),
    Invariant("cards.revision", _l("每張評分表評的就是該輪的版次"), REVISIONS),
    Invariant("cards.first", _l("每個分案的評分表只有一張是最初的"), FIRSTS),
    Invariant("cards.corrections", _l("每張更正都有理由，更正的是同一人較早的一張；最初的沒有"), CORRECTIONS),
    Invariant("cards.total", _l("總分就是各項分數的和"), missummed),
    Invariant("cards.range", _l("每張評分表回答該級所問的每一項，分數都在範圍內"), outside),
    Invariant("cards.advice", _l("每張評分表的建議都在清單內"), ADVICE),
    Invariant("cards.told", _l("評分表的張數等於事件簿裡送出的評分"), UNTOLD),
    Invariant("cards.enough", _l("每個決定作成時都有足夠的評分表"), too_few),
    Invariant("cards.sealed", _l("資料庫拒絕更改或刪除評分表"), sealed("scorecards")),
)
