"""共同提案的動作: named is not agreed; a co-proposer counts once she says yes, and may take herself out."""

from collections.abc import Iterable, Mapping

from flask_babel import gettext as _

from innovation_hub.kernel import clock
from innovation_hub.kernel.errors import Invalid, NotNow
from innovation_hub.kernel.events import journal
from innovation_hub.kernel.events.proposers import (
    ProposerConsented,
    ProposerDeclined,
    ProposerLeft,
    ProposersLapsed,
    ProposersNamed,
)
from innovation_hub.kernel.messaging import delivery
from innovation_hub.kernel.module.module import modules
from innovation_hub.kernel.office.people import Employee, named
from innovation_hub.kernel.policy import table as policy
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.text.cleaning import one_line
from proposals import asked, merges, shares
from proposals.lifecycle import DRAFT, IN_REVIEW, RETURNED
from proposals.models import WRITABLE, Proposal
from proposals.percent import Number, hundredths, percent

REASON_LIMIT = 200
OPEN = (DRAFT, IN_REVIEW, RETURNED)


def name(proposal: Proposal, by: Employee, portions: Mapping[int, Number]) -> None:
    """Has these be the co-proposers (employee → %), in this order; who is new or has another share is asked.

    NotNow once it is under review, or where the shares were agreed in a merge; Invalid where somebody holds a duty in
    the case.
    """
    _hold(proposal)
    policy.require(by, "proposal.share", proposal)
    if proposal.stage not in WRITABLE:
        raise NotNow
    if _same(proposal, portions):
        return
    if proposal.is_agreed:
        raise NotNow(_("併案後的貢獻已經議定，不能在這裡修改。"))
    new = portions.keys() - {proposer.employee_id for proposer in proposal.proposers}
    if judges := [id for id in new if _holds_duty(proposal, id)]:
        raise Invalid(co_proposers=_("%(names)s 在本案有審查職務，審查期間不能列為共同提案人。", names=_names(judges)))
    invited, removed = shares.divide(proposal.proposers, portions)
    _changed(proposal)
    journal.record(ProposersNamed.of(proposal, asked_ids=invited, removed_ids=removed, reason=""), by)


def add(proposal: Proposal, by: Employee, person: Employee, share: Number, reason: str) -> None:
    """The secretariat names somebody while the proposal is under review, also one with a duty in the case.

    She is asked like anybody else; her share (%) comes from the lead's. Invalid without a reason.
    """
    _hold(proposal)
    policy.require(by, "proposal.add_proposer", proposal)
    reason = _reason(reason)
    if proposal.stage not in (IN_REVIEW, RETURNED):
        raise NotNow
    if not person.active or person.id in [one.employee_id for one in proposal.proposers]:
        raise Invalid(login=_("%(name)s 已列名，或不在職。", name=person.name))
    lead, part = proposal.proposers[0], hundredths(share)
    if not 1 <= part < hundredths(lead.share):
        raise Invalid(share=_("貢獻須大於 0，且小於主要提案人現有的 %(share)s%%。", share=lead.share))
    lead.share = percent(hundredths(lead.share) - part)
    new = shares.Proposer(employee_id=person.id, employee=person, share=share, cleared=True)
    new.rank, new.agreement = len(proposal.proposers), None
    proposal.proposers.append(new)
    _changed(proposal)
    journal.record(ProposersNamed.of(proposal, asked_ids=[person.id], removed_ids=[], reason=reason), by)


def consent(proposal: Proposal, by: Employee) -> None:
    """She agrees to be a co-proposer with the share she is named with: from now on she counts.

    NotNow where she holds a duty in the case, unless the secretariat named her.
    """
    _hold(proposal)
    policy.require(by, "proposal.answer", proposal)
    own = _own(proposal, by)
    if proposal.stage not in OPEN:
        raise NotNow
    if proposal.stage == IN_REVIEW and proposal.holder is None:
        raise NotNow(_("這件提案正在分案，請過幾秒再回覆。"))
    if not own.cleared and _holds_duty(proposal, by.id):
        raise NotNow(_("您在本案有審查職務，審查期間不能成為共同提案人。"))
    own.agreement = shares.YES
    _changed(proposal)
    journal.record(ProposerConsented.of(proposal, **_about(proposal, by)), by)


def decline(proposal: Proposal, by: Employee, reason: str = "") -> None:
    """She does not want to be named: she falls out, her share is the lead's."""
    _hold(proposal)
    policy.require(by, "proposal.answer", proposal)
    reason = _reason(reason, needed=False)
    shares.remove(proposal.proposers, [by.id])
    _changed(proposal)
    journal.record(ProposerDeclined.of(proposal, **_about(proposal, by), reason=reason), by)


def leave(proposal: Proposal, by: Employee) -> None:
    """A co-proposer takes herself out, at any time; the lead cannot."""
    _hold(proposal)
    policy.require(by, "proposal.leave", proposal)
    if not _own(proposal, by).agreed:
        decline(proposal, by)
        return
    shares.remove(proposal.proposers, [by.id])
    for merge in merges.joined(proposal.id):
        merge.before = _without(merge.before or [], by.id)
    _changed(proposal)
    journal.record(ProposerLeft.of(proposal, **_about(proposal, by)), by)


def lapse(proposal: Proposal) -> None:
    """Who has not answered by the first decision falls out; her share is the lead's."""
    gone = proposal.asked_ids
    if not gone:
        return
    shares.remove(proposal.proposers, gone)
    _changed(proposal)
    journal.record(ProposersLapsed.of(proposal, lead_id=proposal.proposer_ids[0], lapsed_ids=gone))


def _hold(proposal: Proposal) -> None:
    """Until the transaction ends nobody else answers or submits, and what the review told has been handled."""
    db.session.flush()
    journal.hold(proposal.stream)
    db.session.expire_all()
    delivery.catch_up(modules()["proposals"], proposal.stream)


def _same(proposal: Proposal, portions: Mapping[int, Number]) -> bool:
    return [(one.employee_id, one.share) for one in proposal.proposers[1:]] == list(portions.items())


def _holds_duty(proposal: Proposal, person_id: int) -> bool:
    return db.session.get(asked.Asked, (proposal.id, person_id)) is not None


def _own(proposal: Proposal, by: Employee) -> shares.Proposer:
    return next(one for one in proposal.proposers if one.employee_id == by.id)


def _about(proposal: Proposal, by: Employee) -> dict[str, object]:
    return {"proposer_id": by.id, "lead_id": proposal.proposer_ids[0]}


def _changed(proposal: Proposal) -> None:
    proposal.changed_at = clock.now()


def _names(ids: Iterable[int]) -> str:
    return "、".join(person.name for person in named(ids).values())


def _without(before: list[list[Number]], id: int) -> list[list[Number]]:
    """The shares before a merge, without one who has left since: hers are the first one's."""
    gone = sum(hundredths(share) for person, share in before[1:] if person == id)
    kept = [list(row) for n, row in enumerate(before) if n == 0 or row[0] != id]
    kept[0][1] = percent(hundredths(kept[0][1]) + gone)
    return kept


def _reason(reason: str, needed: bool = True) -> str:
    reason = one_line(reason)
    if needed and not reason:
        raise Invalid(reason=_("請寫明理由。"))
    if len(reason) > REASON_LIMIT:
        raise Invalid(reason=_("理由最多 %(limit)s 字，目前 %(length)s 字。", limit=REASON_LIMIT, length=len(reason)))
    return reason
