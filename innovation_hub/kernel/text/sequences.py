"""共同序列: the longest common subsequence of two lists of tokens, at a cost that does not depend on what they say.

One row of the usual table is one integer, a bit a column (H. Hyyrö, Bit-parallel LCS-length computation revisited,
2004); large tables are divided in the middle (D. S. Hirschberg, 1975), so that the rows kept never exceed ROWS bits.
"""

from collections import deque
from collections.abc import Hashable, Iterator, Sequence
from itertools import accumulate

ROWS = 1 << 23  # bits of rows kept at once: 1 MB

#: Places in the one and in the other that hold the same token, both ascending.
Pairs = list[tuple[int, int]]
Tokens = Sequence[Hashable]


def cost(one: int, other: int) -> int:
    """How many comparisons two lists of these lengths need at most: the table, and again as much for its halves."""
    return one * other * (1 if one * other <= ROWS else 2)


def aligned(one: Tokens, other: Tokens) -> Pairs:
    """The places of a longest common subsequence."""
    return list(_aligned(one, other, 0, 0))


def _aligned(one: Tokens, other: Tokens, at: int, to: int) -> Iterator[tuple[int, int]]:
    if not one or not other:
        return
    if len(one) * len(other) <= ROWS or len(other) == 1:
        yield from ((at + i, to + j) for i, j in _traced(one, other))
        return
    middle = len(other) // 2
    cut = _cut(one, other[:middle], other[middle:])
    yield from _aligned(one[:cut], other[:middle], at, to)
    yield from _aligned(one[cut:], other[middle:], at + cut, to + middle)


def _cut(one: Tokens, before: Tokens, after: Tokens) -> int:
    """Where `one` is divided so that both halves together have as much in common as the wholes."""
    heads = _lengths(one, before)
    tails = _lengths(one[::-1], after[::-1])[::-1]
    return max(range(len(heads)), key=lambda place: heads[place] + tails[place])


def _lengths(one: Tokens, other: Tokens) -> list[int]:
    """How much each beginning of `one` has in common with `other`; the empty one first."""
    (last,) = deque(_rows_of(one, other), maxlen=1)
    return [0, *accumulate(int(bit == "0") for bit in reversed(f"{last:0{len(one)}b}"))]


def _traced(one: Tokens, other: Tokens) -> Pairs:
    rows = list(_rows_of(one, other))
    found: Pairs = []
    i, j = len(one), len(other)
    while i and j:
        if rows[j] >> (i - 1) & 1:
            i -= 1
        elif rows[j - 1] >> (i - 1) & 1:
            i, j = i - 1, j - 1
            found.append((i, j))
        else:
            j -= 1
    return found[::-1]


def _rows_of(one: Tokens, other: Tokens) -> Iterator[int]:
    """The rows of the table, the empty one first: a bit is 0 where the length rises with this token of `one`."""
    places: dict[Hashable, int] = {}
    for place, token in enumerate(one):
        places[token] = places.get(token, 0) | 1 << place
    full = (1 << len(one)) - 1
    row = full
    yield row
    for token in other:
        same = row & places.get(token, 0)
        row = ((row + same) | (row - same)) & full
        yield row
