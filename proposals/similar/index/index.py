"""相似索引: what the rest of the hub calls: put, remove, search; whoever calls commits."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from proposals.similar.index.scoring import Whole
from proposals.similar.index.search import Allowed, Hit, Question
from proposals.similar.index.shelf import Shelf
from proposals.similar.index.tables import Generation
from proposals.similar.index.terms import Numbers, Vector

FEW, SHARE = 5, 20  # a term in more texts than five and one of twenty is a habit of writing: it marks nothing


class Found(NamedTuple):
    """The most similar texts, and those terms of the question that are worth marking."""

    hits: list[Hit]
    telling: frozenset[int]


class Index:
    """The index of similar texts, in the session's transaction."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def put(self, text: int, content: str) -> None:
        """Indexes a text by its id, in place of what it said before; the same again changes nothing."""
        vector = Vector.of(content)
        for shelf in self.shelves() or [self.begin(live=True)]:
            shelf.put(text, vector)

    def remove(self, text: int) -> None:
        """Forgets a text; one that is not there is no matter."""
        for shelf in self.shelves():
            shelf.remove(text)

    def search(self, content: str, k: int, allowed: Allowed = set) -> Found:
        """The k most similar of the texts `allowed` lets through, best first."""
        vector, shelf = Vector.of(content), self.live()
        found = _found(vector, shelf, k, allowed)
        now = self.live()  # a rebuild may have put another in its place
        return found if now.generation == shelf.generation else _found(vector, now, k, allowed)

    def telling(self, contents: Sequence[str]) -> list[frozenset[int]]:
        """Of each text those terms that are worth marking, as `search` finds them; all texts by one question."""
        vectors, shelf = [Vector.of(content) for content in contents], self.live()
        if not vectors or not shelf.texts:
            return [frozenset()] * len(vectors)
        terms = np.unique(np.concatenate([vector.terms for vector in vectors]))
        known = _telling(terms, shelf.having(terms), shelf)
        return [known.intersection(vector.terms.tolist()) for vector in vectors]

    def shelves(self) -> list[Shelf]:
        """Every generation, locked until the transaction ends: writers wait for each other here and nowhere else."""
        connection = self.session.connection()
        rows = connection.execute(_EVERY)
        return [Shelf(connection, *row) for row in rows]

    def begin(self, live: bool) -> Shelf:
        """A new, empty generation."""
        last = self.session.scalar(select(Generation.number).order_by(Generation.number.desc()).limit(1))
        shelf = Shelf(self.session.connection(), (last or 0) + 1, texts=0, length=0)
        self.session.execute(insert(Generation).values(number=shelf.generation, live=live, texts=0, length=0))
        return shelf

    def live(self) -> Shelf:
        """The generation that answers."""
        connection = self.session.connection()
        row = connection.execute(_LIVE).one_or_none()
        return Shelf(connection, *(row or (0, 0, 0)))


_SHELVES = select(Generation.number, Generation.texts, Generation.length)
_LIVE = _SHELVES.where(Generation.live)
_EVERY = _SHELVES.order_by(Generation.number).with_for_update()


def _found(vector: Vector, shelf: Shelf, k: int, allowed: Allowed) -> Found:
    if not len(vector) or not shelf.texts:
        return Found([], frozenset())
    asked = Question.of(vector, shelf)
    return Found(asked.hits(k, allowed), _telling(vector.terms, asked.having, shelf))


def _telling(terms: Numbers, having: Whole, shelf: Shelf) -> frozenset[int]:
    return frozenset(terms[having <= max(FEW, shelf.texts // SHARE)].tolist())
