"""相似提案: which earlier proposals are like a text, as far as the reader may see them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, select

from innovation_hub.kernel.events.base import Event
from innovation_hub.kernel.events.journal import Entry
from innovation_hub.kernel.events.proposal import ProposalImported, ProposalSubmitted
from innovation_hub.kernel.module.module import Reaction
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.web.guards import seen
from proposals.models import Proposal, Revision
from proposals.similar import neighbours
from proposals.similar.accuracy import THRESHOLD
from proposals.similar.index.batch import content
from proposals.similar.index.index import Index
from proposals.similar.index.phrases import phrases
from proposals.similar.index.search import Hit

MOST, PAGE = 50, 100


@dataclass(frozen=True)
class Likeness:
    """A proposal that is like the text: how likely it says the same (0 … 1), and the phrases they share.

    `duplicate` says whether a person should look at the two together.
    """

    proposal: Proposal
    score: float
    duplicate: bool
    phrases: list[str]


def like(answers: Mapping[str, str], k: int, but: Collection[int] = (), to: str = "read") -> list[Likeness]:
    """The k proposals most like the answers, of those the reader may see and that were submitted; never `but`."""
    text = content(dict(answers))
    found = Index(db.session()).search(text, k, lambda ids: _visible(ids, to) - set(but))
    chosen = {proposal.id: proposal for proposal in _proposals([hit.id for hit in found.hits])}
    threshold = THRESHOLD.value

    def likeness(hit: Hit) -> Likeness:
        proposal = chosen[hit.id]
        said = phrases(text, content(proposal.answers), found.telling)
        return Likeness(proposal, round(hit.score, 4), hit.score >= threshold, said)

    return [likeness(hit) for hit in found.hits]


def shared(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    """What both say in the same words, longest first."""
    asked = content(dict(one))
    return phrases(asked, content(dict(other)), Index(db.session()).telling([asked])[0])


def learn(event: ProposalSubmitted | ProposalImported, entry: Entry) -> None:
    """A submitted text can be found from now on, in the words of its last revision."""
    text = content(event.answers)
    Index(db.session()).put(event.proposal_id, text)
    neighbours.place(db.session(), event.proposal_id, text)


def forget(streams: Sequence[str]) -> None:
    """These proposals cannot be found any more."""
    for stream in streams:
        Index(db.session()).remove(int(stream.partition(":")[2]))


INDEXES: dict[type[Event], Reaction] = {ProposalSubmitted: learn, ProposalImported: learn}


def submitted() -> int:
    """How many proposals the index should hold."""
    return db.session.scalar(select(func.count()).where(Proposal.revision > 0)) or 0


def page(after: int, most: int) -> list[tuple[int, str]]:
    """The last revisions of the proposals with ids above `after`, at most so many, each with its text."""
    last = and_(Revision.proposal_id == Proposal.id, Revision.revision == Proposal.revision)
    query = select(Proposal.id, Revision.answers).join(Revision, last).where(Proposal.id > after)
    return [(id, content(answers)) for id, answers in db.session.execute(query.order_by(Proposal.id).limit(most))]


def pages() -> Iterator[list[tuple[int, str]]]:
    """All of them, page after page."""
    after = 0
    while some := page(after, PAGE):
        yield some
        after = some[-1][0]


def _visible(ids: list[int], to: str) -> set[int]:
    query = seen(Proposal, to).with_only_columns(Proposal.id)
    return set(db.session.scalars(query.where(Proposal.id.in_(ids), Proposal.number.is_not(None))))


def _proposals(ids: list[int]) -> list[Proposal]:
    return list(db.session.scalars(select(Proposal).where(Proposal.id.in_(ids))).unique())
