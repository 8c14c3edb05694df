"""準確率: how well the threshold tells duplicates from others, on pairs that people have judged."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from innovation_hub.kernel.policy.parameters import Parameter

THRESHOLD = Parameter(
    key="similar.threshold",
    label=_l("相似門檻"),
    meaning=_l("兩件提案的相似度到了這個值，就標為「很像」，並列入相似群組。調低會多找到一些，也會多標錯一些。"),
    default=0.5,
    least=0.05,
    most=0.95,
    shown_at="accuracy.show",
)
STEPS = tuple(round(0.05 * step, 2) for step in range(1, 20))


@dataclass(frozen=True)
class Labelled:
    """A pair that somebody judged: whether it is a duplicate, and the score (0 … 1) the index gives it."""

    duplicate: bool
    score: float


@dataclass(frozen=True)
class Accuracy:
    """What the threshold does to judged pairs; `found`, `wrong` and `missed` are numbers of pairs."""

    threshold: float
    found: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float | None:
        """Of the pairs flagged, the share that are duplicates; None when none is flagged."""
        return _share(self.found, self.found + self.wrong)

    @property
    def recall(self) -> float | None:
        """Of the duplicates, the share that are flagged; None when there is none."""
        return _share(self.found, self.found + self.missed)


def accuracy(pairs: Iterable[Labelled], threshold: float) -> Accuracy:
    """The pairs at and above the threshold count as flagged."""
    flagged = [(pair.duplicate, pair.score >= threshold) for pair in pairs]
    return Accuracy(
        threshold,
        found=flagged.count((True, True)),
        wrong=flagged.count((False, True)),
        missed=flagged.count((True, False)),
    )


def curve(pairs: Sequence[Labelled], *more: float) -> list[Accuracy]:
    """The accuracy at every step of the threshold, and at `more` ones, ascending."""
    return [accuracy(pairs, threshold) for threshold in sorted({*STEPS, *more})]


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def percent(share: float | None) -> float | None:
    """In percent, to one decimal."""
    return None if share is None else round(share * 100, 1)
