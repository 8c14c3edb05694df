"""批次: a file of texts, a file of questions, their most similar texts; the hub's own database is not touched."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from innovation_hub.kernel.storage.session import Base, engine_options
from proposals.similar.index.index import Index
from proposals.similar.index.postings import SEGMENT
from proposals.similar.index.tables import TABLES
from proposals.similar.index.terms import Vector

Row = dict[str, Any]

MOST_OF_A_PART = 1500  # characters


def answers(corpus: Path, queries: Path, k: int) -> Iterator[str]:
    """One JSON line a query: {"id", "hits": [[id, score], …] best first, "ms"}.

    Both files are JSON lines of id, title, problem and measures, in UTF-8.
    """
    with filled(rows(corpus)) as (index, names):
        for row in rows(queries):
            begun = perf_counter()
            hits = index.search(content(row), k).hits
            spent = round((perf_counter() - begun) * 1000, 3)
            found = [[names[hit.id], round(hit.score, 4)] for hit in hits]
            yield json.dumps({"id": row["id"], "hits": found, "ms": spent}, ensure_ascii=False)


@contextmanager
def filled(texts: Iterable[Row]) -> Iterator[tuple[Index, list[str]]]:
    """An index of the texts in memory, and their ids in the order of their places in it."""
    engine = create_engine("sqlite://", **engine_options("sqlite://"))
    Base.metadata.create_all(engine, TABLES)
    with Session(engine) as session:
        index = Index(session)
        yield index, fill(index, iter(texts))


def rows(file: Path) -> Iterator[Row]:
    """The rows of a JSON lines file, UTF-8."""
    with file.open(encoding="utf-8") as lines:  # not splitlines(): a text may hold U+2028
        yield from (json.loads(line) for line in lines if line.strip())


def content(row: Row) -> str:
    """What the index reads of a proposal: none of its parts so much that the next has no room."""
    return "\n".join((row.get(field) or "")[:MOST_OF_A_PART] for field in ("title", "problem", "measures"))


def fill(index: Index, texts: Iterator[Row]) -> list[str]:
    """Indexes the rows by their places into an index that was empty; returns their ids in this order."""
    names: list[str] = []
    index.begin(live=True)
    while some := list(islice(texts, SEGMENT)):
        vectors = {place: Vector.of(content(row)) for place, row in enumerate(some, len(names))}
        index.shelves()[0].add(vectors)
        names += [row["id"] for row in some]
    return names
