"""提案與事件簿的不變條件: stage, number, tier and decision of a proposal are what its events say."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import String, and_, case, cast, func, or_, select

from innovation_hub.kernel.events.base import Event
from innovation_hub.kernel.events.journal import Entry
from innovation_hub.kernel.events.merge import ProposalUnmerged
from innovation_hub.kernel.events.proposal import ProposalDrafted, ProposalImported, ProposalSubmitted
from innovation_hub.kernel.events.review import CaseDecided, CaseRefused, TierEntered
from innovation_hub.kernel.messaging import journal_queries
from innovation_hub.kernel.messaging.checkpoints import Checkpoint
from innovation_hub.kernel.module.invariant import Invariant
from proposals.lifecycle import DECIDED, DRAFT, IN_REVIEW, LIFECYCLE, NOT_ACCEPTED
from proposals.models import Proposal

STREAM = journal_queries.about_proposal(Proposal.id)
NAMED = (Proposal.id.label("proposal"), Proposal.number)
AFTER: list[tuple[type[Event], str]] = [(ProposalDrafted, DRAFT), *((move.records, move.to) for move in LIFECYCLE)]

_STAGED = journal_queries.last({ProposalImported, *(event for event, _ in AFTER)})
_IMPORTED = case((Proposal.outcome == "refuse", NOT_ACCEPTED), else_=DECIDED)
_ENDED = and_(_STAGED.c.name == ProposalImported.name, Proposal.stage == _IMPORTED)
_RIGHT = or_(_ENDED, journal_queries.leads(_STAGED.c.name, Proposal.stage, AFTER))
STAGES = (
    select(*NAMED, Proposal.stage, _STAGED.c.name.label("told"))
    .outerjoin(_STAGED, _STAGED.c.about == Proposal.id)
    .where(or_(_STAGED.c.stream.is_(None), ~_RIGHT))
)

_BEGUN = journal_queries.last([ProposalDrafted, ProposalImported])
LOST = select(_BEGUN.c.stream, _BEGUN.c.name).outerjoin(Proposal, _BEGUN.c.about == Proposal.id)
LOST = LOST.where(Proposal.id.is_(None))

_SUBMITTED = journal_queries.count([ProposalSubmitted, ProposalImported])
_TIMES = func.coalesce(_SUBMITTED.c.number, 0)
SUBMISSIONS = (
    select(*NAMED, Proposal.revision, _TIMES.label("submitted"))
    .outerjoin(_SUBMITTED, _SUBMITTED.c.about == Proposal.id)
    .where(Proposal.revision != _TIMES)
)

_NUMBER = Entry.body["number"].as_string()
NUMBERS = (
    select(Entry.position, Proposal.id.label("proposal"), Proposal.number, _NUMBER.label("told"))
    .join(Proposal, Entry.stream == STREAM)
    .where(func.coalesce(Proposal.number, "") != _NUMBER)
)

_DECIDED = journal_queries.last([CaseDecided, CaseRefused])
_RULED = func.coalesce(_DECIDED.c.body["outcome"].as_string(), "refuse")
_REASON = func.coalesce(Proposal.decision["reason"].as_string(), "")
_IMPORTS = journal_queries.entries([ProposalImported]).subquery()
DECISIONS = (
    select(*NAMED, Proposal.outcome, _RULED.label("told"))
    .outerjoin(_DECIDED, _DECIDED.c.about == Proposal.id)
    .outerjoin(_IMPORTS, _IMPORTS.c.about == Proposal.id)
    .where(Proposal.stage.in_((DECIDED, NOT_ACCEPTED)), _IMPORTS.c.stream.is_(None))
    .where(
        or_(
            _DECIDED.c.stream.is_(None),
            func.coalesce(Proposal.outcome, "") != _RULED,
            _DECIDED.c.body["reason"].as_string() != _REASON,
        )
    )
)

_TIER = journal_queries.last([ProposalSubmitted, ProposalUnmerged, TierEntered])
_HANDLED = and_(Checkpoint.subscriber == "proposals", Checkpoint.stream == _TIER.c.stream)
_FACTS = (Proposal.tier, Proposal.tier_label, Proposal.holder, Proposal.next_label, Proposal.due_on)
_DIFFER = [func.coalesce(cast(fact, String), "") != _TIER.c.body[fact.key].as_string() for fact in _FACTS]
TIERS = (
    select(*NAMED, Proposal.tier, _TIER.c.body["tier"].as_string().label("told"))
    .join(_TIER, _TIER.c.about == Proposal.id)
    .join(Checkpoint, _HANDLED)
    .where(Proposal.stage == IN_REVIEW, _TIER.c.name == TierEntered.name, or_(*_DIFFER))
    .where(Checkpoint.sequence >= _TIER.c.sequence)
)

INVARIANTS = (
    Invariant("proposals.stage", _l("提案的階段就是它最後一個事件所說的"), STAGES),
    Invariant("proposals.kept", _l("每件建立或匯入的提案都還在"), LOST),
    Invariant("proposals.submissions", _l("提案的版次就是它送出（或匯入）的次數"), SUBMISSIONS),
    Invariant("proposals.number_told", _l("事件裡說的編號就是那件提案的編號"), NUMBERS),
    Invariant("proposals.decision", _l("提案的決定與理由就是預審所說的"), DECISIONS),
    Invariant("proposals.tier", _l("審查中的提案所在級別、承辦人與期限就是預審最後所說的"), TIERS),
)
