"""看板聽到什麼: each event moves its proposal's track; the proposal's own say its stage, the review's the rest."""

from collections.abc import Sequence

from sqlalchemy import delete

from innovation_hub.dashboard.models import Owned, Track
from innovation_hub.dashboard.readers import Proposer
from innovation_hub.dashboard.stages import DECIDED, NOT_ACCEPTED, RETURNED, WITHDRAWN
from innovation_hub.kernel.events.base import Event
from innovation_hub.kernel.events.journal import Entry
from innovation_hub.kernel.events.merge import ProposalJoined, ProposalMerged, ProposalParted, ProposalUnmerged
from innovation_hub.kernel.events.proposal import (
    ProposalDecided,
    ProposalImported,
    ProposalNotAccepted,
    ProposalReturned,
    ProposalSubmitted,
    ProposalWithdrawn,
)
from innovation_hub.kernel.events.proposers import ProposerConsented, ProposerLeft
from innovation_hub.kernel.events.review import CaseDecided, CaseRefused, CaseReturned, TierEntered, TierPassed
from innovation_hub.kernel.module.module import Reaction
from innovation_hub.kernel.storage.session import db


def follow(event: ProposalSubmitted, entry: Entry) -> None:
    """A proposal is submitted, for the first time or again."""
    if Track.held(event.proposal_id) is None:
        Track.begin(event, entry)
    elif track := Track.handling(event.proposal_id, entry):
        track.submit(event, entry.at)


def receive(event: ProposalImported, entry: Entry) -> None:
    """A proposal of earlier years is imported."""
    if Track.held(event.proposal_id) is None:
        Track.receive(event, entry)


def enter(event: TierEntered, entry: Entry) -> None:
    """It is at a tier."""
    if track := Track.handling(event.proposal_id, entry):
        track.enter(event)


def reply(event: TierPassed | CaseRefused, entry: Entry) -> None:
    """Its proposers have an answer."""
    if track := Track.handling(event.proposal_id, entry):
        track.reply(entry.at)


def pause(event: CaseReturned, entry: Entry) -> None:
    """Its proposers are to amend it."""
    if track := Track.handling(event.proposal_id, entry):
        track.pause(entry.at)


def decide(event: CaseDecided, entry: Entry) -> None:
    """The review has decided."""
    if track := Track.handling(event.proposal_id, entry):
        track.decide(event, entry.at)


def close(event: ProposalReturned | ProposalWithdrawn | ProposalDecided | ProposalNotAccepted, entry: Entry) -> None:
    """The proposal has left the review, for a while or for good."""
    if track := Track.handling(event.proposal_id, entry):
        track.close(STAGE_AFTER[type(event)])


def merge(event: ProposalMerged, entry: Entry) -> None:
    """It goes on as part of another."""
    if track := Track.handling(event.proposal_id, entry):
        track.merge(entry.at)


def unmerge(event: ProposalUnmerged, entry: Entry) -> None:
    """It goes on by itself."""
    if track := Track.handling(event.proposal_id, entry):
        track.unmerge(event, entry.at)


def belong(event: Owned, entry: Entry) -> None:
    """Another goes on as part of it, or no longer, a co-proposer agreed or left: its proposers are others now."""
    if track := Track.handling(event.proposal_id, entry):
        track.belong(event)


def forget(streams: Sequence[str]) -> None:
    """These proposals are to be followed anew."""
    ids = [int(stream.partition(":")[2]) for stream in streams]
    for model in (Proposer, Track):
        db.session.execute(delete(model).where(model.proposal_id.in_(ids)))


STAGE_AFTER: dict[type[Event], str] = {
    ProposalReturned: RETURNED,
    ProposalWithdrawn: WITHDRAWN,
    ProposalDecided: DECIDED,
    ProposalNotAccepted: NOT_ACCEPTED,
}

REACTS: dict[type[Event], Reaction] = {
    ProposalSubmitted: follow,
    ProposalImported: receive,
    TierEntered: enter,
    TierPassed: reply,
    CaseReturned: pause,
    CaseRefused: reply,
    CaseDecided: decide,
    ProposalMerged: merge,
    ProposalUnmerged: unmerge,
    ProposalJoined: belong,
    ProposalParted: belong,
    ProposerConsented: belong,
    ProposerLeft: belong,
    **dict.fromkeys(STAGE_AFTER, close),
}
