"""評分的比較: a round's marks side by side: one's own, the mean, the lowest and the highest."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any, Protocol

from flask_babel import gettext as _

from review.tiers import Criterion

TOTAL = 100


class Marked(Protocol):
    """A card with points by criterion and their total."""

    @property
    def scores(self) -> Any:
        """Points by criterion."""

    @property
    def total(self) -> Any:
        """Their sum."""


@dataclass(frozen=True)
class Line:
    """One criterion, or the total: points of `top`; `own` is None for who did not judge."""

    label: str
    top: int
    own: int | None
    mean: float
    low: int
    high: int


def lines(criteria: Sequence[Criterion], cards: Sequence[Marked], own: Marked | None) -> list[Line]:
    """A line for each criterion and one for the total; none as long as there is nothing to compare."""
    marked = [card for card in cards if card.scores]
    if len(marked) < 2:
        return []
    found = [
        _line(one.label, one.max, own.scores.get(one.key) if own else None, [card.scores[one.key] for card in marked])
        for one in criteria
    ]
    return [*found, _line(_("合計"), TOTAL, own.total if own else None, [card.total or 0 for card in marked])]


def _line(label: str, top: int, own: int | None, given: Sequence[int]) -> Line:
    return Line(label, top, own, fmean(given), min(given), max(given))
