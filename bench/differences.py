"""Two versions of a text compared: the dearest pairs the fields accept, in CPU time and in comparisons."""

import time
from collections.abc import Sequence
from random import Random
from statistics import median

from bench.worlds import load
from innovation_hub.kernel.text.difference import Work, parts
from proposals.fields import FIELDS

LONGEST, TARGET, ROUNDS = 5000, 200, 9
Pair = tuple[str, str]


def measure() -> list[list[object]]:
    """One row a pair: what it is, characters, comparisons, CPU p50 and most, the target, load."""
    return [_row(name, pairs) for name, pairs in _cases().items()]


def _row(name: str, pairs: Sequence[Pair]) -> list[object]:
    taken, made = [], 0
    for _round in range(ROUNDS):
        begun, work = time.process_time(), [Work() for _pair in pairs]
        for (old, new), bound in zip(pairs, work, strict=True):
            parts(old, new, bound)
        taken.append((time.process_time() - begun) * 1000)
        made = sum(bound.made for bound in work)
    length = sum(len(old) + len(new) for old, new in pairs)
    return [name, f"{length:,}", f"{made:,}", f"{median(taken):.1f}", f"{max(taken):.1f}", f"≤ {TARGET}", load()]


def _cases() -> dict[str, list[Pair]]:
    ruled = "".join(f"{n}.說明文字\n{'─' * 40}\n" for n in range(1, 41))
    edited = ruled.replace("文字", "文字改").replace("─" * 40, "─" * 38)
    lines = "".join(f"{n}. 每一行都不一樣的說明文字。\n" for n in range(250))
    return {
        "40 ruled lines, each changed": [(ruled, edited)],
        "5,000 × one character against nine and one": [("的" * 4999, "的的的的的的的的的是" * 499)],
        "5,000 of two characters, at random": [(_letters(1, "的是", LONGEST), _letters(2, "的是", LONGEST))],
        "` x` against `x xy`": [(" x" * 2500, "x xy" * 1250)],
        "250 lines, one changed": [(lines, lines.replace("100. 每", "100. 某"))],
        "a whole proposal, each field at its limit, at random": [
            (_letters(n, "的是在不了有", one.limit), _letters(n + 99, "的是在不了有", one.limit))
            for n, one in enumerate(FIELDS)
        ],
        "200,000 characters, as an import may bring": [("一,二" * 66_000, "一。二" * 66_000)],
    }


def _letters(seed: int, letters: str, length: int) -> str:
    chance = Random(seed)
    return "".join(chance.choice(letters) for _ in range(length))
