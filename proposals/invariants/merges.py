"""併案的不變條件: what is merged has its merge and the other way round, with times and a place where it is now."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import and_, or_, select
from sqlalchemy.orm import aliased

from innovation_hub.kernel.module.invariant import Invariant
from proposals.lifecycle import DROPPED, JOINED, MERGE_STAGES, MERGED, UNDONE
from proposals.merges import Consent, Merge
from proposals.models import Proposal

NAMED = (Merge.id.label("merge"), Merge.child_id.label("child"), Merge.parent_id.label("parent"))

_MERGE = and_(Merge.child_id == Proposal.id, Merge.stage == JOINED)
ALONE = (
    select(Proposal.id.label("proposal"), Proposal.stage, Merge.id.label("merge"))
    .outerjoin(Merge, _MERGE)
    .where((Proposal.stage == MERGED) != Merge.id.is_not(None))
)
TIMES = select(*NAMED, Merge.stage, Merge.joined_at, Merge.ended_at).where(
    or_(
        Merge.stage.not_in(list(MERGE_STAGES)),
        and_(Merge.stage.in_((JOINED, UNDONE)), or_(Merge.joined_at.is_(None), Merge.before.is_(None))),
        and_(Merge.stage == UNDONE, Merge.ended_at.is_(None)),
        and_(Merge.stage == JOINED, Merge.ended_at.is_not(None)),
        and_(Merge.stage == DROPPED, Merge.joined_at.is_not(None)),
    )
)
_CHILD, _PARENT = aliased(Proposal), aliased(Proposal)
RECEIPTS = (
    select(*NAMED, Merge.child_number, Merge.parent_number)
    .join(_CHILD, _CHILD.id == Merge.child_id)
    .join(_PARENT, _PARENT.id == Merge.parent_id)
    .where(or_(_CHILD.number != Merge.child_number, _PARENT.number != Merge.parent_number))
)
_INTO = aliased(Proposal)
LOST = (
    select(*NAMED, Merge.into_id.label("into"), _INTO.stage)
    .outerjoin(_INTO, _INTO.id == Merge.into_id)
    .where(Merge.stage == JOINED, or_(_INTO.id.is_(None), _INTO.stage == MERGED))
)
UNREASONED = select(Consent.id.label("consent"), Consent.merge_id.label("merge")).where(
    ~Consent.consents, Consent.reason == ""
)

INVARIANTS = (
    Invariant("merges.child", _l("提案的階段是併案，若且唯若它有一筆成立的併案"), ALONE),
    Invariant("merges.times", _l("成立、復原與不成立的併案都有各自該有的時間與原貢獻"), TIMES),
    Invariant("merges.receipts", _l("併案記下的編號就是兩案的編號"), RECEIPTS),
    Invariant("merges.into", _l("併案的提案現在所在的那一件，自己沒有併入別案"), LOST),
    Invariant("merges.objection", _l("不同意併案的都寫了理由"), UNREASONED),
)
