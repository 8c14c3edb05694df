"""校準: fits the curve from closeness to the likelihood of a duplicate: python -m bench.similar_fit --data DIR."""

import argparse
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.similar_corpus import rows
from proposals.similar.index.batch import content
from proposals.similar.index.scoring import Reals, Stored, closeness, likelihood, weights
from proposals.similar.index.terms import Vector


def main() -> None:
    """Prints SLOPE and MIDDLE for scoring.py, and how well thresholds of the likelihood tell the judged pairs."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--data", type=Path, required=True)
    data = asked.parse_args().data
    pairs = rows(data / "long.pairs.jsonl")
    close = closenesses([*map(tuple, ((pair["a"], pair["b"]) for pair in pairs))], rows(data / "long.corpus.jsonl"))
    duplicate = np.array([pair["label"] == 2 for pair in pairs] * 2)
    slope, middle = fitted(close, duplicate)
    print(f"{len(pairs)} judged pairs, {duplicate.sum() // 2} duplicates: SLOPE {slope:.2f}, MIDDLE {middle:.3f}")
    for name, part in _folds(len(pairs)):
        print(f"  without {name}: SLOPE, MIDDLE", *np.round(fitted(close[part], duplicate[part]), 3))
    for threshold in np.arange(0.1, 1, 0.1):
        told = likelihood(close, slope, middle) >= threshold
        right = (told & duplicate).sum()
        print(
            f"  from {threshold:.1f}: precision {right / max(1, told.sum()):.3f}  recall {right / duplicate.sum():.3f}"
        )


def closenesses(pairs: list[tuple[Any, ...]], corpus: list[dict[str, Any]]) -> Reals:
    """The closeness of each pair, asked from the one side, then from the other."""
    vectors = {row["id"]: Vector.of(content(row)) for row in corpus}
    terms, having = np.unique(np.concatenate([vector.terms for vector in vectors.values()]), return_counts=True)
    mean = float(np.mean([vector.counts.sum() for vector in vectors.values()]))
    found = []
    for one, other in pairs + [(b, a) for a, b in pairs]:
        asked = vectors[one]
        weight = weights(having[np.searchsorted(terms, asked.terms)], len(vectors))
        found.append(closeness(asked, weight, Stored.of([vectors[other].pack()]), mean)[0])
    return np.array(found)


def fitted(close: Reals, duplicate: NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and middle of the logistic curve of greatest likelihood, by Newton's method."""
    odds = np.log(close.clip(0.001, 0.999) / (1 - close.clip(0.001, 0.999)))
    given = np.column_stack((odds, np.ones_like(odds)))
    found = np.zeros(2)
    for _ in range(50):
        likely = 1 / (1 + np.exp(-given @ found))
        curve = given.T @ (given * (likely * (1 - likely))[:, None])
        found += np.linalg.solve(curve, given.T @ (duplicate - likely))
    return float(found[0]), float(1 / (1 + np.exp(found[1] / found[0])))


def _folds(pairs: int) -> list[tuple[str, NDArray[np.bool_]]]:
    fifth = np.tile(np.arange(pairs) % 5, 2)
    return [(f"fifth {number + 1}", fifth != number) for number in range(5)]


if __name__ == "__main__":
    main()
