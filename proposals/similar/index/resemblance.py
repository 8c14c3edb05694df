"""相像: how likely two texts propose the same thing, by what the one says of the other's title, and by the names."""

import re
from collections.abc import Sequence
from typing import NamedTuple, Self

import numpy as np

from proposals.similar.index.fold import fold
from proposals.similar.index.scoring import Reals, weights
from proposals.similar.index.shelf import Shelf
from proposals.similar.index.terms import Vector

LEAST, MOST = 0.01, 0.99  # a share nearer to nothing or to all says no more than these
TITLE = 300  # characters of a title in which names are looked for
PLACES = "里 路 街 巷 村 段 鄉 鎮 區 橋 溪 港 國小 國中 公園 大排 部落 社區"

# Fitted by bench/similar_words.py. A likelihood of one half is where 很像 (the same) begins, by default.
TOLD, NAMES, EVEN = 0.91, 1.20, -3.08

_NAME = re.compile(rf"([\u4e00-\u9fff]{{2}})(?:{'|'.join(fold(PLACES).split())})|(\d+)")


class Said(NamedTuple):
    """A text as it is compared: its title, all of it, and the names and numbers in the title."""

    title: Vector
    whole: Vector
    folded: str
    names: frozenset[str]

    @classmethod
    def of(cls, content: str) -> Self:
        """The first line is the title; a text without one is taken by all it says."""
        title = content.partition("\n")[0].strip() or content
        found = _NAME.findall(fold(title[:TITLE]))
        return cls(Vector.of(title), Vector.of(content), fold(content), frozenset(one or other for one, other in found))

    def named_in(self, other: "Said") -> float:
        """The share of its names that the other text has; all of them where it has none."""
        return sum(name in other.folded for name in self.names) / len(self.names) if self.names else 1.0


class Features(NamedTuple):
    """What two texts share, each figure a share of 0 … 1: `told` is what the other says of one's title,
    `copied` the share of the shorter text that stands in the other."""

    titles: float
    title_of_asked: float
    told_of_asked: float
    told_of_other: float
    names_of_asked: float
    names_of_other: float
    copied: float

    def likelihood(self) -> float:
        """How likely the two propose the same thing, 0 … 1; the same whichever is asked about."""
        copied = self.copied * min(self.names_of_asked, self.names_of_other)
        told = logit(max(self.told_of_asked, self.told_of_other, copied))
        names = self.names_of_asked + self.names_of_other
        return float(1 / (1 + np.exp(-(EVEN + TOLD * told + NAMES * names))))


class Telling:
    """How telling each term of some texts' titles is: one question to the index for all of them."""

    def __init__(self, shelf: Shelf, texts: Sequence[Said]) -> None:
        self.terms = (
            np.unique(np.concatenate([text.title.terms for text in texts])) if texts else np.zeros(0, np.uint32)
        )
        self.weight = weights(shelf.having(self.terms), shelf.texts)

    def features(self, asked: Said, other: Said) -> Features:
        """What the two share."""
        return Features(
            titles=self._cosine(asked.title, other.title),
            title_of_asked=self._told(asked.title, other.title),
            told_of_asked=self._told(asked.title, other.whole),
            told_of_other=self._told(other.title, asked.whole),
            names_of_asked=asked.named_in(other),
            names_of_other=other.named_in(asked),
            copied=_copied(asked.whole, other.whole),
        )

    def _told(self, title: Vector, by: Vector) -> float:
        """The share of what tells in the title that the other has."""
        weight = self._weight(title)
        return float(weight[np.isin(title.terms, by.terms, assume_unique=True)].sum() / max(weight.sum(), 1e-9))

    def _cosine(self, one: Vector, other: Vector) -> float:
        mine, theirs = self._values(one), self._values(other)
        _, here, there = np.intersect1d(one.terms, other.terms, assume_unique=True, return_indices=True)
        lengths = np.sqrt((mine**2).sum() * (theirs**2).sum())
        return float((mine[here] * theirs[there]).sum() / max(lengths, 1e-9))

    def _values(self, title: Vector) -> Reals:
        values: Reals = (1 + np.log(title.counts)) * self._weight(title)
        return values

    def _weight(self, title: Vector) -> Reals:
        weight: Reals = self.weight[np.searchsorted(self.terms, title.terms)]
        return weight


def _copied(one: Vector, other: Vector) -> float:
    shared = len(np.intersect1d(one.terms, other.terms, assume_unique=True))
    return shared / max(min(len(one), len(other)), 1)


def logit(share: float) -> float:
    """The log odds of a share, which are never without bound."""
    within = min(max(share, LEAST), MOST)
    return float(np.log(within / (1 - within)))


def likelihoods(shelf: Shelf, pairs: Sequence[tuple[str, str]]) -> list[float]:
    """How likely the two texts of each pair propose the same thing, 0 … 1, among the texts of this shelf."""
    said = {content: Said.of(content) for pair in pairs for content in pair}
    telling = Telling(shelf, list(said.values()))
    return [telling.features(said[one], said[other]).likelihood() for one, other in pairs]
