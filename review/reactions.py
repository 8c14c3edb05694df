"""預審聽到什麼: a submission opens or resumes the case, a withdrawal stops it."""

from sqlalchemy import select

from innovation_hub.kernel import clock
from innovation_hub.kernel.db import db
from innovation_hub.kernel.errors import NotNow
from innovation_hub.kernel.events import Event, ProposalSubmitted, ProposalWithdrawn
from innovation_hub.kernel.journal import Entry
from innovation_hub.kernel.module import Reaction
from innovation_hub.kernel.people import named
from review import climbing
from review.cases import Case
from review.lifecycle import RETURNED


def receive(event: ProposalSubmitted, entry: Entry) -> None:
    """The dossier is received: the clock runs from when it was submitted, whenever the news came."""
    with clock.at(entry.at):
        case = _case(event.proposal_id)
        if case is None:
            people = named(event.proposer_ids)
            authors = {id: people[id].section_id for id in event.proposer_ids}
            case = Case.open(event, entry.at, authors)
        elif case.stage == RETURNED:
            case.keep(event, entry.at)
        else:
            raise NotNow
        climbing.enter(case, case.rules)


def stop(event: ProposalWithdrawn, entry: Entry) -> None:
    """The case ends where it stands."""
    case = _case(event.proposal_id)
    if case is None:
        raise NotNow
    climbing.stop(case)


REACTS: dict[type[Event], Reaction] = {ProposalSubmitted: receive, ProposalWithdrawn: stop}


def _case(proposal_id: int) -> Case | None:
    return db.session.scalars(select(Case).where(Case.proposal_id == proposal_id)).unique().one_or_none()
