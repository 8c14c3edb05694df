"""已判斷的提案對: the pairs that people have judged, from the office itself and from yardsticks kept."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from flask_babel import gettext as _

from innovation_hub.kernel.charts import Table
from innovation_hub.kernel.storage.session import db
from proposals.similar import judgements, yardsticks
from proposals.similar.accuracy import Accuracy, Labelled, accuracy, curve, percent
from proposals.similar.index.index import Index
from proposals.similar.index.resemblance import likelihoods
from proposals.similar.texts import texts


@dataclass(frozen=True)
class Source:
    """Where judged pairs come from."""

    key: str
    label: object
    pairs: Sequence[Labelled]

    def at(self, threshold: float) -> Accuracy:
        """How well this threshold does on them."""
        return accuracy(self.pairs, threshold)

    def table(self, *thresholds: float) -> Table:
        """A line for each step of the threshold, and for these thresholds."""
        rows = [
            [step.threshold, step.found, step.wrong, step.missed, percent(step.precision), percent(step.recall)]
            for step in curve(self.pairs, *thresholds)
        ]
        return Table(str(self.label), ["threshold", "found", "wrong", "missed", "precision %", "recall %"], rows)

    def figures(self, threshold: float) -> dict[str, object]:
        """The same for programs: of the pairs called 很像 (same) the share that are duplicates, and of these the share
        called so, 0 … 1 or None, at this threshold and at every step.
        """
        steps = [asdict(step) | {"precision": step.precision, "recall": step.recall} for step in curve(self.pairs)]
        now = self.at(threshold)
        same = asdict(now) | {"precision": now.precision, "recall": now.recall}
        counted = {"pairs": len(self.pairs), "duplicates": self.duplicates}
        return {"key": self.key, "label": str(self.label), **counted, "same": same, "steps": steps}

    @property
    def duplicates(self) -> int:
        """How many of the pairs were judged duplicates."""
        return sum(pair.duplicate for pair in self.pairs)


def sources() -> list[Source]:
    """All there are: what the office itself has judged first."""
    own = [Source("office", _("本所判讀"), _judged())] if judgements.in_force() else []
    return own + [Source(name, name, pairs) for name, pairs in yardsticks.labelled().items()]


def _judged() -> list[Labelled]:
    """The last word on each pair, with how likely the two are found to propose the same today."""
    words = judgements.in_force()
    said = texts({id for word in words for id in (word.low_id, word.high_id)})
    known = [word for word in words if word.low_id in said and word.high_id in said]
    pairs = [(said[word.low_id], said[word.high_id]) for word in known]
    found = likelihoods(Index(db.session()).live(), pairs)
    return [Labelled(word.verdict == "merge", score) for word, score in zip(known, found, strict=True)]
