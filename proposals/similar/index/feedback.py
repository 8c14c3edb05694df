"""回饋: what the nearest texts say beside the question is what the question is about; who says it too comes forward.

Pseudo relevance feedback after Rocchio (1971). Only the order is changed by it: a score stays the pair's own.
"""

from typing import NamedTuple, Self

import numpy as np

from proposals.similar.index.scoring import Reals, Shared, Stored, Whole, rarity

NEAREST = 3  # of so many texts it is taken what the question is about
GAIN = 0.8  # how much it counts to say what they say, beside what the question says
SAME = 0.99  # from this closeness on a text says nothing beside the question
MANY = 128  # among fewer texts rarity is told as if they were so many


def lifted(close: Reals, stored: Stored) -> Reals:
    """Closeness of each text to the question, and on top what it shares with the nearest ones, itself left out."""
    other = np.flatnonzero((close > 0) & (close < SAME))
    nearest = other[np.argsort(-close[other], kind="stable")[:NEAREST]]
    if not len(nearest):
        return close
    common = _Common.of(nearest, stored)
    models = np.array([common.row(place) for place in nearest]) * (close[nearest] / close[nearest].sum())[:, None]
    gained = common.cosine(models.sum(axis=0))
    for place, model in zip(nearest, models, strict=True):
        gained[place] = common.cosine(models.sum(axis=0) - model)[place]
    lifts: Reals = close + GAIN * close[nearest].max() * gained
    return lifts


class _Common(NamedTuple):
    """What each text shares of the nearest ones' terms: its vector of length 1."""

    shared: Shared
    values: Reals
    terms: int

    @classmethod
    def of(cls, nearest: Whole, stored: Stored) -> Self:
        """A term tells the more, the fewer of these texts have it."""
        terms = np.unique(stored.terms[np.isin(stored.owners, nearest)])
        shared = Shared.between(terms, stored)
        weight = rarity(np.bincount(shared.places, minlength=len(terms)), max(len(stored.sizes), MANY))
        values = (1 + np.log(shared.counts)) * weight[shared.places]
        return cls(shared, values / shared.lengths(values)[shared.owners], len(terms))

    def row(self, text: int) -> Reals:
        """The values of one text's terms."""
        mine = self.shared.owners == text
        return np.bincount(self.shared.places[mine], self.values[mine], self.terms).astype(np.float64)

    def cosine(self, profile: Reals) -> Reals:
        """Of each text with the profile."""
        length = float(np.sqrt((profile**2).sum()))
        return self.shared.summed(self.values * profile[self.shared.places]) / max(length, 1e-9)
