"""量尺: how well and how fast similar texts are found, beside what else there is."""

import gc
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import create_engine

from bench.similar_corpus import rows
from bench.similar_methods import Bm25s, Like, Method, Ours, Trigrams
from bench.worlds import load
from innovation_hub.kernel.storage.session import engine_options
from proposals.similar.index.batch import content
from tests.probe.places import database
from tests.real_texts import FOLDER

TASKS = ("restate", "half", "draft", "realdup")
NOT_HERE = "left out: REAL_TEXTS names no folder of real proposals"


def measure() -> list[list[object]]:
    """One row a way: recall@5 / MRR of each task, CPU of a question at p50 and p99 in ms, load."""
    if not FOLDER.exists():
        return [[NOT_HERE, *[""] * (len(TASKS) + 3)]]
    with database() as url:
        return [_row(name, method, FOLDER) for name, method in _methods(url)]


def _row(name: str, method: Method, data: Path) -> list[object]:
    figures, spent = judged(method, data)
    cells = [f"{figures[task]['R@5']:.3f} / {figures[task]['MRR']:.3f}" for task in TASKS]
    return [name, *cells, *(f"{np.percentile(spent, share):.1f}" for share in (50, 99)), load()]


def judged(method: Method, data: Path) -> tuple[dict[str, dict[str, float]], list[float]]:
    """Recall@5 and mean reciprocal rank of each kind of query, and the CPU milliseconds of each query."""
    corpus = rows(data / "long.corpus.jsonl")
    method.index([content(row) for row in corpus])
    gc.collect()
    gc.freeze()  # a collection of all this would fall on some query
    return asked(method, data, [row["id"] for row in corpus])


def asked(method: Method, data: Path, names: list[Any]) -> tuple[dict[str, dict[str, float]], list[float]]:
    """The same of a method that holds the texts of these names, first to last, and perhaps others after them."""
    relevant, spent = _relevant(data), []
    sums = defaultdict[str, list[tuple[float, float]]](list)
    for query in rows(data / "long.queries.jsonl"):
        begun = time.process_time()
        places = method.query(content(query), 10 + len(query.get("exclude", ())))
        spent.append((time.process_time() - begun) * 1000)
        found = [names[place] if place < len(names) else place for place in places]
        found = [name for name in found if name not in query.get("exclude", ())]
        sums[query["task"]].append(_found(found[:10], relevant[query["id"]]))
    means = {task: np.mean(found, axis=0) for task, found in sums.items()}
    return {task: {"R@5": float(mean[0]), "MRR": float(mean[1])} for task, mean in means.items()}, spent


def _relevant(data: Path) -> dict[str, set[Any]]:
    relevant = defaultdict[str, set[Any]](set)
    for row in rows(data / "long.qrels.jsonl"):
        relevant[row["query"]] |= {row["doc"]} if row["rel"] == 2 else set()
    return relevant


def _found(names: list[Any], relevant: set[Any]) -> tuple[float, float]:
    first = next((1 / rank for rank, name in enumerate(names, 1) if name in relevant), 0.0)
    return len(relevant & set(names[:5])) / min(len(relevant), 5), first


def _methods(url: str) -> Iterator[tuple[str, Method]]:
    yield "ours, SQLite", Ours(create_engine("sqlite://", **engine_options("sqlite://")))
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"), **engine_options(url))
    yield "ours, PostgreSQL", Ours(engine)
    yield "pg_trgm", Trigrams(engine)
    yield "bm25s, bigrams, in memory", Bm25s()
    yield "LIKE, clause by clause", Like()
    engine.dispose()
