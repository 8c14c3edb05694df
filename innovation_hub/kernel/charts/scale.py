"""刻度: where a value stands between two edges, and the round numbers beside an axis."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, log10


@dataclass(frozen=True)
class Scale:
    """Values from `low` to `high` laid between the positions `start` and `end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the position of a value; everything stands at the start where low and high are one."""
        share = (value - self.low) / (self.high - self.low) if self.high != self.low else 0
        return self.start + share * (self.end - self.start)


def ticks(values: Iterable[float], most: int = 5) -> list[float]:
    """Return round numbers, zero among them, that enclose the values."""
    reach = [0, *values]
    pace = step(max(reach) - min(reach), most)
    first = floor(min(reach) / pace)
    last = max(ceil(max(reach) / pace), first + 1)
    return [pace * n for n in range(first, last + 1)]


def step(span: float, most: int) -> float:
    """Return the smallest of 1, 2, 5, 10, 20, 50 … that covers the span in at most `most` steps."""
    if span <= most:
        return 1
    power: float = 10 ** floor(log10(span / most))
    return next(nice * power for nice in (1, 2, 5, 10) if span <= nice * power * most)
