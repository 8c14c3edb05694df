"""假的語料: texts with the statistics of real ones and none of their sentences, made anew in memory each time."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

JUMP = 0.03  # how often a character does not follow its neighbour as in the real texts: so vocabulary grows


def rows(file: Path) -> list[dict[str, Any]]:
    """The rows of a JSON lines file."""
    with file.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def invented(texts: list[str], count: int, seed: int = 7, at_once: int = 8192) -> Iterator[list[str]]:
    """`count` texts, in portions: each character follows one that it follows somewhere in the real texts."""
    random = np.random.default_rng(seed)
    characters = np.frombuffer("".join(texts).encode("utf-32-le"), np.uint32)
    order = np.argsort(characters[:-1], kind="stable")
    known, starts, sizes = np.unique(characters[:-1][order], return_index=True, return_counts=True)
    lengths = np.array([len(text) for text in texts])
    for first in range(0, count, at_once):
        portion = min(at_once, count - first)
        places = random.integers(0, len(characters) - 1, portion)
        written = [characters[places]]
        for _ in range(int(lengths.max())):
            group = np.searchsorted(known, characters[places])
            places = order[starts[group] + (random.random(portion) * sizes[group]).astype(np.int64)] + 1
            jumping = random.random(portion) < JUMP
            places[jumping] = random.integers(0, len(characters) - 1, int(jumping.sum()))
            places[places >= len(characters) - 1] = 0
            written.append(characters[places])
        block = np.stack(written, axis=1)
        yield [_text(row[: random.choice(lengths)]) for row in block]


def _text(codes: np.ndarray[Any, np.dtype[np.uint32]]) -> str:
    return codes.tobytes().decode("utf-32-le")
