"""拆案的動作: the second idea of a proposal becomes a draft of its proposers' own; undone until that is decided."""

from flask_babel import gettext as _

from innovation_hub.kernel import clock
from innovation_hub.kernel.errors import NotNow
from innovation_hub.kernel.events import journal
from innovation_hub.kernel.events.merge import ProposalSplit, SplitUndone
from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.policy import table as policy
from innovation_hub.kernel.storage.session import db
from proposals import shares
from proposals.lifecycle import DRAFT, IN_REVIEW, RETURNED
from proposals.merging import merge_pair
from proposals.merging.merge_pair import check_reason
from proposals.merging.splits import Split, in_force
from proposals.models import Proposal

ENDS = {DRAFT: "discard", IN_REVIEW: "withdraw", RETURNED: "withdraw"}


def split(origin: Proposal, by: Employee, title: str, reason: str) -> Proposal:
    """A draft with the same text and the same shares, for the proposers to shape and submit; the origin goes on."""
    merge_pair.hold([origin.id])
    policy.require(by, "proposal.split", origin)
    reason = check_reason(reason)
    if origin.stage not in (IN_REVIEW, RETURNED):
        raise NotNow(_("%(number)s 已不在審查中，不能拆案。", number=origin.number))
    made = Proposal.draft(origin.proposers[0].employee, drawn_up_by=by, **origin.said | {"title": title})
    made.section, made.category, made.origin = origin.section, origin.category, origin.origin
    made.service_item_id, made.cooperating = origin.service_item_id, list(origin.cooperating)
    shares.credit(made.proposers, shares.portions_of(origin.proposers))
    db.session.add(Split(origin_id=origin.id, into_id=made.id, reason=reason, by_id=by.id, at=clock.now()))
    journal.record(ProposalSplit.of(origin, other_id=made.id, other_title=made.title, reason=reason), by)
    return made


def undo(origin: Proposal, made: Proposal, by: Employee, reason: str) -> None:
    """What was made is taken back; NotNow once it is decided, or where it was not made of this one."""
    merge_pair.hold([origin.id, made.id])
    policy.require(by, "proposal.split", origin)
    reason = check_reason(reason)
    found = in_force(origin.id, made.id)
    if found is None or made.stage not in ENDS:
        raise NotNow(_("拆出的提案已作成決定或已撤回，不能再復原。"))
    found.undone_at, found.undone_by_id, found.undone_reason = clock.now(), by.id, reason
    journal.record(SplitUndone.of(origin, other_id=made.id, other_title=made.title, reason=reason), by)
    made.perform(ENDS[made.stage])
