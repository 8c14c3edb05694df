"""多大都快: what a question and a new text cost among many texts: python -m bench.similar_scale --help."""

import argparse
import gc
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.orm import Session

from bench.similar_corpus import invented, rows
from innovation_hub.kernel.db import Base, engine_options, writing
from proposals.similar.batch import content
from proposals.similar.index import Index
from proposals.similar.tables import TABLES
from proposals.similar.terms import Vector

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


def main() -> None:
    """Fills, asks, adds, and prints the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--data", type=Path, required=True)
    asked.add_argument("--url", required=True)
    asked.add_argument("--texts", type=int, default=100_000)
    told = asked.parse_args()
    real = [content(row) for row in rows(told.data / "long.corpus.jsonl")]
    questions = [content(row) for row in rows(told.data / "long.queries.jsonl")]
    with _tables(told.url) as engine, Session(engine) as session:
        index = Index(session)
        _fill(index, real, told.texts)
        gc.collect()
        gc.freeze()  # a collection of all this bench holds would fall on some question
        print(f"{engine.dialect.name}, {told.texts} texts, {_size(session, told.url) / 1e6:.0f} MB")
        _report("a question (real)", questions, lambda one: index.search(one, 10))
        _report("a question (invented)", next(invented(real, 400, seed=3)), lambda one: index.search(one, 10))
        for name, one in (HARD | {"20,000 characters": "\n".join(questions)[:20000]}).items():
            _report(f"  {name}", [one] * 5, lambda one: index.search(one, 10))
        _report("one text added", next(invented(real, 200, seed=4)), _adding(index, told.texts))
        print(f"memory of this process at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _fill(index: Index, real: list[str], texts: int) -> None:
    """The real texts, and invented ones until there are so many."""
    begun, done = time.perf_counter(), 0
    index.begin(live=True)
    for portion in ([real], invented(real, texts - len(real))):
        for some in portion:
            index.shelves()[0].add({done + place: Vector.of(one) for place, one in enumerate(some)})
            index.session.commit()
            done += len(some)
    print(f"filled in {time.perf_counter() - begun:.0f} s")


def _adding(index: Index, first: int) -> Callable[[str], None]:
    numbers = iter(range(first, first * 2))

    def add(one: str) -> None:
        with writing():
            index.put(next(numbers), one)
            index.session.commit()

    return add


def _report(name: str, inputs: list[str], call: Callable[[str], object]) -> None:
    for one in inputs[:20] if len(inputs) > 20 else inputs[:2]:
        call(one)
    spent = np.array([_timed(call, one) for one in inputs]) * 1000
    (cpu50, wall50), (cpu99, wall99) = np.percentile(spent, [50, 99], axis=0)
    print(f"{name:32s} CPU p50 {cpu50:6.2f}  p99 {cpu99:6.2f}   wall p50 {wall50:6.2f}  p99 {wall99:6.2f} ms")


def _timed(call: Callable[[str], object], one: str) -> tuple[float, float]:
    cpu, wall = time.process_time(), time.perf_counter()
    call(one)
    return time.process_time() - cpu, time.perf_counter() - wall


@contextmanager
def _tables(url: str) -> Iterator[Engine]:
    engine = create_engine(url, **engine_options(url))
    Base.metadata.drop_all(engine, TABLES)
    Base.metadata.create_all(engine, TABLES)
    yield engine
    Base.metadata.drop_all(engine, TABLES)


def _size(session: Session, url: str) -> float:
    if url.startswith("sqlite"):
        return float(Path(url.removeprefix("sqlite:///")).stat().st_size)
    sizes = "+".join(f"pg_total_relation_size('{table.name}')" for table in TABLES)
    return float(session.execute(text(f"SELECT {sizes}")).scalar_one())


if __name__ == "__main__":
    main()
