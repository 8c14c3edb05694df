"""相似群組: proposals connected by likeness or by a person's word, with what they share and where they come from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from innovation_hub.kernel.office.people import Section
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.web.guards import seen
from proposals.lifecycle import IN_REVIEW, MERGED, RETURNED
from proposals.models import Proposal
from proposals.similar.accuracy import THRESHOLD
from proposals.similar.index.batch import content
from proposals.similar.index.index import Index
from proposals.similar.index.phrases import phrases
from proposals.similar.judgements import NOT_SIMILAR, Judgement, in_force
from proposals.similar.links import linked
from proposals.similar.neighbours import near, scores_of

OPEN, MOST_PAIRS, WORDS = (IN_REVIEW, RETURNED), 5000, 6
Pair = tuple[int, int]


@dataclass(frozen=True)
class Cluster:
    """A connected group, the first received first; `score` is of its nearest pair (0 … 1).

    `judged` says whether people connected some of it: linked two, or found that two should be merged. `words` are what
    the first says in the same words as any of the others, longest first; only `worded` groups have them.
    """

    proposals: Sequence[Proposal]
    score: float
    judged: bool
    words: Sequence[str] = ()

    @property
    def ids(self) -> list[int]:
        """Whose group it is."""
        return [proposal.id for proposal in self.proposals]

    @property
    def sections(self) -> list[Section]:
        """The sections they come from, in the office's order."""
        found = {proposal.section_id: proposal.section for proposal in self.proposals}
        return [found[id] for id in sorted(found)]

    @property
    def section_keys(self) -> list[str]:
        """Their keys."""
        return [section.key for section in self.sections]


def clusters(closed: bool = False) -> list[Cluster]:
    """The groups the reader may see, the nearest first.

    Pairs at the threshold connect, and those that people linked or found to be one, however near they are; those found
    not similar do not. Only groups with a proposal still open, unless `closed`; a merged child stands for nothing of
    its own.
    """
    said = in_force()
    judged = linked() | _found(said, "merge")
    pairs = dict.fromkeys(judged, 0.0) | scores_of(judged) | _near_enough(but=_found(said, NOT_SIMILAR))
    known = _proposals({id for pair in pairs for id in pair})
    scores = {pair: score for pair, score in pairs.items() if pair[0] in known and pair[1] in known}
    found = [_cluster(group, scores, known, judged) for group in groups(scores)]
    return sorted((one for one in found if closed or _is_open(one)), key=lambda one: (-one.score, one.ids))


def worded(found: Sequence[Cluster]) -> list[Cluster]:
    """The groups with the words they share."""
    telling = Index(db.session()).telling([content(one.proposals[0].answers) for one in found])
    return [replace(one, words=_words(one, marks)) for one, marks in zip(found, telling, strict=True)]


def _words(cluster: Cluster, telling: frozenset[int]) -> list[str]:
    first, *others = (content(proposal.answers) for proposal in cluster.proposals)
    said = {phrase: None for other in others for phrase in phrases(first, other, telling)}
    return sorted(said, key=len, reverse=True)[:WORDS]


def groups(pairs: Iterable[Pair]) -> list[set[int]]:
    """The connected components of the pairs."""
    group: dict[int, set[int]] = {}
    for one, other in pairs:
        whole = group.get(one, {one}) | group.get(other, {other})
        group.update(dict.fromkeys(whole, whole))
    return list({id(whole): whole for whole in group.values()}.values())


def _near_enough(but: set[Pair]) -> dict[Pair, float]:
    pairs = db.session.execute(near(THRESHOLD.value).limit(MOST_PAIRS))
    return {(low, high): score for low, high, score in pairs if (low, high) not in but}


def _found(said: Iterable[Judgement], verdict: str) -> set[Pair]:
    return {(one.low_id, one.high_id) for one in said if one.verdict == verdict}


def _cluster(group: set[int], scores: dict[Pair, float], known: dict[int, Proposal], judged: set[Pair]) -> Cluster:
    members = sorted((known[id] for id in group), key=lambda one: (one.submitted_at or one.created_at, one.id))
    inside = {pair: score for pair, score in scores.items() if pair[0] in group}
    return Cluster(members, max(inside.values()), not judged.isdisjoint(inside))


def _is_open(cluster: Cluster) -> bool:
    return any(proposal.stage in OPEN for proposal in cluster.proposals)


def _proposals(ids: set[int]) -> dict[int, Proposal]:
    query = seen(Proposal).where(Proposal.id.in_(ids), Proposal.number.is_not(None), Proposal.stage != MERGED)
    return {proposal.id: proposal for proposal in db.session.scalars(query).unique()}


def chosen(ids: Sequence[int]) -> list[Proposal]:
    """The proposals with these ids that the reader may see, the first received first."""
    query = seen(Proposal).where(Proposal.id.in_(ids), Proposal.number.is_not(None))
    return list(db.session.scalars(query.order_by(Proposal.submitted_at, Proposal.id)).unique())
