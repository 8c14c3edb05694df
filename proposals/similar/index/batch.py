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
from proposals.similar.index.words import COMPARED, called

Row = dict[str, Any]

MOST_OF_A_PART = 1500  # characters


def answers(corpus: Path, queries: Path, k: int, same_from: float) -> Iterator[str]:
    """One JSON line a query: {"id", "hits": [[id, score, word], …] best first, "ms"}.

    Both files are JSON lines of id, title, problem and measures, in UTF-8. `score` is how likely the two propose the
    same (0 … 1), `word` same, partly, topic or null.
    """
    said = [(row["id"], content(row)) for row in rows(corpus)]
    with filled(text for _, text in said) as index:
        for row in rows(queries):
            begun = perf_counter()
            text = content(row)
            hits = index.search(text, max(k, COMPARED)).hits
            words = called(text, [(said[hit.id][1], hit.close) for hit in hits], index.live(), same_from)[:k]
            spent = round((perf_counter() - begun) * 1000, 3)
            told = zip(hits[:k], words, strict=True)
            found = [[said[hit.id][0], round(one.score, 4), one.word] for hit, one in told]
            yield json.dumps({"id": row["id"], "hits": found, "ms": spent}, ensure_ascii=False)


@contextmanager
def filled(texts: Iterable[str]) -> Iterator[Index]:
    """An index of the texts in memory, by their places among them."""
    engine = create_engine("sqlite://", **engine_options("sqlite://"))
    Base.metadata.create_all(engine, TABLES)
    with Session(engine) as session:
        index = Index(session)
        fill(index, iter(texts))
        yield index


def rows(file: Path) -> Iterator[Row]:
    """The rows of a JSON lines file, UTF-8."""
    with file.open(encoding="utf-8") as lines:  # not splitlines(): a text may hold U+2028
        yield from (json.loads(line) for line in lines if line.strip())


def content(row: Row) -> str:
    """What the index reads of a proposal: none of its parts so much that the next has no room."""
    return "\n".join((row.get(field) or "")[:MOST_OF_A_PART] for field in ("title", "problem", "measures"))


def fill(index: Index, texts: Iterator[str]) -> None:
    """Indexes the texts by their places into an index that was empty."""
    index.begin(live=True)
    filled = 0
    while some := list(islice(texts, SEGMENT)):
        index.shelves()[0].add({place: Vector.of(text) for place, text in enumerate(some, filled)})
        filled += len(some)
