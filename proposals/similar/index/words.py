"""三個詞: what is found is the same (很像), partly the same (部分相同), of one topic (同主題), or not worth a word.

A word is told from the two texts and, for the last of the three, from how far a text stands out of the list: among a
hundred questions there is always a best answer, and mostly it has nothing to do with the question.
"""

from collections.abc import Sequence
from operator import mul
from statistics import median
from typing import NamedTuple

from proposals.similar.index.resemblance import Features, Said, Telling, logit
from proposals.similar.index.shelf import Shelf

SAME, PARTLY, TOPIC = "same", "partly", "topic"
COMPARED = 10  # so many of a list are looked at, however few are asked for
AMONG = 5  # of so many the best one is told, and the rest of those compared are the background it stands out of
PARTLY_FROM = 0.25  # the likelihood from which on two texts are partly the same
COMMON_CLOSENESS, COMMON_TITLE = 0.08, 0.10  # a background is never taken to share less than texts of one office do


class Outstanding(NamedTuple):
    """How much each figure counts for a text to stand out, and where it does: fitted by bench/similar_words.py.

    `first` is what the best of a list needs, `further` what another does, which may stay behind the best by `behind`;
    `anyway` is the likelihood from which on a text needs not stand out.
    """

    titles: float
    title_of_asked: float
    told_of_asked: float
    told_of_other: float
    closeness: float
    title: float
    even: float
    first: float
    further: float
    behind: float
    anyway: float


TYPED_TITLE = Outstanding(1.75, 0.70, -1.16, -1.67, 1.20, 0.99, -3.94, -2.2, -0.8, 2.5, 0.4)
WHOLE_TEXT = Outstanding(0.89, -0.18, -0.17, 0.37, 0.90, -0.01, -1.54, -3.5, -2.5, 2.5, 0.3)


class Called(NamedTuple):
    """How likely the two propose the same thing (0 … 1), and the word for it; no word where they have no more in common
    than any two texts.
    """

    score: float
    word: str | None


def called(asked: str, alike: Sequence[tuple[str, float]], shelf: Shelf, same_from: float) -> list[Called]:
    """The word for each text of a list, best first, each with its closeness; COMPARED of them or all there are.

    `same_from` is the likelihood from which on two texts are called the same.
    """
    question, texts = Said.of(asked), [Said.of(content) for content, _ in alike]
    telling, by = Telling(shelf, [question, *texts]), asked_by(asked)
    features = [telling.features(question, text) for text in texts]
    outstanding = _outstanding(by, features, [close for _, close in alike])
    scores = [one.likelihood() for one in features]
    shown = [out or score >= by.anyway for out, score in zip(outstanding, scores, strict=True)]
    return [Called(score, _word(score, shows, same_from)) for score, shows in zip(scores, shown, strict=True)]


def _word(score: float, shows: bool, same_from: float) -> str | None:
    if score >= same_from:
        return SAME
    if not shows:
        return None
    return PARTLY if score >= PARTLY_FROM else TOPIC


def asked_by(asked: str) -> Outstanding:
    """A title alone, as it is typed first, says too little to be weighed like a text."""
    title, _, rest = asked.partition("\n")
    return TYPED_TITLE if title.strip() and not rest.strip() else WHOLE_TEXT


def figures(features: Sequence[Features], close: Sequence[float]) -> list[list[float]]:
    """What tells whether a text stands out of its list, in the order of `Outstanding`."""
    closeness = _background(close, COMMON_CLOSENESS)
    title = _background([one.title_of_asked for one in features], COMMON_TITLE)
    return [
        [*map(logit, one[:4]), logit(near) - closeness, logit(one.title_of_asked) - title]
        for one, near in zip(features, close, strict=True)
    ]


def _outstanding(by: Outstanding, features: Sequence[Features], close: Sequence[float]) -> list[bool]:
    sums = [by.even + sum(map(mul, by, one)) for one in figures(features, close)]
    best = max(sums[:AMONG], default=0.0)
    needed = max(by.further, best - by.behind)
    return [value >= by.first and (value >= needed or value == best) for value in sums]


def _background(shares: Sequence[float], common: float) -> float:
    """The log odds that the texts behind the first ones share, were there enough of them."""
    behind = [*shares[AMONG:COMPARED], *[0.0] * COMPARED][: COMPARED - AMONG]
    return max(median(map(logit, behind)), logit(common))
