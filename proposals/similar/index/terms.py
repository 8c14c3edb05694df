"""詞: a text as numbers: its characters or words, its neighbouring pairs, and how often each occurs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple, Self
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from proposals.similar.index.fold import fold

MOST_UNITS = 2500
USUAL_CHARACTERS, MOST_CHARACTERS = 5000, 20000  # in the former there are as many units, where each is a character
PACKED = 5

# a word or number of an alphabet, or one character of any other script; what lies between them says nothing
_UNIT = re.compile(r"[a-z0-9\u00c0-\u024f\u0370-\u052f]+|[^\W_]")
_PLURAL = re.compile(r"[a-z]{2,}[^s]s")

Numbers = NDArray[np.uint32]


class Unit(NamedTuple):
    """A character or a word: its number, and where it stands in the text."""

    code: int
    start: int
    end: int


def units(text: str) -> list[Unit]:
    """The text's first 2,500 characters and words: whoever writes more has said by then what it is about."""
    found = _UNIT.finditer(fold(text[:MOST_CHARACTERS]))
    return [Unit(_code(match[0]), match.start(), match.end()) for match in islice(found, MOST_UNITS)]


def _codes(text: str) -> Numbers:
    """The same units' codes, from as little of the text as has them."""
    for length in (USUAL_CHARACTERS, MOST_CHARACTERS):
        found = _UNIT.findall(fold(text[:length]))
        if len(found) > MOST_UNITS or len(text) <= length:
            break
    return np.array([_code(unit) for unit in found[:MOST_UNITS]], np.uint32)


def _code(unit: str) -> int:
    return ord(unit) if len(unit) == 1 else crc32((unit[:-1] if _PLURAL.fullmatch(unit) else unit).encode())


def singles(codes: Numbers) -> Numbers:
    """The terms of single characters or words."""
    return _mixed(codes)


def pairs(codes: Numbers) -> Numbers:
    """The terms of neighbours: one fewer than there are codes."""
    return _mixed(codes[:-1] * np.uint32(0x9E3779B1) + codes[1:])


def _mixed(number: Numbers) -> Numbers:
    """MurmurHash3's last step: every bit of the number reaches every bit of the term."""
    number = (number ^ (number >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    number = (number ^ (number >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return number ^ (number >> np.uint32(16))


@dataclass(frozen=True)
class Vector:
    """A text's terms in ascending order, and how often each occurs (255 at most)."""

    terms: Numbers
    counts: NDArray[np.uint8]

    @classmethod
    def of(cls, text: str) -> Self:
        """The vector of a text; an empty one when nothing in it is a letter, a digit or a character."""
        codes = _codes(text)
        terms, counts = np.unique(np.concatenate((singles(codes), pairs(codes))), return_counts=True)
        return cls(terms, np.minimum(counts, 255).astype(np.uint8))

    def pack(self) -> bytes:
        """PACKED bytes a term: all the terms, then all the counts."""
        return self.terms.astype("<u4").tobytes() + self.counts.tobytes()

    def __len__(self) -> int:
        return len(self.terms)


def unpacked(packed: Sequence[bytes]) -> tuple[Numbers, NDArray[np.uint8]]:
    """The terms and counts of packed vectors, laid end to end."""
    ends = [len(one) // PACKED * 4 for one in packed]
    terms = b"".join([one[:end] for one, end in zip(packed, ends, strict=True)])
    counts = b"".join([one[end:] for one, end in zip(packed, ends, strict=True)])
    return np.frombuffer(terms, "<u4"), np.frombuffer(counts, np.uint8)
