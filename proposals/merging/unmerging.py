"""復原併案: until the parent is decided a merge can be undone, and all is as it was; the last one first."""

from flask_babel import gettext as _

from innovation_hub.kernel import clock
from innovation_hub.kernel.errors import NotNow
from innovation_hub.kernel.events.base import Event
from innovation_hub.kernel.events.journal import Entry
from innovation_hub.kernel.events.merge import MergeDue
from innovation_hub.kernel.events.proposal import ProposalWithdrawn
from innovation_hub.kernel.module.module import Reaction
from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.policy import table as policy
from innovation_hub.kernel.storage.session import db
from proposals import merges, shares
from proposals.following.followers import followers
from proposals.lifecycle import IN_REVIEW, MERGED
from proposals.merges import Merge
from proposals.merging import merge_pair, merging
from proposals.models import Proposal

WITHDRAWN_WITH = "主案已撤回"


def undo(merge: Merge, by: Employee, reason: str) -> None:
    """Takes the child out again; NotNow once the parent is decided, merged itself, or has another one merged later."""
    merge_pair.hold(merge.both)
    policy.require(by, "merge.undo", merge)
    merge.move("undo")
    reason = merge_pair.check_reason(reason)
    parent, child = merge_pair.both(merge)
    if parent.stage == MERGED:
        raise NotNow(_("%(number)s 已再併入另一件，請先復原那一次。", number=parent.number))
    if parent.stage not in merging.MERGEABLE:
        raise NotNow(_("%(number)s 已作成決定，併案不能再復原。", number=parent.number))
    last = merges.joined(parent.id)[0]
    if last.id != merge.id:
        raise NotNow(_("%(number)s 是後來才併入的，請先復原那一件。", number=last.child_number))
    _part(merge, parent, child, by, reason)


def part_all(parent_id: int) -> None:
    """The parent was withdrawn: what was merged into it goes on by itself."""
    found = merges.joined(parent_id)
    merge_pair.hold([parent_id, *(merge.child_id for merge in found)])
    for merge in merges.joined(parent_id):
        _part(merge, *merge_pair.both(merge), None, WITHDRAWN_WITH)


def conclude(event: MergeDue, entry: Entry) -> None:
    """The day by which the proposers were to answer is over."""
    merging.conclude(db.session.get_one(Merge, event.merge_id))


def release(event: ProposalWithdrawn, entry: Entry) -> None:
    """A proposal is withdrawn."""
    part_all(event.proposal_id)


SETTLES: dict[type[Event], Reaction] = {MergeDue: conclude, ProposalWithdrawn: release}


def _part(merge: Merge, parent: Proposal, child: Proposal, by: Employee | None, reason: str) -> None:
    together = merge_pair.concerned(parent, child)
    within = merges.within(child.id)
    shares.credit(parent.proposers, dict(merge.before or []))
    merges.carry(within, child.id)
    merge.ended_at, merge.ended_by_id, merge.ended_reason = clock.now(), by.id if by else None, reason
    db.session.flush()
    merge.perform("undo", by=by, **merge_pair.about(child, parent), **merge_pair.credited(parent), reason=reason)
    back = "unmerge" if merge.child_stage == IN_REVIEW else "unmerge_returned"
    told = {"proposer_ids": together, "follower_ids": followers([parent.id, child.id, *within])}
    facts = merge_pair.about(parent, child) | told | {"reason": reason, "merge_id": merge.id}
    child.perform(back, **facts, stage=merge.child_stage)
