"""批次: a file of texts, a file of questions, and each question's most similar texts; the hub's own database is not touched."""

import json
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from innovation_hub.kernel.db import Base, engine_options
from proposals.similar.index import Index
from proposals.similar.tables import SEGMENT, Generation, Posting, Term, Text
from proposals.similar.terms import Vector

Row = dict[str, Any]


def answers(corpus: Path, queries: Path, k: int) -> Iterator[str]:
    """One JSON line a query: {"id", "hits": [[id, score], …] best first, "ms"}; rows of both files have id, title, problem, measures."""
    texts = _rows(corpus)
    names = [row["id"] for row in texts]
    with _session() as session:
        index = Index(session)
        fill(index, [content(row) for row in texts])
        for row in _rows(queries):
            begun = perf_counter()
            hits = index.search(content(row), k).hits
            spent = round((perf_counter() - begun) * 1000, 3)
            found = [[names[hit.id], round(hit.score, 4)] for hit in hits]
            yield json.dumps({"id": row["id"], "hits": found, "ms": spent}, ensure_ascii=False)


def content(row: Row) -> str:
    """What the index reads of a proposal."""
    return "\n".join(row.get(field) or "" for field in ("title", "problem", "measures"))


def fill(index: Index, texts: list[str]) -> None:
    """Indexes the texts by their places in the list, into an index that was empty."""
    index.begin(live=True)
    for first in range(0, len(texts), SEGMENT):
        some = enumerate(texts[first : first + SEGMENT], first)
        index.shelves()[0].add({place: Vector.of(text) for place, text in some})


def _rows(file: Path) -> list[Row]:
    with file.open(encoding="utf-8") as lines:  # not splitlines(): a text may hold U+2028
        return [json.loads(line) for line in lines if line.strip()]


def _session() -> Session:
    engine = create_engine("sqlite://", **engine_options("sqlite://"))
    tables: list[Any] = [table.__table__ for table in (Generation, Term, Posting, Text)]
    Base.metadata.create_all(engine, tables)
    return Session(engine)
