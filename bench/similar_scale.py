"""多大都快: what a question and a new text cost among many texts, and how well the real ones are found among them."""

import gc
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.orm import Session

from bench.similar import NOT_HERE, TASKS, asked
from bench.similar_corpus import invented, rows
from bench.worlds import load
from innovation_hub.kernel.storage.session import Base, engine_options, writing
from proposals.similar.index.batch import content
from proposals.similar.index.index import Index
from proposals.similar.index.tables import TABLES
from proposals.similar.index.terms import Vector
from tests.probe.places import database
from tests.real_texts import FOLDER

TARGETS = {100_000: (20, 15), 1_000_000: (40, 15)}
HARD = {
    "empty": "",
    "one character": "橋",
    "a common character": "的",
    "20,000 characters": "",
    "one character 20,000 times": "路" * 20000,
    "only marks": "，。！？" * 50,
    "only boilerplate": "建請市府儘速辦理，以維民眾權益案。",
    "emoji": "🚲🚲🛣️💡",
    "mixed scripts": "自行車道 bike lane 自転車 자전거 จักรยาน велосипед ＢＩＫＥ",
}


def measure(texts: int = 100_000) -> list[list[object]]:
    """Rows by engine: what is done, CPU p50 and p99 of this process, their target, wall p50 and p99 in ms; then recall.

    Above them the size of the index and what this process has grown by while it answered.
    """
    if not FOLDER.exists():
        return [[NOT_HERE, *[""] * 7]]
    with ExitStack() as stack:
        folder, server = stack.enter_context(tempfile.TemporaryDirectory()), stack.enter_context(database())
        urls = f"sqlite:///{folder}/similar.sqlite3", server.replace("postgresql://", "postgresql+psycopg://")
        with ProcessPoolExecutor(len(urls), get_context("spawn")) as both:
            list(both.map(_filled, urls, [texts] * len(urls)))
        return [row for url in urls for row in _engine(url, texts)]


def _filled(url: str, texts: int) -> None:
    """Fills a new index; both are filled at once, each by a process of its own, and measured one after the other."""
    with _tables(url) as engine, Session(engine) as session:
        _fill(Index(session), _real()[0], texts)


def _real() -> tuple[list[str], list[str]]:
    """The real texts, and their ids."""
    corpus = rows(FOLDER / "long.corpus.jsonl")
    return [content(row) for row in corpus], [row["id"] for row in corpus]


def _engine(url: str, texts: int) -> Iterator[list[object]]:
    with _tables(url) as engine, Session(engine) as session:
        for row in figures(Index(session), *_real(), texts):
            _say(engine.dialect.name, *row)
            yield [engine.dialect.name, *row]


def _say(*words: object) -> None:
    """Shows how far the long work has come."""
    print(*words, file=sys.stderr, flush=True)


def figures(index: Index, real: list[str], ids: list[str], texts: int) -> Iterator[list[object]]:
    """What questions and a new text cost of an index that holds so many texts, the real ones first."""
    said = [content(row) for row in rows(FOLDER / "long.queries.jsonl")]
    search, add = TARGETS[texts]
    gc.collect()
    gc.freeze()  # a collection of all this bench holds would fall on some question
    before = _memory()
    yield ["a question (real)", *_taken(said, _question(index), search)]
    yield ["a question (invented)", *_taken(next(invented(real, 400, seed=3)), _question(index), search)]
    for what, one in (HARD | {"20,000 characters": "\n".join(said)[:20000]}).items():
        yield [f"a question: {what}", *_taken([one] * 5, _question(index), search)]
    recalled, _ = asked(_Among(index), FOLDER, ids)
    found = ", ".join(f"{task} {recalled[task]['R@5']:.3f} / {recalled[task]['MRR']:.3f}" for task in TASKS)
    yield [f"recall@5 / MRR among them: {found}", *[""] * 6]
    yield ["one text added", *_taken(next(invented(real, 200, seed=4)), _adding(index, texts), add)]
    grown = f"index {_size(index.session) / 1e6:.0f} MB; this process grew by {_memory() - before:.0f} MB"
    yield [f"{texts} texts: {grown}", *[""] * 6]


class _Among:
    """The index as the yardstick asks it."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def query(self, said: str, k: int) -> list[int]:
        """The places of the most similar texts."""
        return [hit.id for hit in self.index.search(said, k).hits]


def _question(index: Index) -> Callable[[str], object]:
    return lambda one: index.search(one, 10)


def _fill(index: Index, real: list[str], texts: int) -> None:
    """The real texts, and invented ones until there are so many."""
    done = 0
    index.begin(live=True)
    for portion in ([real], invented(real, texts - len(real))):
        for some in portion:
            index.shelves()[0].add({done + place: Vector.of(one) for place, one in enumerate(some)})
            index.session.commit()
            done += len(some)
            _say(f"{index.session.get_bind().dialect.name}: {done} of {texts} texts")
    if index.session.get_bind().dialect.name == "sqlite":
        index.session.rollback()
        with closing(index.session.get_bind().raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)")  # as the product's maintenance thread does


def _adding(index: Index, first: int) -> Callable[[str], None]:
    numbers = iter(range(first, first * 2))

    def add(one: str) -> None:
        with writing():
            index.put(next(numbers), one)
            index.session.commit()

    return add


def _taken(inputs: list[str], call: Callable[[str], object], target: int) -> list[object]:
    """CPU p50 and p99, the target of the latter, wall p50 and p99 in ms, load; the first calls warm up."""
    for one in inputs[:20] if len(inputs) > 20 else inputs[:2]:
        call(one)
    spent = np.array([_timed(call, one) for one in inputs]) * 1000
    (cpu50, wall50), (cpu99, wall99) = np.percentile(spent, [50, 99], axis=0)
    return [f"{cpu50:.1f}", f"{cpu99:.1f}", target, f"{wall50:.1f}", f"{wall99:.1f}", load()]


def _timed(call: Callable[[str], object], one: str) -> tuple[float, float]:
    cpu, wall = time.process_time(), time.perf_counter()
    call(one)
    return time.process_time() - cpu, time.perf_counter() - wall


@contextmanager
def _tables(url: str) -> Iterator[Engine]:
    engine = create_engine(url, **engine_options(url))
    Base.metadata.create_all(engine, TABLES)
    yield engine
    engine.dispose()


def _memory() -> float:
    """What this process holds now, in MB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def _size(session: Session) -> float:
    url = session.connection().engine.url
    if url.drivername == "sqlite":
        return float(Path(str(url.database)).stat().st_size)
    sizes = "+".join(f"pg_total_relation_size('{table.name}')" for table in TABLES)
    return float(session.execute(text(f"SELECT {sizes}")).scalar_one())
