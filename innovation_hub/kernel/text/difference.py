"""差異: how two versions of a text differ: by lines first, between equal ones by words, with a bound on the work.

The work is known before it is done (see `sequences`), whatever the texts say; what would cost more than the bound is
shown as replaced.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import groupby, pairwise

from innovation_hub.kernel.text.sequences import Pairs, aligned, cost

BUDGET = 100_000_000  # comparisons of two tokens, at most 0.1 s: two texts of 7,000 characters may differ in each
KEPT = 256  # differences that are remembered: those of some twenty pages
STAYED = 0.2  # of a changed piece; where less is common, the common rest is chance
ISLAND = 2  # characters: what is common between two longer changes, and shorter, is read more easily as changed
WORD = re.compile(  # a word of an alphabet, blanks, or one character, with the marks on it
    "(?:[0-9A-Za-z\u00c0-\u024f]+|[ \t]+|.)(?:[\u0300-\u036f\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]|\u200d.)*", re.DOTALL
)


@dataclass(frozen=True)
class Part:
    """A piece of both versions; where it did not change, `old` and `new` are the same."""

    old: str
    new: str
    changed: bool = True


@dataclass
class Work:
    """How many comparisons may be made, and how many were."""

    most: int = BUDGET
    made: int = 0

    def allows(self, comparisons: int) -> bool:
        """Counts the comparisons, where they are within the bound."""
        allowed = self.made + comparisons <= self.most
        self.made += comparisons if allowed else 0
        return allowed


@lru_cache(maxsize=KEPT)
def difference(old: str, new: str) -> tuple[Part, ...]:
    """The parts of two versions in order: their `old` joined is the old text, their `new` joined the new one."""
    return parts(old, new, Work())


def parts(old: str, new: str, work: Work) -> tuple[Part, ...]:
    """The same within a bound of one's own; `work` counts what was compared."""
    lines = _between(_lines(old), _lines(new), partial(_unique, work))
    words = [part for line in lines for part in (_words(line, work) if line.changed else [line])]
    return tuple(_joined(words))


def _words(piece: Part, work: Work) -> list[Part]:
    """A changed piece by words and characters, or by lines where these are too many; whole where it is another one."""
    for old, new in ((WORD.findall(piece.old), WORD.findall(piece.new)), (_lines(piece.old), _lines(piece.new))):
        head, tail = _ends(old, new)
        inner = old[head : len(old) - tail], new[head : len(new) - tail]
        if work.allows(cost(*map(len, inner))):
            found = [_equal(old[:head]), *_between(*inner, aligned), _equal(old[len(old) - tail :])]
            return _readable(found) if _stayed(found) else [piece]
    return [piece]


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _unique(work: Work, old: Sequence[str], new: Sequence[str]) -> Pairs:
    """Places of lines that stand once in both: ruled and empty ones stand anywhere and would lead astray."""
    once, also = ({line for line, times in Counter(lines).items() if times == 1} for lines in (old, new))
    left, right = ([n for n, line in enumerate(lines) if line in once & also] for lines in (old, new))
    if not work.allows(cost(len(left), len(right))):
        return []
    pairs = aligned([old[n] for n in left], [new[n] for n in right])
    return [(left[one], right[other]) for one, other in pairs]


def _between(
    old: Sequence[str], new: Sequence[str], find: Callable[[Sequence[str], Sequence[str]], Pairs]
) -> list[Part]:
    """The equal runs that `find` gives, and what changed around them."""
    found, at, to = [], 0, 0
    for one, other, length in _runs(find(old, new)):
        found += [Part("".join(old[at:one]), "".join(new[to:other])), _equal(old[one : one + length])]
        at, to = one + length, other + length
    found.append(Part("".join(old[at:]), "".join(new[to:])))
    return [part for part in found if part.old or part.new]


def _runs(pairs: Pairs) -> Iterator[tuple[int, int, int]]:
    """Pairs of places that follow each other in both: the first of them, and how many."""
    for _key, run in groupby(enumerate(pairs), lambda one: (one[1][0] - one[0], one[1][1] - one[0])):
        places = [pair for _nth, pair in run]
        yield *places[0], len(places)


def _equal(tokens: Sequence[str]) -> Part:
    return Part(same := "".join(tokens), same, changed=False)


def _ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many tokens both begin with, and how many both end with."""
    most = min(len(old), len(new))
    head = next((n for n in range(most) if old[n] != new[n]), most)
    return head, next((n for n in range(most - head) if old[-1 - n] != new[-1 - n]), most - head)


def _stayed(found: list[Part]) -> bool:
    """Whether enough stayed for the pieces to tell something."""
    stayed = sum(len(part.old) for part in found if not part.changed)
    return stayed >= STAYED * min(sum(len(part.old) for part in found), sum(len(part.new) for part in found))


def _readable(found: list[Part]) -> list[Part]:
    """Without islands: a short common piece between two longer changes is part of the change."""
    kept: list[Part] = []
    for part, following in pairwise([*found, _equal([])]):
        island = kept and not part.changed and _is_island(kept[-1], part, following)
        kept.append(Part(part.old, part.new) if island else part)
    return kept


def _is_island(before: Part, part: Part, after: Part) -> bool:
    around = [max(len(one.old), len(one.new)) for one in (before, after) if one.changed]
    return len(part.old) < ISLAND and len(around) == 2 and min(around) > len(part.old)


def _joined(found: list[Part]) -> Iterator[Part]:
    """Neighbours of one kind as one part; none that says nothing."""
    said = [part for part in found if part.old or part.new]
    for changed, some in groupby(said, lambda part: part.changed):
        run = list(some)
        yield Part("".join(part.old for part in run), "".join(part.new for part in run), changed)
