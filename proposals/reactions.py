"""提案聽到什麼: what the pre-review tells, the proposal follows."""

from innovation_hub.kernel.events.base import Event
from innovation_hub.kernel.events.journal import Entry
from innovation_hub.kernel.events.review import (
    CaseAssigned,
    CaseDecided,
    CaseRefused,
    CaseReturned,
    ReviewerRecused,
    TierEntered,
    TierPassed,
)
from innovation_hub.kernel.module.module import Reaction
from innovation_hub.kernel.storage.session import db
from proposals.asked import ask, excuse
from proposals.co_proposers import consents
from proposals.following.followers import followers
from proposals.merges import within
from proposals.models import Proposal


def enter_tier(event: TierEntered, entry: Entry) -> None:
    """The proposal is at a tier, with somebody, until a day."""
    ask(event.proposal_id, event.case_id, event.holder_ids)
    _proposal(event.proposal_id).enter(event.tier, event.tier_label, event.holder, event.due_on, event.next_label)


def assign(event: CaseAssigned, entry: Entry) -> None:
    """These people are asked to judge it."""
    ask(event.proposal_id, event.case_id, event.reviewer_ids)


def recuse(event: ReviewerRecused, entry: Entry) -> None:
    """One of them has stepped aside."""
    excuse(event.proposal_id, event.reviewer_id)


def settle_names(event: TierPassed, entry: Entry) -> None:
    """The first decision has come: who has not agreed to be a co-proposer falls out."""
    consents.lapse(_proposal(event.proposal_id))


def take_back(event: CaseReturned, entry: Entry) -> None:
    """The proposal is returned, with what is to be amended."""
    proposal = _proposal(event.proposal_id)
    consents.lapse(proposal)
    proposal.perform("return")
    proposal.note = event.reason


def conclude(event: CaseDecided, entry: Entry) -> None:
    """The proposal is decided."""
    proposal = _proposal(event.proposal_id)
    consents.lapse(proposal)
    proposal.outcome = event.outcome
    proposal.decision = {
        "reason": event.reason,
        "owner_section_id": event.owner_section_id,
        "due_on": event.due_on,
        "control_level": event.control_level,
    }
    proposal.perform("decide", follower_ids=followers([proposal.id, *within(proposal.id)]))


def close(event: CaseRefused, entry: Entry) -> None:
    """The proposal is not accepted, by a rule where one applies."""
    proposal = _proposal(event.proposal_id)
    consents.lapse(proposal)
    proposal.outcome = "refuse"
    proposal.decision = {"reason": event.reason, "rule": event.rule, "rule_label": event.rule_label}
    proposal.perform("refuse")


REACTS: dict[type[Event], Reaction] = {
    TierEntered: enter_tier,
    CaseAssigned: assign,
    ReviewerRecused: recuse,
    TierPassed: settle_names,
    CaseReturned: take_back,
    CaseDecided: conclude,
    CaseRefused: close,
}


def _proposal(id: int) -> Proposal:
    return db.session.get_one(Proposal, id)
