"""判讀過的清單: lists of similar texts with what is known of each, from judged pairs and questions."""

from collections import defaultdict
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from bench.similar_corpus import rows
from proposals.similar.index.batch import content, filled
from proposals.similar.index.index import Index
from proposals.similar.index.resemblance import Features, Said, Telling
from proposals.similar.index.words import COMPARED

SEED = "20261201"
TITLE_ONLY = ("problem", "measures")
Row = dict[str, Any]


class Listed(NamedTuple):
    """One found text: its closeness, what it shares, and the judgement (2 duplicate, 1 related, 0 not, or None)."""

    close: float
    features: Features
    judged: int | None
    content: str


class Asked(NamedTuple):
    """One question's list: `kind` is of the questions (restate …), or says that its twins were taken out."""

    kind: str
    twins: bool
    fitting: bool  # whether it belongs to the half that is fitted to
    content: str
    found: list[Listed]


def lists(data: Path) -> Iterator[Asked]:
    """Every question with its twins and without, and every judged text whole and by its title alone."""
    corpus = {row["id"]: row for row in rows(data / "long.corpus.jsonl")}
    halves = Halves(data)
    names = list(corpus)
    with filled(map(content, corpus.values())) as index:
        for kind, twins, row, out, judged in _questions(data, corpus):
            found = [hit for hit in index.search(content(row), COMPARED + len(out)).hits if names[hit.id] not in out]
            near = [(names[hit.id], hit.close) for hit in found[:COMPARED]]
            texts = [content(corpus[name]) for name, _ in near]
            shares = features(index, content(row), texts)
            listed = [
                Listed(close, share, judged.get(name), text)
                for (name, close), share, text in zip(near, shares, texts, strict=True)
            ]
            yield Asked(kind, twins, halves.fitting(row["id"]), content(row), listed)


def pairs(data: Path) -> list[tuple[Features, int, bool]]:
    """Every judged pair: what the two share, the judgement, and whether it is of the half that is fitted to."""
    corpus = {row["id"]: row for row in rows(data / "long.corpus.jsonl")}
    judged, halves = rows(data / "long.pairs.jsonl"), Halves(data)
    with filled(map(content, corpus.values())) as index:
        return [
            (
                features(index, content(corpus[row["a"]]), [content(corpus[row["b"]])])[0],
                row["label"],
                halves.fitting(row["a"]),
            )
            for row in judged
        ]


def features(index: Index, asked: str, others: list[str]) -> list[Features]:
    """What each of the others shares with the text asked about."""
    question, said = Said.of(asked), [Said.of(other) for other in others]
    telling = Telling(index.live(), [question, *said])
    return [telling.features(question, other) for other in said]


class Halves:
    """Which half a text belongs to, by a fixed seed; texts that were judged alike are of one half."""

    def __init__(self, data: Path) -> None:
        self.leads: dict[str, str] = {}
        for row in rows(data / "long.pairs.jsonl"):
            if row["label"]:
                self._join(row["a"], row["b"])
        for row in rows(data / "long.qrels.jsonl"):
            if row["rel"]:
                self._join(row["query"], row["doc"])
        for row in rows(data / "long.queries.jsonl"):
            for own in row.get("exclude", ()):
                self._join(row["id"], own)

    def fitting(self, name: str) -> bool:
        """Whether it is of the half that is fitted to."""
        return sha256((SEED + self._first(name)).encode()).digest()[-1] % 2 == 1

    def _first(self, name: str) -> str:
        while (lead := self.leads.setdefault(name, name)) != name:
            name = lead
        return name

    def _join(self, one: str, other: str) -> None:
        self.leads[self._first(one)] = self._first(other)


def _questions(data: Path, corpus: dict[str, Row]) -> Iterator[tuple[str, bool, Row, set[str], dict[str, int]]]:
    known: dict[str, dict[str, int]] = defaultdict(dict)
    for row in rows(data / "long.qrels.jsonl"):
        known[row["query"]][row["doc"]] = row["rel"]
    for row in rows(data / "long.queries.jsonl"):
        judged, own = known[row["id"]], set(row.get("exclude", ()))
        yield row["task"], True, row, own, judged
        yield row["task"], False, row, own | {name for name, rel in judged.items() if rel == 2}, {}
    beside: dict[str, dict[str, int]] = defaultdict(dict)
    for row in rows(data / "long.pairs.jsonl"):
        beside[row["a"]][row["b"]] = beside[row["b"]][row["a"]] = row["label"]
    for name, judged in beside.items():
        yield "judged text", True, corpus[name], {name}, judged
        if corpus[name]["title"]:
            yield "judged title", True, corpus[name] | dict.fromkeys(TITLE_ONLY, ""), {name}, judged
