"""相似度: which terms tell, and how much two texts share of what tells."""

from collections.abc import Sequence
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from proposals.similar.index.terms import PACKED, Numbers, Vector, unpacked

Reals = NDArray[np.float64]
Whole = NDArray[np.int64]

SATURATION, LENGTH = 1.2, 0.75  # BM25's k1 and b, as everywhere
FEW = 500  # an index of fewer texts is taken for the beginning of one of so many
RARITY = 1.5  # the power of the inverse document frequency
COSINE = 0.3  # what the cosine adds to BM25's share
UNSHARED = 0.125  # the squared weight a term the two texts do not share is taken to have


def weights(having: Whole, texts: int) -> Reals:
    """How telling a term is, 0 … 1, by how many of the texts have it: 1 for none, near 0 for all.

    A few texts tell nothing of what is rare: two alike among three would seem to share only habits of writing.
    """
    return rarity(having, max(texts, FEW))


def rarity(having: Whole, texts: int) -> Reals:
    """The inverse document frequency as a share of the most it can be, to a power."""
    whole: Reals = np.log((texts + 1) / (having + 0.5)) / np.log((texts + 1) / 0.5)
    return whole**RARITY


class Stored(NamedTuple):
    """Several stored texts laid end to end: every term of each, which text has it, and how often."""

    terms: Numbers
    counts: NDArray[np.uint8]
    owners: Whole
    sizes: Reals  # of each text: how many terms it has
    lengths: Reals  # of each text: its terms, each as often as it occurs

    @classmethod
    def of(cls, packed: Sequence[bytes]) -> Self:
        """The texts of these packed vectors."""
        sizes = np.array([len(one) // PACKED for one in packed])
        terms, counts = unpacked(packed)
        owners = np.repeat(np.arange(len(packed)), sizes)
        lengths = np.bincount(owners, counts, len(packed)).astype(np.float64)
        return cls(terms, counts, owners, sizes.astype(np.float64), lengths)


class Shared(NamedTuple):
    """What several stored texts have of some terms asked about."""

    places: Whole  # of the term among those asked about
    owners: Whole  # which text has it
    counts: Reals  # how often
    stored: Stored

    @classmethod
    def between(cls, asked: Numbers, stored: Stored) -> Self:
        """What the stored texts have of these terms, which ascend."""
        found = _within(stored.terms, asked)
        places = np.searchsorted(asked, stored.terms[found])
        return cls(places, stored.owners[found], stored.counts[found].astype(np.float64), stored)

    def summed(self, values: Reals | None = None) -> Reals:
        """The values of the shared terms, summed for each text; without values, how many they are."""
        return np.bincount(self.owners, values, len(self.stored.sizes)).astype(np.float64)

    def lengths(self, values: Reals) -> Reals:
        """Of each text as a vector: the values of its shared terms, and a small one for each of the others."""
        others = self.stored.sizes - self.summed()
        lengths: Reals = np.sqrt(self.summed(values**2) + UNSHARED * others)
        return lengths


def _within(terms: Numbers, few: Numbers) -> Whole:
    """Which of the terms are among the few. Most are not, and their upper half says so already."""
    maybe = np.zeros(2**16, np.bool_)
    maybe[few >> np.uint32(16)] = True
    likely = np.flatnonzero(maybe[terms >> np.uint32(16)])
    places = np.searchsorted(few, terms[likely]).clip(max=len(few) - 1)
    found: Whole = likely[few[places] == terms[likely]]
    return found


def closeness(asked: Vector, weight: Reals, stored: Stored, mean_length: float) -> Reals:
    """How much each stored text shares of what tells, by BM25 and by cosine; 1 is the very text asked about."""
    shared = Shared.between(asked.terms, stored)
    itself = Shared.between(asked.terms, Stored.of([asked.pack()]))
    most = _bm25(asked, weight, itself, mean_length) + COSINE
    return (_bm25(asked, weight, shared, mean_length) + COSINE * _cosine(asked, weight, shared)) / most


def bm25_share(counts: Reals | float, lengths: Reals) -> Reals:
    """What occurring so often in a text so long (the mean is 1) reaches of the most a term can give."""
    return counts / (counts + SATURATION * (1 - LENGTH + LENGTH * lengths))


def _bm25(asked: Vector, weight: Reals, shared: Shared, mean_length: float) -> Reals:
    """BM25 as a share of the most this question could reach."""
    asked_for = asked.counts * weight
    shares = bm25_share(shared.counts, (shared.stored.lengths / mean_length)[shared.owners])
    reached: Reals = shared.summed(asked_for[shared.places] * shares) / asked_for.sum()
    return reached


def _cosine(asked: Vector, weight: Reals, shared: Shared) -> Reals:
    """Cosine of the weighted terms; a stored norm would be of the day it was written, when other terms were rare."""
    mine = (1 + np.log(asked.counts)) * weight
    theirs = (1 + np.log(shared.counts)) * weight[shared.places]
    lengths = np.sqrt((mine**2).sum()) * shared.lengths(theirs)
    cosine: Reals = shared.summed(mine[shared.places] * theirs) / lengths
    return cosine
