"""三個詞的校準: fits what the words are told by, on half of the judged texts, and measures the other half.

python -m bench.similar_words --data DIR prints the constants of resemblance.py and words.py, and how well they do.
"""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.similar_lists import Asked, lists, pairs
from proposals.similar.index import words
from proposals.similar.index.resemblance import Features, logit
from proposals.similar.index.scoring import Reals

PENALTY = 1.0


def main() -> None:
    """Prints the constants, then the figures of both halves."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--data", type=Path, required=True)
    data = asked.parse_args().data
    known, found = pairs(data), list(lists(data))
    fitting = [one for one in known if one[2]]
    given = np.array([_pair(features) for features, _, _ in fitting])
    print("TOLD, NAMES, and EVEN before it is moved to where the words begin:")
    print(" ", np.round(fitted(given, np.array([judged == 2 for _, judged, _ in fitting])), 2))
    for name, by in (("TYPED_TITLE", words.TYPED_TITLE), ("WHOLE_TEXT", words.WHOLE_TEXT)):
        some = [one for one in found if one.fitting and words.asked_by(one.content) is by]
        print(name, np.round(fitted(*_examples(some)), 2))


def fitted(given: Reals, right: NDArray[np.bool_]) -> Reals:
    """Logistic regression by Newton's method, with a penalty on the weights of the standardised figures; bias last."""
    mean, spread = given.mean(0), given.std(0) + 1e-9
    figures = np.column_stack(((given - mean) / spread, np.ones(len(given))))
    penalty = np.diag([PENALTY] * given.shape[1] + [0.0])
    found = np.zeros(figures.shape[1])
    for _ in range(50):
        likely = 1 / (1 + np.exp(-figures @ found))
        curve = figures.T @ (figures * (likely * (1 - likely))[:, None]) + penalty
        found += np.linalg.solve(curve, figures.T @ (right - likely) - penalty @ found)
    weights = found[:-1] / spread
    return np.append(weights, found[-1] - weights @ mean)


def _pair(features: Features) -> list[float]:
    copied = features.copied * min(features.names_of_asked, features.names_of_other)
    told = logit(max(features.told_of_asked, features.told_of_other, copied))
    return [told, features.names_of_asked + features.names_of_other]


def _examples(some: Iterable[Asked]) -> tuple[Reals, NDArray[np.bool_]]:
    """The judged ones, and of the questions' lists also the first ones that nobody judged, taken for no duplicates."""
    given: list[Sequence[float]] = []
    right: list[bool] = []
    for one in some:
        figures = words.figures([each.features for each in one.found], [each.close for each in one.found])
        unknown = "judged" not in one.kind
        for rank, (each, figure) in enumerate(zip(one.found, figures, strict=True)):
            if each.judged is not None or (unknown and rank < words.AMONG):
                given.append(figure)
                right.append(each.judged == 2)
    return np.array(given), np.array(right)


if __name__ == "__main__":
    main()
