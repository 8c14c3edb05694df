"""比較對象: ways to find similar texts, each with index(texts) and query(text, k), which gives places in the list."""

import re
import sqlite3
from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

import bm25s
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from innovation_hub.kernel.storage.session import Base
from proposals.similar.index.batch import fill
from proposals.similar.index.index import Index
from proposals.similar.index.tables import TABLES


class Method(Protocol):
    def index(self, texts: Sequence[str]) -> None: ...

    def query(self, asked: str, k: int) -> list[int]: ...


class Ours:
    """The index of this product."""

    def __init__(self, engine: Engine) -> None:
        Base.metadata.drop_all(engine, TABLES)
        Base.metadata.create_all(engine, TABLES)
        self.session = Session(engine)

    def index(self, texts: Sequence[str]) -> None:
        fill(Index(self.session), iter(texts))
        self.session.commit()

    def query(self, asked: str, k: int) -> list[int]:
        return [hit.id for hit in Index(self.session).search(asked, k).hits]


class Bm25s:
    """The library bm25s: character bigrams, all in memory, built anew for each new text."""

    def index(self, texts: Sequence[str]) -> None:
        self.found = bm25s.BM25()
        self.found.index([_bigrams(said) for said in texts], show_progress=False)
        self.size = len(texts)

    def query(self, asked: str, k: int) -> list[int]:
        places: list[int] = self.found.retrieve([_bigrams(asked)], k=min(k, self.size), show_progress=False)[0][
            0
        ].tolist()
        return places


class Trigrams:
    """PostgreSQL's pg_trgm: similarity of trigrams, with its GIN index."""

    def __init__(self, engine: Engine) -> None:
        self.session = Session(engine)
        self.session.execute(text("CREATE EXTENSION IF NOT EXISTS pg_trgm"))

    def index(self, texts: Sequence[str]) -> None:
        self.session.execute(text("CREATE TEMPORARY TABLE trigrams (id integer, said text)"))
        rows = [{"id": place, "said": said} for place, said in enumerate(texts)]
        self.session.execute(text("INSERT INTO trigrams VALUES (:id, :said)"), rows)
        self.session.execute(text("CREATE INDEX ON trigrams USING gin (said gin_trgm_ops)"))

    def query(self, asked: str, k: int) -> list[int]:
        like = text("SELECT id FROM trigrams WHERE said % :asked ORDER BY similarity(said, :asked) DESC LIMIT :k")
        return list(self.session.scalars(like, {"asked": asked, "k": k}))


class Like:
    """Plain LIKE: the texts that hold most of the question's clauses as they stand."""

    def index(self, texts: Sequence[str]) -> None:
        self.database = sqlite3.connect(":memory:")
        self.database.execute("CREATE TABLE texts (id integer PRIMARY KEY, said text)")
        self.database.executemany("INSERT INTO texts VALUES (?, ?)", enumerate(texts))

    def query(self, asked: str, k: int) -> list[int]:
        clauses = [part for part in re.split(r"\W+", asked) if len(part) > 1][:50] or [asked]
        held = " + ".join(["(said LIKE ?)"] * len(clauses))
        order = f"SELECT id FROM texts WHERE {held} > 0 ORDER BY {held} DESC LIMIT {k}"
        given = [f"%{part}%" for part in clauses] * 2
        return [id for (id,) in self.database.execute(order, given)]


def _bigrams(said: str) -> list[str]:
    return [one + other for one, other in pairwise(re.findall(r"\w", said.lower()))] or [""]
