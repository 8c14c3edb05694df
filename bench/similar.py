"""量尺: how well and how fast similar texts are found, beside what else there is: python -m bench.similar --help."""

import argparse
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
from innovation_hub.kernel.db import engine_options
from proposals.similar.batch import content

TASKS = ("restate", "half", "draft", "realdup")
HEAD = f"{'recall@5 / MRR':24s}" + "".join(f"{task:>16s}" for task in TASKS) + "   CPU p50 / p99 ms"


def main() -> None:
    """Prints one line a method."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument(
        "--data", type=Path, required=True, help="folder with long.corpus, .queries, .qrels (JSON lines)"
    )
    asked.add_argument("--postgresql", help="an empty database, postgresql+psycopg://…")
    told = asked.parse_args()
    print(HEAD)
    for name, method in _methods(told.postgresql):
        figures, spent = judged(method, told.data)
        cells = "".join(f"{figures[task]['R@5']:8.3f} /{figures[task]['MRR']:6.3f}" for task in TASKS)
        print(f"{name:24s}{cells}{np.percentile(spent, 50):11.1f} / {np.percentile(spent, 99):.1f}", flush=True)


def judged(method: Method, data: Path) -> tuple[dict[str, dict[str, float]], list[float]]:
    """Recall@5 and mean reciprocal rank of each kind of query, and the CPU milliseconds of each query."""
    corpus, relevant, spent = rows(data / "long.corpus.jsonl"), _relevant(data), []
    sums = defaultdict[str, list[tuple[float, float]]](list)
    method.index([content(row) for row in corpus])
    gc.collect()
    gc.freeze()  # a collection of all this would fall on some query
    for query in rows(data / "long.queries.jsonl"):
        begun = time.process_time()
        places = method.query(content(query), 10 + len(query.get("exclude", ())))
        spent.append((time.process_time() - begun) * 1000)
        names = [name for name in (corpus[place]["id"] for place in places) if name not in query.get("exclude", ())]
        sums[query["task"]].append(_found(names[:10], relevant[query["id"]]))
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


def _methods(postgresql: str | None) -> Iterator[tuple[str, Method]]:
    yield "ours, SQLite", Ours(create_engine("sqlite://", **engine_options("sqlite://")))
    if postgresql:
        engine = create_engine(postgresql, **engine_options(postgresql))
        yield "ours, PostgreSQL", Ours(engine)
        yield "pg_trgm", Trigrams(engine)
    yield "bm25s, bigrams, memory", Bm25s()
    yield "LIKE, clause by clause", Like()


if __name__ == "__main__":
    main()
