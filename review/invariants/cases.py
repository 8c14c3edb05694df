"""預審案的不變條件: one a proposal, where its events say, with the dossiers that were submitted."""

from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import and_, func, or_, select, union_all

from innovation_hub.kernel.events.base import Event
from innovation_hub.kernel.events.proposal import ProposalSubmitted
from innovation_hub.kernel.events.review import TierEntered
from innovation_hub.kernel.messaging import journal_queries
from innovation_hub.kernel.module.invariant import Invariant, rows
from innovation_hub.kernel.operations.invariants.engine import sealed
from innovation_hub.kernel.search.invariants import unlike
from review.case_parts import CaseAuthor, Dossier
from review.cases import Case
from review.judging.rounds import Round
from review.lifecycle import CLOSED, IN_TIER, LIFECYCLE

NAMED = (Case.id.label("case"), Case.number)
AFTER: list[tuple[type[Event], str]] = [(TierEntered, IN_TIER), *((move.records, move.to) for move in LIFECYCLE)]

TWICE = select(Case.proposal_id.label("proposal"), func.count().label("cases"))
TWICE = TWICE.group_by(Case.proposal_id).having(func.count() > 1)

_MOVED = journal_queries.last({event for event, _ in AFTER})
_RIGHT = journal_queries.leads(_MOVED.c.name, Case.stage, AFTER)
STAGES = (
    select(*NAMED, Case.stage, _MOVED.c.name.label("told"))
    .outerjoin(_MOVED, _MOVED.c.about == Case.proposal_id)
    .where(or_(_MOVED.c.stream.is_(None), ~_RIGHT))
)
_ENTERED = journal_queries.last([TierEntered])
_TIER = _ENTERED.c.body["tier"].as_string()
TIERS = (
    select(*NAMED, Case.tier, _TIER.label("told"))
    .join(_ENTERED, _ENTERED.c.about == Case.proposal_id)
    .where(or_(Case.tier != _TIER, Case.id != _ENTERED.c.body["case_id"].as_integer()))
)

RECEIVED = journal_queries.last([ProposalSubmitted], handled_by="review")
MISSING = select(RECEIVED.c.stream).outerjoin(Case, RECEIVED.c.about == Case.proposal_id).where(Case.id.is_(None))
_SAID = RECEIVED.c.body
_FACTS = [Case.title != _SAID["title"].as_string(), Case.number != _SAID["number"].as_string()]
_FACTS += [Case.category != _SAID["category"].as_string(), Case.revision != _SAID["revision"].as_integer()]
FACTS = union_all(
    select(*NAMED, Case.revision, Case.title)
    .select_from(RECEIVED)
    .join(Case, RECEIVED.c.about == Case.proposal_id)
    .where(or_(*_FACTS)),
    select(*NAMED, Case.revision, Case.title).where(Case.proposal_id.not_in(select(RECEIVED.c.about))),
)

_LAST = select(Round.case_id, func.max(Round.id).label("id")).group_by(Round.case_id).subquery()
OUTCOMES = (
    select(*NAMED, Case.stage, Case.outcome, Round.outcome.label("of_round"))
    .outerjoin(_LAST, _LAST.c.case_id == Case.id)
    .outerjoin(Round, Round.id == _LAST.c.id)
    .where(
        or_(
            (Case.stage == CLOSED) != Case.outcome.is_not(None),
            and_(Case.outcome != "withdraw", func.coalesce(Round.outcome, "") != Case.outcome),
        )
    )
)
DECIDERS = select(*NAMED, Case.stage, Case.decider_role).where(
    (Case.stage == IN_TIER) != Case.decider_role.is_not(None)
)

_KEPT = select(Dossier.case_id, func.count().label("rows"), func.max(Dossier.revision).label("last"))
_HELD = _KEPT.group_by(Dossier.case_id).subquery()
_COUNT, _NEWEST = func.coalesce(_HELD.c.rows, 0), func.coalesce(_HELD.c.last, 0)
DOSSIERS = (
    select(*NAMED, Case.revision, _COUNT.label("dossiers"), _NEWEST.label("last"))
    .outerjoin(_HELD, _HELD.c.case_id == Case.id)
    .where(or_(Case.revision != _COUNT, Case.revision != _NEWEST))
)


def altered() -> Iterator[dict[str, Any]]:
    """Dossiers that do not say what was submitted in that revision."""
    said = journal_queries.by_stream([ProposalSubmitted])
    query = select(Dossier.case_id, Dossier.revision, Dossier.answers, Case.proposal_id).select_from(Dossier).join(Case)
    for row in rows(query):
        bodies = {body["revision"]: body["answers"] for body in said.get(f"proposal:{row['proposal_id']}", [])}
        if bodies.get(row["revision"]) != row["answers"]:
            yield {"case": row["case_id"], "revision": row["revision"]}


def strange_authors() -> Iterator[dict[str, Any]]:
    """Cases that know other authors than were told: whoever is not known as one might judge her own."""
    known: dict[int, set[int]] = {}
    for row in rows(select(CaseAuthor.case_id, CaseAuthor.employee_id)):
        known.setdefault(row["case_id"], set()).add(row["employee_id"])
    for row in rows(select(*NAMED, RECEIVED.c.body).join(RECEIVED, RECEIVED.c.about == Case.proposal_id)):
        missing = set(row["body"]["proposer_ids"]) - known.get(row["case"], set())
        if missing:
            yield {"case": row["case"], "number": row["number"], "unknown_authors": sorted(missing)}


INVARIANTS = (
    Invariant("cases.one", _l("一件提案最多一個預審案"), TWICE),
    Invariant("cases.stage", _l("預審案的階段就是它最後一個事件所說的"), STAGES),
    Invariant("cases.tier", _l("預審案所在級別就是最後進入的那一級"), TIERS),
    Invariant("cases.opened", _l("預審聽到的每件送出都有預審案"), MISSING),
    Invariant("cases.facts", _l("預審案的編號、名稱、類別與版次就是最後送出的"), FACTS),
    Invariant("cases.authors", _l("預審案認得最後送出時的每位提案人"), strange_authors),
    Invariant("cases.outcome", _l("結束的預審案有結果，且就是最後一輪的結果"), OUTCOMES),
    Invariant("cases.decider", _l("審查中的預審案有人可以決定，其他的沒有"), DECIDERS),
    Invariant("cases.searched", _l("搜尋用的文字就是每個預審案的編號與名稱"), unlike(Case)),
    Invariant("dossiers.rows", _l("每個預審案的每一版都有送審內容"), DOSSIERS),
    Invariant("dossiers.told", _l("送審內容就是送出時事件所說的"), altered),
    Invariant("dossiers.sealed", _l("資料庫拒絕更改或刪除送審內容"), sealed("dossiers")),
)
