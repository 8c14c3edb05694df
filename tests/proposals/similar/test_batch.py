"""The batch form: two files in, one JSON line a query out."""

import json

from proposals.similar.index.batch import answers

CORPUS = [
    {"id": "甲", "title": "謄本線上申請", "problem": "跑兩趟櫃台", "measures": "超商取件"},
    {"id": "乙", "title": "會議室冷氣\u2028自動關閉", "problem": None, "measures": "裝設感測器"},
    {"id": "丙", "title": "只有案名"},
]
QUERIES = [
    {"id": "q1", "title": "感測器關冷氣", "problem": "", "measures": ""},
    {"id": "q2", "title": "", "problem": "線上申請謄本", "measures": "", "exclude": ["x"]},
    {"id": "q3", "title": "？", "problem": "", "measures": ""},
]


def written(path, rows):
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n\n" for row in rows), encoding="utf-8")
    return path


def test_each_query_has_its_line(tmp_path):
    corpus, queries = written(tmp_path / "corpus.jsonl", CORPUS), written(tmp_path / "queries.jsonl", QUERIES)
    lines = [json.loads(line) for line in answers(corpus, queries, k=1, same_from=0.5)]
    assert [(line["id"], [hit[0] for hit in line["hits"]]) for line in lines] == [
        ("q1", ["乙"]),
        ("q2", ["甲"]),
        ("q3", []),
    ]
    assert all(line["ms"] > 0 for line in lines)


def test_a_file_without_texts_finds_nothing(tmp_path):
    corpus, queries = written(tmp_path / "corpus.jsonl", []), written(tmp_path / "queries.jsonl", QUERIES[:1])
    assert [json.loads(line)["hits"] for line in answers(corpus, queries, k=5, same_from=0.5)] == [[]]
