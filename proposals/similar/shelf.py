"""書架: one generation of the index, read and written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import ColumnElement, Connection, Row, delete, insert, select, update

from proposals.similar.engines import SPEECH, Speech
from proposals.similar.scoring import Whole
from proposals.similar.tables import SEGMENT, Generation, Posting, Term, Text
from proposals.similar.terms import Numbers, Vector, unpacked


class Postings(NamedTuple):
    """Where terms occur: each row a term, a segment, and the offsets of texts in it."""

    terms: Numbers
    segments: Whole
    offsets: Sequence[bytes]


@dataclass(frozen=True)
class Shelf:
    """The rows of one generation, how many texts they are of, and how long these are in all."""

    connection: Connection
    generation: int
    texts: int
    length: int

    def having(self, terms: Numbers) -> Whole:
        """In how many texts each of the terms occurs."""
        rows = self.connection.execute(select(Term.term, Term.having).where(*self._with(Term, terms))).all()
        known, counts = _columns(rows, 2)
        having = np.zeros(len(terms), np.int64)
        having[np.searchsorted(terms, _unsigned(known))] = counts
        return having

    def postings(self, terms: Numbers) -> Postings:
        """Where the terms occur."""
        columns = select(Posting.term, Posting.segment, Posting.offsets)
        rows = self.connection.execute(columns.where(*self._with(Posting, terms))).all()
        known, segments, offsets = _columns(rows, 3)
        return Postings(_unsigned(known), np.array(segments, np.int64), offsets)

    def vectors(self, texts: Sequence[int]) -> dict[int, bytes]:
        """The packed vectors of those of the texts that are here."""
        columns = select(Text.text, Text.vector).where(Text.generation == self.generation)
        rows = self.connection.execute(columns.where(self._speech.among(Text.text.expression, texts))).all()
        return dict(zip(*_columns(rows, 2), strict=True))

    def put(self, text: int, vector: Vector) -> None:
        """The text, in place of what it said before; the same again changes nothing."""
        if self.vectors([text]).get(text) != vector.pack():
            self.remove(text)
            self.add({text: vector})

    def add(self, vectors: Mapping[int, Vector]) -> None:
        """Puts texts on the shelf that were not there."""
        rows = [{"generation": self.generation, "text": text, "vector": v.pack()} for text, v in vectors.items()]
        self.connection.execute(insert(Text), rows)
        self._grow(len(vectors), sum(int(vector.counts.sum()) for vector in vectors.values()))
        terms = np.concatenate([vector.terms for vector in vectors.values()])
        if len(terms):
            known, more = np.unique(terms, return_counts=True)
            self._speech.count(self.connection, self.generation, _signed(known), more.tolist())
            texts = np.repeat(np.array(list(vectors)), [len(vector) for vector in vectors.values()])
            self._speech.post(self.connection, self.generation, _posted(terms, texts))

    def remove(self, text: int) -> None:
        """Takes a text off the shelf with all that was written of it; one that is not there is no matter."""
        packed = self.vectors([text]).get(text)
        if packed is not None:
            self._drop(text, Vector(*unpacked([packed])))

    def _drop(self, text: int, vector: Vector) -> None:
        segment, offset = divmod(text, SEGMENT)
        self._grow(-1, -int(vector.counts.sum()))
        self.connection.execute(delete(Text).where(Text.generation == self.generation, Text.text == text))
        terms = self._with(Term, vector.terms)
        self.connection.execute(update(Term).where(*terms).values(having=Term.having - 1))
        self.connection.execute(delete(Term).where(*terms, Term.having == 0))
        postings = (*self._with(Posting, vector.terms), Posting.segment == segment)
        rows = self.connection.execute(select(Posting.term, Posting.offsets).where(*postings)).all()
        self.connection.execute(delete(Posting).where(*postings))
        left = [(row.term, segment, _without(row.offsets, offset)) for row in rows if len(row.offsets) > 2]
        if left:
            self._speech.post(self.connection, self.generation, left)

    def _grow(self, texts: int, length: int) -> None:
        changed = {"texts": Generation.texts + texts, "length": Generation.length + length}
        self.connection.execute(update(Generation).where(Generation.number == self.generation).values(changed))

    def _with(self, table: type[Term] | type[Posting], terms: Numbers) -> tuple[ColumnElement[bool], ...]:
        return table.generation == self.generation, self._speech.among(table.term.expression, _signed(terms))

    @property
    def _speech(self) -> Speech:
        return SPEECH[self.connection.dialect.name]


def _signed(terms: Numbers) -> list[int]:
    signed: list[int] = terms.view(np.int32).tolist()
    return signed


def _unsigned(numbers: Sequence[int]) -> Numbers:
    return np.array(numbers, np.int32).view(np.uint32)


def _columns(rows: Sequence[Row[Any]], count: int) -> Sequence[Sequence[Any]]:
    return list(zip(*rows, strict=True)) or [()] * count


def _posted(terms: Numbers, texts: Whole) -> list[tuple[int, int, bytes]]:
    """The texts of each (term, segment), in rows ordered by term and segment."""
    segments, offsets = np.divmod(texts, SEGMENT)
    order = np.lexsort((segments, terms.view(np.int32)))
    terms, segments = terms[order], segments[order]
    packed = offsets[order].astype("<u2").tobytes()
    changes = np.flatnonzero((np.diff(terms) != 0) | (np.diff(segments) != 0)) + 1
    starts, ends = np.append(0, changes), np.append(changes, len(terms))
    parts = [packed[start * 2 : end * 2] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    return list(zip(_signed(terms[starts]), segments[starts].tolist(), parts, strict=True))


def _without(offsets: bytes, offset: int) -> bytes:
    numbers = np.frombuffer(offsets, "<u2")
    return numbers[numbers != offset].tobytes()
