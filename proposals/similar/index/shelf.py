"""書架: one generation of the index, read and written."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlalchemy import Connection, Executable, delete, insert, update

from proposals.similar.index.engines import SPEECH, Speech
from proposals.similar.index.postings import SEGMENT, Posting, posted, without
from proposals.similar.index.scoring import Whole
from proposals.similar.index.tables import Generation, Text
from proposals.similar.index.terms import Numbers, Vector, unpacked


@dataclass(frozen=True)
class Shelf:
    """The rows of one generation, how many texts they are of, and how many terms these have in all."""

    connection: Connection
    generation: int
    texts: int
    length: int

    def having(self, terms: Numbers) -> Whole:
        """In how many texts each of the terms occurs."""
        having = np.zeros(len(terms), np.int64)
        rows = self._read(self._speech.counts, _signed(terms))
        if rows:
            known, counts = zip(*rows, strict=True)
            having[np.searchsorted(terms, np.array(known, np.int32).view(np.uint32))] = counts
        return having

    def postings(self, terms: Numbers) -> list[Posting]:
        """Where the terms occur."""
        return self._read(self._speech.postings, _signed(terms))

    def newest(self, terms: Numbers, most: int) -> list[Posting]:
        """Where the terms occur in the newest texts: so many postings."""
        return self._read(self._speech.newest, _signed(terms), most=most)

    def vectors(self, texts: Sequence[int]) -> dict[int, bytes]:
        """The packed vectors of those of the texts that are here."""
        return dict(self._read(self._speech.vectors, texts))

    def put(self, text: int, vector: Vector) -> None:
        """The text, in place of what it said before; the same again changes nothing."""
        packed = self.vectors([text]).get(text)
        if packed != vector.pack():
            self._drop(text, packed)
            self.add({text: vector})

    def add(self, vectors: dict[int, Vector]) -> None:
        """Puts texts on the shelf that were not there."""
        rows = [{"generation": self.generation, "text": text, "vector": v.pack()} for text, v in vectors.items()]
        self.connection.execute(insert(Text), rows)
        self._grow(len(vectors), sum(int(vector.counts.sum()) for vector in vectors.values()))
        terms, more = np.unique(np.concatenate([vector.terms for vector in vectors.values()]), return_counts=True)
        if len(terms):
            counted = zip(_signed(terms), more.tolist(), strict=True)
            self._speech.count(self.connection, [(self.generation, *row) for row in counted])
            self._speech.post(self.connection, [(self.generation, *row) for row in posted(vectors)])

    def remove(self, text: int) -> None:
        """Takes a text off the shelf with all that was written of it; one that is not there is no matter."""
        self._drop(text, self.vectors([text]).get(text))

    def _drop(self, text: int, packed: bytes | None) -> None:
        if packed is not None:
            self.connection.execute(delete(Text).where(Text.generation == self.generation, Text.text == text))
            terms, counts = unpacked([packed])
            self._grow(-1, -int(counts.sum()))
            self._uncount(_signed(terms))
            self._unpost(_signed(terms), text)

    def _uncount(self, terms: list[int]) -> None:
        self._write(self._speech.uncount, terms)
        self._write(self._speech.forget, terms)

    def _unpost(self, terms: list[int], text: int) -> None:
        rows = self._read(self._speech.of_segment, terms, of_segment=text // SEGMENT)
        left = [(self.generation, term, segment, without(places, text)) for term, segment, places in rows]
        self._write(self._speech.unpost, terms, of_segment=text // SEGMENT)
        if any(row[3] for row in left):
            self._speech.post(self.connection, [row for row in left if row[3]])

    def _grow(self, texts: int, length: int) -> None:
        changed = {"texts": Generation.texts + texts, "length": Generation.length + length}
        self.connection.execute(update(Generation).where(Generation.number == self.generation).values(changed))

    def _read(self, statement: Executable, numbers: Sequence[int], **more: int) -> list[Any]:
        result = self._write(statement, numbers, **more)
        with closing(result):
            return list(result.cursor.fetchall())  # the driver's tuples: so many Row objects wake the garbage collector

    def _write(self, statement: Executable, numbers: Sequence[int], **more: int) -> Any:
        given = {"of_generation": self.generation, "numbers": self._speech.given(numbers)}
        return self.connection.execute(statement, given | more)

    @property
    def _speech(self) -> Speech:
        return SPEECH[self.connection.dialect.name]


def _signed(terms: Numbers) -> list[int]:
    signed: list[int] = terms.view(np.int32).tolist()
    return signed
