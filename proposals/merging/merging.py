"""併案的動作: a merge is proposed, answered by the proposers of both, and made; the first received is the parent."""

from typing import Any

from flask_babel import gettext as _

from innovation_hub.kernel import clock
from innovation_hub.kernel.errors import Invalid, NotAllowed, NotNow
from innovation_hub.kernel.events import journal, timers
from innovation_hub.kernel.events.merge import MergeDue, MergeProposed
from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.policy import table as policy
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.text.cleaning import many_lines
from proposals import merges, shares
from proposals.co_proposers import consents
from proposals.following.followers import followers
from proposals.lifecycle import IN_REVIEW, PROPOSED, RETURNED
from proposals.merges import ANSWER_DAYS, Consent, Merge
from proposals.merging.merge_pair import (
    about,
    both,
    check_reason,
    concerned,
    credited,
    even_portion,
    hold,
    in_order,
    together,
    waiting,
)
from proposals.models import Proposal
from proposals.similar import judgements

MERGEABLE = (IN_REVIEW, RETURNED)
LAPSED = "其中一件已不在審查中"


def propose(one: Proposal, other: Proposal, by: Employee, reason: str, portion: int | None = None) -> Merge:
    """Asks the proposers of both to agree; `portion` is the child's part in percent, even where it is not given."""
    policy.require(by, "proposal.merge", one)
    hold([one.id, other.id])
    parent, child = in_order(one, other)
    reason = check_reason(reason)
    _check(parent, child, by, portion)
    if (found := judgements.last(one.id, other.id)) is None or found.verdict != "merge":
        judgements.judge(one, other, by, "merge", reason)
    merge = _merge(parent, child, even_portion(parent, child) if portion is None else portion)
    merge.reason, merge.by_id, merge.at = reason, by.id, clock.now()
    merge.due_on = clock.due_after(clock.today(), int(ANSWER_DAYS.value))
    db.session.add(merge)
    db.session.flush()
    facts = about(parent, child) | {"proposer_ids": concerned(parent, child), "due_on": str(merge.due_on)}
    journal.record(MergeProposed.of(merge, **facts), by)
    timers.remind(MergeDue.of(merge, **about(parent, child)), clock.end_of(merge.due_on))
    return merge


def answer(merge: Merge, by: Employee, consents: bool, reason: str = "") -> None:
    """A proposer consents, or objects with a reason; when the last one consents the two are merged."""
    hold(merge.both)
    policy.require(by, "merge.answer", merge)
    reason = many_lines(reason) if consents else check_reason(reason)
    parent, child = both(merge)
    merge.perform("consent" if consents else "object", by=by, **about(parent, child), reason=reason)
    said = {"consents": consents, "reason": reason, "at": clock.now()}
    db.session.add(Consent(merge_id=merge.id, employee_id=by.id, **said))
    db.session.flush()
    if consents and waiting(merge, parent, child) == []:
        join(merge)


def settle(merge: Merge, by: Employee, make: bool, reason: str) -> None:
    """The secretariat makes the merge in spite of an objection, or drops it."""
    hold(merge.both)
    policy.require(by, "merge.settle", merge)
    reason = check_reason(reason)
    if make:
        merge.move("join")
        join(merge, by)
    else:
        drop(merge, by, reason)


def conclude(merge: Merge) -> None:
    """The due day is over: silence is consent."""
    hold(merge.both)
    if merge.stage == PROPOSED:
        join(merge)


def join(merge: Merge, by: Employee | None = None) -> None:
    """Merges the two, both held; where one has gone another way meanwhile a person is told, and the system drops it."""
    parent, child = both(merge)
    if hindered := _hindered(parent, child):
        if by:
            raise NotNow(hindered)
        drop(merge, None, LAPSED)
        return
    for one in (parent, child):
        consents.lapse(one)
    merge.before = [[id, share] for id, share in shares.portions_of(parent.proposers).items()]
    merge.child_stage, merge.joined_at = child.stage, clock.now()
    told: dict[str, Any] = {"proposer_ids": concerned(parent, child)}
    told |= {"follower_ids": followers([parent.id, child.id, *merges.within(child.id)])}
    shares.credit(parent.proposers, together(parent, child, merge.portion))
    merges.carry(merges.within(child.id), parent.id)
    db.session.flush()
    merge.perform("join", by=by, **about(child, parent), **credited(parent))
    child.perform("merge", merge_id=merge.id, **about(parent, child), **told)


def drop(merge: Merge, by: Employee | None, reason: str) -> None:
    """Nothing comes of it; each goes on by itself."""
    parent, child = both(merge)
    merge.ended_at, merge.ended_by_id, merge.ended_reason = clock.now(), by.id if by else None, reason
    told = {"proposer_ids": concerned(parent, child), "asker_id": merge.by_id, "reason": reason}
    merge.perform("drop", by=by, **about(parent, child), **told)


def _merge(parent: Proposal, child: Proposal, portion: int) -> Merge:
    receipts: dict[str, Any] = {"child_received_at": child.submitted_at, "child_number": child.number}
    receipts |= {"parent_received_at": parent.submitted_at, "parent_number": parent.number}
    ids = {"child_id": child.id, "parent_id": parent.id, "into_id": parent.id}
    return Merge(stage=PROPOSED, portion=portion, **ids, **receipts)


def _check(parent: Proposal, child: Proposal, by: Employee, portion: int | None) -> None:
    if by.id in concerned(parent, child):
        raise NotAllowed
    if portion is not None and not 1 <= portion <= 99:
        raise Invalid(portion=_("併入案的比重須為 1 到 99 的整數（%）。"))
    if hindered := hindrance(parent, child):
        raise NotNow(hindered)


def hindrance(parent: Proposal, child: Proposal) -> str:
    """Why the two cannot be merged now, in words for the person; empty where they can."""
    if found := _hindered(parent, child):
        return found
    return _("%(number)s 已經有一個進行中的併案。", number=child.number) if merges.held(child.id) else ""


def _hindered(parent: Proposal, child: Proposal) -> str:
    for one in (parent, child):
        if one.stage not in MERGEABLE:
            return _("%(number)s 已不在審查中，不能併案。", number=one.number)
    return ""
