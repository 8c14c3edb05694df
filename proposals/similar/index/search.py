"""尋找: the telling terms of a question → the texts that have most of them → those scored exactly."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from proposals.similar.index.feedback import lifted
from proposals.similar.index.postings import SEGMENT, SPREADS, Posting, gathered
from proposals.similar.index.scoring import Reals, Stored, Whole, bm25_share, closeness, weights
from proposals.similar.index.shelf import Shelf
from proposals.similar.index.terms import Vector

POSTINGS, ROWS = 100_000, 12_000  # what one question may read
LONGEST = 2 * POSTINGS  # of a term that occurs more often than this, where no rarer one is known, the newest are read
CANDIDATES = 128  # how many are scored exactly, when the reader may see them all
ENOUGH = 64  # of the texts she may see: so many are ordered among themselves, whatever is asked for

Allowed = Callable[[list[int]], set[int]]


class Hit(NamedTuple):
    """A similar text: its id, and how much of what tells in the question it shares, 0 … 1."""

    id: int
    close: float


class Question(NamedTuple):
    """What is asked of one generation: the terms, how many texts have each, how telling that makes them."""

    shelf: Shelf
    vector: Vector
    having: Whole
    weight: Reals

    @classmethod
    def of(cls, vector: Vector, shelf: Shelf) -> Self:
        """The question that a text's vector puts to this shelf."""
        having = shelf.having(vector.terms)
        return cls(shelf, vector, having, weights(having, shelf.texts))

    def hits(self, k: int, allowed: Allowed) -> list[Hit]:
        """The k most similar of the allowed texts, best first; a smaller k gives the beginning of the same list."""
        found: list[Hit] = []
        kept: list[int] = []
        for some in self._candidates():
            may = allowed(some)
            kept += [text for text in some if text in may]
            if len(kept) >= ENOUGH:
                found, kept = found + self._scored(kept), []
            if len(found) >= k:
                break
        return (found + self._scored(kept))[:k]

    def _scored(self, texts: Sequence[int]) -> list[Hit]:
        vectors = self.shelf.vectors(texts)
        if not vectors:
            return []
        stored = Stored.of(list(vectors.values()))
        close = closeness(self.vector, self.weight, stored, self.mean_length)
        found = zip(lifted(close, stored).tolist(), vectors, close.tolist(), strict=True)
        return [Hit(text, near) for _, text, near in sorted(found, key=lambda one: (-one[0], one[1]))]

    @property
    def mean_length(self) -> float:
        """How many terms a text has, each as often as it occurs."""
        return self.shelf.length / self.shelf.texts

    def _candidates(self) -> Iterator[list[int]]:
        """Texts that have the telling terms, most of them first, in growing portions."""
        texts, gains = self._gains()
        order = np.argsort(_coarse(-gains), kind="stable")
        done, portion = 0, CANDIDATES
        while done < len(order):
            yield texts[order[done:portion]].tolist()
            done, portion = portion, portion * 4

    def _gains(self) -> tuple[Whole, Reals]:
        """The texts that have a telling term, and about what BM25 they reach by these alone."""
        rows = self._postings()
        terms, segments, packed = zip(*rows, strict=True) if rows else ((), (), ())
        places = np.searchsorted(self.vector.terms, np.array(terms, np.int32).view(np.uint32))
        gains = (self.vector.counts * self.weight)[places]
        return gathered(segments, packed, gains, bm25_share(1.0, SPREADS / self.mean_length))

    def _postings(self) -> list[Posting]:
        telling = self._telling()
        terms, having = self.vector.terms[telling], int(self.having[telling].sum())
        if having <= LONGEST:
            return self.shelf.postings(terms)
        return self.shelf.newest(terms, 1 + self._segments * LONGEST // having)

    @property
    def _segments(self) -> int:
        segments: int = 1 + self.shelf.texts // SEGMENT
        return segments

    def _telling(self) -> Whole:
        """The rarest terms, as many as may be read; the rarest of all in any case."""
        known = np.flatnonzero(self.having)
        rare = known[np.argsort(self.having[known], kind="stable")]
        having = self.having[rare]
        within = (having.cumsum() <= POSTINGS) & (np.minimum(having, self._segments).cumsum() <= ROWS)
        return rare[: max(1, int(within.sum()))]


def _coarse(values: Reals) -> NDArray[np.uint16]:
    """In 65,536 steps, which numpy sorts ten times as fast."""
    lowest, highest = values.min(initial=0), values.max(initial=-1e-9)
    steps: NDArray[np.uint16] = ((values - lowest) / (highest - lowest) * 65535).astype(np.uint16)
    return steps
