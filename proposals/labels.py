"""已判斷的提案對: the pairs that people have judged, from the office itself and from yardsticks kept."""

from collections.abc import Sequence
from dataclasses import dataclass

from innovation_hub.kernel.charts import Table
from proposals import yardsticks
from proposals.accuracy import Accuracy, Labelled, accuracy, curve, percent


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

    @property
    def duplicates(self) -> int:
        """How many of the pairs were judged duplicates."""
        return sum(pair.duplicate for pair in self.pairs)


def sources() -> list[Source]:
    """All there are."""
    return [Source(name, name, pairs) for name, pairs in yardsticks.labelled().items()]
