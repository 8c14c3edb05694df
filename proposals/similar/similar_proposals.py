"""相似提案: which earlier proposals are like a text, as far as the reader may see them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from innovation_hub.kernel.events.base import Event
from innovation_hub.kernel.events.journal import Entry
from innovation_hub.kernel.events.proposal import ProposalImported, ProposalSubmitted
from innovation_hub.kernel.module.module import Reaction
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.web.guards import seen
from proposals.models import Proposal
from proposals.similar import neighbours
from proposals.similar.accuracy import THRESHOLD
from proposals.similar.index.batch import content
from proposals.similar.index.differences import differences
from proposals.similar.index.index import Index
from proposals.similar.index.phrases import phrases
from proposals.similar.index.words import COMPARED, SAME, called
from proposals.similar.texts import texts

MOST = 50


@dataclass(frozen=True)
class SimilarProposal:
    """A proposal found for a text: the word for it (None: nothing to speak of), and the phrases they share.

    `asked_only` and `found_only` are what the title of the one says and the other nowhere.
    `score` is how likely the two propose the same (0 … 1); who may not decide never sees it.
    """

    proposal: Proposal
    score: float | None
    word: str | None
    phrases: list[str]
    asked_only: list[str]
    found_only: list[str]

    @property
    def duplicate(self) -> bool:
        """Whether it is called the same."""
        return self.word == SAME


def like(answers: Mapping[str, str], k: int, but: Collection[int] = (), to: str = "read") -> list[SimilarProposal]:
    """The k proposals most like the answers, of those the reader may see and that were submitted; never `but`."""
    text = content(dict(answers))
    index = Index(db.session())
    found = index.search(text, max(k, COMPARED), lambda ids: _visible(ids, to) - set(but))
    chosen = {proposal.id: proposal for proposal in _proposals([hit.id for hit in found.hits])}
    said = [(content(chosen[hit.id].answers), hit.close) for hit in found.hits]
    words = called(text, said, index.live(), THRESHOLD.value)[:k]
    return [
        SimilarProposal(
            chosen[hit.id],
            round(one.score, 4),
            one.word,
            phrases(text, other, found.telling),
            differences(text, other),
            differences(other, text),
        )
        for hit, one, (other, _) in zip(found.hits[:k], words, said[:k], strict=True)
    ]


def shared(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    """What both say in the same words, longest first."""
    asked = content(dict(one))
    return phrases(asked, content(dict(other)), Index(db.session()).telling([asked])[0])


def learn(event: ProposalSubmitted | ProposalImported, entry: Entry) -> None:
    """A submitted text can be found from now on, in the words of its last revision."""
    text = content(event.answers)
    Index(db.session()).put(event.proposal_id, text)
    neighbours.place(db.session(), event.proposal_id, text, texts)


def forget(streams: Sequence[str]) -> None:
    """These proposals cannot be found any more."""
    for stream in streams:
        Index(db.session()).remove(int(stream.partition(":")[2]))


INDEXES: dict[type[Event], Reaction] = {ProposalSubmitted: learn, ProposalImported: learn}


def _visible(ids: list[int], to: str) -> set[int]:
    query = seen(Proposal, to).with_only_columns(Proposal.id)
    return set(db.session.scalars(query.where(Proposal.id.in_(ids), Proposal.number.is_not(None))))


def _proposals(ids: list[int]) -> list[Proposal]:
    return list(db.session.scalars(select(Proposal).where(Proposal.id.in_(ids))).unique())
