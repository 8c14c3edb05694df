"""看板的不變條件: every track says what was told of its proposal, as far as the dashboard has handled."""

from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import and_, func, or_, select, union_all

from innovation_hub.dashboard.models import Track
from innovation_hub.dashboard.reactions import REACTS, STAGE_AFTER
from innovation_hub.dashboard.readers import Proposer
from innovation_hub.dashboard.stages import IMPORTED, IN_REVIEW, MERGED, RETURNED, STAGES
from innovation_hub.dashboard.ways import untimed
from innovation_hub.kernel.events.base import Event
from innovation_hub.kernel.events.merge import ProposalJoined, ProposalMerged, ProposalParted, ProposalUnmerged
from innovation_hub.kernel.events.proposal import ProposalImported, ProposalSubmitted
from innovation_hub.kernel.events.proposers import ProposerConsented, ProposerLeft
from innovation_hub.kernel.events.review import CaseDecided, TierEntered
from innovation_hub.kernel.messaging import journal_queries
from innovation_hub.kernel.module.invariant import Invariant, rows

ME = "dashboard"
NAMED = (Track.proposal_id.label("proposal"), Track.number)
AFTER: list[tuple[type[Event], str]] = [
    (ProposalSubmitted, IN_REVIEW),
    (ProposalImported, IMPORTED),
    (ProposalMerged, MERGED),
    *((ProposalUnmerged, stage) for stage in (IN_REVIEW, RETURNED)),
    *STAGE_AFTER.items(),
]

RECEIVED = journal_queries.last([ProposalSubmitted, ProposalImported], handled_by=ME)
MISSING = (
    select(RECEIVED.c.stream).outerjoin(Track, RECEIVED.c.about == Track.proposal_id).where(Track.proposal_id.is_(None))
)
_SAID = RECEIVED.c.body
_FACTS = [Track.number != _SAID["number"].as_string(), Track.title != _SAID["title"].as_string()]
_FACTS += [Track.year != _SAID["year"].as_integer(), Track.section_id != _SAID["section_id"].as_integer()]
FACTS = union_all(
    select(*NAMED, Track.year, Track.section_id)
    .select_from(RECEIVED)
    .join(Track, RECEIVED.c.about == Track.proposal_id)
    .where(or_(*_FACTS)),
    select(*NAMED, Track.year, Track.section_id).where(Track.proposal_id.not_in(select(RECEIVED.c.about))),
)
_MOVED = journal_queries.last({event for event, _ in AFTER}, handled_by=ME)
_RIGHT = journal_queries.leads(_MOVED.c.name, Track.stage, AFTER)
MOVED = (
    select(*NAMED, Track.stage, _MOVED.c.name.label("told"))
    .join(_MOVED, _MOVED.c.about == Track.proposal_id)
    .where(or_(~_RIGHT, Track.stage.not_in(list(STAGES))))
)
_HANDLED = journal_queries.last(REACTS, handled_by=ME)
POSITIONS = (
    select(*NAMED, Track.position, _HANDLED.c.position.label("handled"))
    .join(_HANDLED, _HANDLED.c.about == Track.proposal_id)
    .where(Track.position != _HANDLED.c.position)
)
_DECIDED = journal_queries.last([CaseDecided], handled_by=ME)
DECISIONS = (
    select(*NAMED, Track.outcome, _DECIDED.c.body["outcome"].as_string().label("told"))
    .outerjoin(_DECIDED, _DECIDED.c.about == Track.proposal_id)
    .where(Track.stage != IMPORTED)
    .where(func.coalesce(Track.outcome, "") != func.coalesce(_DECIDED.c.body["outcome"].as_string(), ""))
)
_TIER = journal_queries.last([ProposalSubmitted, ProposalUnmerged, TierEntered], handled_by=ME)
TIERS = (
    select(*NAMED, Track.tier, _TIER.c.body["tier"].as_string().label("told"))
    .join(_TIER, and_(_TIER.c.about == Track.proposal_id, _TIER.c.name == TierEntered.name))
    .where(
        Track.stage == IN_REVIEW,
        or_(
            Track.tier != _TIER.c.body["tier"].as_string(),
            func.coalesce(Track.holder, "") != _TIER.c.body["holder"].as_string(),
        ),
    )
)


def other_proposers() -> Iterator[dict[str, Any]]:
    """Tracks with other proposers than were last told; what was imported names none."""
    kept: dict[int, list[int]] = {}
    for row in rows(select(Proposer.proposal_id, Proposer.employee_id).order_by(Proposer.employee_id)):
        kept.setdefault(row["proposal_id"], []).append(row["employee_id"])
    told = [ProposalSubmitted, ProposalImported, ProposalJoined, ProposalParted, ProposerConsented, ProposerLeft]
    owned = journal_queries.last(told, handled_by=ME)
    for row in rows(select(*NAMED, owned.c.body).join(owned, owned.c.about == Track.proposal_id)):
        wanted = sorted(set(row["body"].get("proposer_ids", [])))
        if kept.get(row["proposal"], []) != wanted:
            yield {"proposal": row["proposal"], "proposers": kept.get(row["proposal"], []), "told": wanted}


INVARIANTS = (
    Invariant("tracks.missing", _l("看板聽到的每件送出或匯入的提案都有動態"), MISSING),
    Invariant("tracks.facts", _l("動態的編號、名稱、年度與課室就是最後送出的"), FACTS),
    Invariant("tracks.stage", _l("動態的階段就是看板最後聽到的"), MOVED),
    Invariant("tracks.position", _l("動態記到看板最後聽到的那筆事件"), POSITIONS),
    Invariant("tracks.outcome", _l("動態的決定就是預審所說的"), DECISIONS),
    Invariant("tracks.tier", _l("審查中的動態，級別與承辦人就是最後進入的那一級"), TIERS),
    Invariant("tracks.proposers", _l("動態的提案人就是最後送出時的提案人"), other_proposers),
    Invariant("tracks.days", _l("動態的日期與工作日數，由事件重算也是同樣的數字"), untimed),
)
