"""預審聽到什麼: a submission opens or resumes the case, a withdrawal stops it."""

from sqlalchemy import select

from innovation_hub.kernel import clock
from innovation_hub.kernel.errors import NotNow
from innovation_hub.kernel.events.base import Event
from innovation_hub.kernel.events.journal import Entry
from innovation_hub.kernel.events.merge import ProposalJoined, ProposalMerged, ProposalParted, ProposalUnmerged
from innovation_hub.kernel.events.proposal import ProposalSubmitted, ProposalWithdrawn
from innovation_hub.kernel.events.proposers import ProposerConsented, ProposerLeft
from innovation_hub.kernel.module.module import Reaction
from innovation_hub.kernel.office.people import named
from innovation_hub.kernel.storage.session import db
from review import merge_effects, tier_moves
from review.cases import Case
from review.lifecycle import RETURNED


def receive(event: ProposalSubmitted, entry: Entry) -> None:
    """The dossier is received: the clock runs from when it was submitted, whenever the messages came."""
    with clock.at(entry.at):
        case = _case(event.proposal_id)
        if case is None:
            people = named(event.proposer_ids)
            authors = {id: people[id].section_id for id in event.proposer_ids}
            case = Case.open(event, entry.at, authors)
        elif case.stage == RETURNED:
            case.keep(event, entry.at)
            merge_effects.change_authors(case, event.proposer_ids)
        else:
            raise NotNow
        tier_moves.enter(case, case.rules)


def stop(event: ProposalWithdrawn, entry: Entry) -> None:
    """The case ends where it stands."""
    tier_moves.stop(_known(event.proposal_id))


def pause(event: ProposalMerged, entry: Entry) -> None:
    """The case rests: its proposal goes on as part of another."""
    with clock.at(entry.at):
        merge_effects.pause(_known(event.proposal_id))


def resume(event: ProposalUnmerged, entry: Entry) -> None:
    """The case goes on where it was."""
    with clock.at(entry.at):
        merge_effects.resume(_known(event.proposal_id))


def change_authors(event: ProposalJoined | ProposerConsented | ProposerLeft, entry: Entry) -> None:
    """Another was merged into its proposal, a co-proposer agreed or left: its proposers are others now."""
    with clock.at(entry.at):
        if (case := _case(event.proposal_id)) is not None:
            merge_effects.change_authors(case, event.proposer_ids)


def part(event: ProposalParted, entry: Entry) -> None:
    """Another was taken out of its proposal again: its proposers are others now."""
    with clock.at(entry.at):
        merge_effects.change_authors(_known(event.proposal_id), event.proposer_ids, parted=True)


REACTS: dict[type[Event], Reaction] = {
    ProposalSubmitted: receive,
    ProposalWithdrawn: stop,
    ProposalMerged: pause,
    ProposalUnmerged: resume,
    ProposalJoined: change_authors,
    ProposalParted: part,
    ProposerConsented: change_authors,
    ProposerLeft: change_authors,
}


def _case(proposal_id: int) -> Case | None:
    return db.session.scalars(select(Case).where(Case.proposal_id == proposal_id)).unique().one_or_none()


def _known(proposal_id: int) -> Case:
    case = _case(proposal_id)
    if case is None:
        raise NotNow
    return case
