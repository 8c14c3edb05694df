"""計數: what one section, or the whole office, has counted in a year."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Tally:
    """How many proposals each set holds, the working days of each decided one, and the eligible staff and proposers."""

    counts: Mapping[str, int] = field(default_factory=Counter)
    cycle: Sequence[int] = ()
    staff: int = 0
    proposers: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            Counter(self.counts) + Counter(other.counts),
            [*self.cycle, *other.cycle],
            self.staff + other.staff,
            self.proposers + other.proposers,
        )
