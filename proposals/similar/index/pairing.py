"""成對: how likely two indexed texts say the same, asked from both sides."""

from collections.abc import Sequence

import numpy as np

from proposals.similar.index.scoring import Stored, closeness, likelihood, weights
from proposals.similar.index.shelf import Shelf
from proposals.similar.index.terms import Numbers, Vector, unpacked

Pair = tuple[int, int]


def likelihoods(shelf: Shelf, pairs: Sequence[Pair]) -> list[float | None]:
    """The likelihood of a duplicate, 0 … 1, of each pair of ids: the higher of both sides; None where one is missing.

    The same figure a search from either text gives for the other.
    """
    packed = shelf.vectors(sorted({text for pair in pairs for text in pair}))
    weighed = _Weighed(shelf, {text: _vector(one) for text, one in packed.items()})
    return [
        max(weighed.score(one, packed[other]), weighed.score(other, packed[one]))
        if one in packed and other in packed
        else None
        for one, other in pairs
    ]


class _Weighed:
    """Some vectors, and how telling each of their terms is: read in one question to the index."""

    def __init__(self, shelf: Shelf, vectors: dict[int, Vector]) -> None:
        self.shelf, self.vectors = shelf, vectors
        self.terms = _union([vector.terms for vector in vectors.values()])
        self.weight = weights(shelf.having(self.terms), shelf.texts)

    def score(self, asked: int, other: bytes) -> float:
        vector = self.vectors[asked]
        weight = self.weight[np.searchsorted(self.terms, vector.terms)]
        close = closeness(vector, weight, Stored.of([other]), self.shelf.length / self.shelf.texts)
        return float(likelihood(close)[0])


def _union(terms: Sequence[Numbers]) -> Numbers:
    return np.unique(np.concatenate(terms)) if terms else np.zeros(0, np.uint32)


def _vector(packed: bytes) -> Vector:
    terms, counts = unpacked([packed])
    return Vector(terms.astype(np.uint32), counts)
