"""出處: where a term occurs, two bytes a text, 13 bits for which of the segment and 3 for how thinly spread."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from proposals.similar.index.scoring import Reals, Whole
from proposals.similar.index.terms import Vector

PLACE_BITS = 13
SEGMENT = 2**PLACE_BITS  # texts a posting may cover, so that one write touches little
SPREADS = 2.0 ** np.arange(4.5, 12)  # of so many terms, about, it is one: eight steps, each twice the last


class Posting(NamedTuple):
    """A term, a segment, and where in the segment the term occurs, packed."""

    term: int
    segment: int
    places: bytes


def posted(vectors: dict[int, Vector]) -> list[Posting]:
    """Where each term of the texts occurs, ordered by term and segment."""
    texts = np.repeat(np.array(list(vectors)), [len(vector) for vector in vectors.values()])
    terms = np.concatenate([vector.terms for vector in vectors.values()]).view(np.int32)
    spreads = np.concatenate([_spreads(vector) for vector in vectors.values()])
    segments, places = np.divmod(texts, SEGMENT)
    order = np.lexsort((segments, terms))
    terms, segments = terms[order], segments[order]
    packed = (places + spreads * SEGMENT)[order].astype("<u2").tobytes()
    changes = np.flatnonzero((np.diff(terms) != 0) | (np.diff(segments) != 0)) + 1
    starts, ends = np.append(0, changes), np.append(changes, len(terms))
    parts = [packed[start * 2 : end * 2] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    return [Posting(*row) for row in zip(terms[starts].tolist(), segments[starts].tolist(), parts, strict=True)]


def _spreads(vector: Vector) -> Whole:
    spreads: Whole = np.log2(vector.counts.sum(dtype=np.int64) / vector.counts / 16).clip(0, 7).astype(np.int64)
    return spreads


def without(packed: bytes, text: int) -> bytes:
    """The posting with this text taken out."""
    texts = np.frombuffer(packed, "<u2")
    return bytes(texts[texts % SEGMENT != text % SEGMENT].tobytes())


def gathered(segments: Sequence[int], packed: Sequence[bytes], gains: Reals, shares: Reals) -> tuple[Whole, Reals]:
    """The texts of all these postings, and what each gains in all: a posting's gain, times the share its spread has."""
    sizes = [len(some) // 2 for some in packed]
    texts = np.frombuffer(b"".join(packed), "<u2")
    known, ranks = np.unique(np.array(segments, np.int64), return_inverse=True)
    slots = np.repeat(ranks * SEGMENT, sizes) + (texts & (SEGMENT - 1))
    sums = np.bincount(slots, np.repeat(gains, sizes) * shares[texts >> PLACE_BITS])
    slots = np.flatnonzero(sums > 0)
    return known[slots >> PLACE_BITS] * SEGMENT + (slots & (SEGMENT - 1)), sums[slots].astype(np.float64)
