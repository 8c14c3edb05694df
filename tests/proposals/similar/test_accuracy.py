"""The threshold is judged on pairs that people have judged, and shown before it is saved."""

import json

import pytest

from innovation_hub.kernel.errors import Invalid
from innovation_hub.kernel.storage.session import db, writing
from proposals.similar import yardsticks
from proposals.similar.accuracy import STEPS, Accuracy, Labelled, accuracy, curve
from proposals.similar.labels import sources
from tests import real_texts

PAIRS = [Labelled(True, 0.9), Labelled(True, 0.4), Labelled(False, 0.6), Labelled(False, 0.1)]
TEXTS = [
    {"id": "a", "title": "戶籍謄本線上申請", "problem": "為一張謄本跑兩趟櫃台。", "measures": "改由網路申請。"},
    {"id": "b", "title": "謄本改為線上申請", "problem": "為了謄本跑兩趟櫃台。", "measures": "由網路申請，超商取件。"},
    {"id": "c", "title": "公園遊具巡檢", "problem": "紙本巡檢表遺失。", "measures": "手機拍照回報。"},
]
JUDGED = [{"a": "a", "b": "b", "label": 2}, {"a": "b", "b": "c", "label": 0}]


@pytest.mark.parametrize(
    ("threshold", "found", "precision", "recall"),
    [
        (0.5, Accuracy(0.5, 1, 1, 1), 0.5, 0.5),
        (0.4, Accuracy(0.4, 2, 1, 0), 2 / 3, 1.0),
        (0.95, Accuracy(0.95, 0, 0, 2), None, 0.0),
    ],
    ids=["half", "low", "high"],
)
def test_precision_and_recall_at_a_threshold(threshold, found, precision, recall):
    measured = accuracy(PAIRS, threshold)
    assert (measured, measured.precision, measured.recall) == (found, precision, recall)


def test_without_pairs_nothing_is_divided():
    assert (accuracy([], 0.5).precision, accuracy([], 0.5).recall) == (None, None)


def test_the_curve_has_every_step_and_the_one_asked_for_in_order():
    assert [step.threshold for step in curve(PAIRS, 0.33)] == sorted([*STEPS, 0.33])


def test_a_yardstick_is_measured_anew_and_kept_by_its_name(office):
    for _ in range(2):
        with writing():
            yardsticks.keep("small", yardsticks.measure("small", TEXTS, JUDGED))
            db.session.commit()
    (source,) = sources()
    assert [pair.duplicate for pair in source.pairs] == [True, False]
    assert source.pairs[0].score > source.pairs[1].score


def test_a_pair_of_an_unknown_text_is_refused_by_its_name(office):
    with pytest.raises(Invalid, match="text d is not in the corpus"):
        list(yardsticks.measure("small", TEXTS, [{"a": "a", "b": "d", "label": 0}]))


def test_a_threshold_is_tried_before_it_is_saved(office):
    with writing():
        yardsticks.keep("small", yardsticks.measure("small", TEXTS, JUDGED))
        db.session.commit()
    page = office.client("admin").get("/proposals/similar/accuracy?threshold=0.35").text
    seen_by_sec = office.client("sec").get("/proposals/similar/accuracy?threshold=0.35").text
    assert ("把門檻改為 0.35" in page, "把門檻改為 0.35" in seen_by_sec) == (True, False)
    assert "試算" in page


def test_a_threshold_that_cannot_be_is_not_tried(office):
    for given in ("7", "x", "nan", ""):
        answer = office.client("admin").get(f"/proposals/similar/accuracy?threshold={given}")
        assert (answer.status_code, "把門檻改為" in answer.text) == (200, False)


@pytest.mark.parametrize("kind", ["csv", "ods"])
def test_the_curve_is_a_file(office, kind):
    with writing():
        yardsticks.keep("small", yardsticks.measure("small", TEXTS, JUDGED))
        db.session.commit()
    answer = office.client("auditor").get(f"/proposals/similar/accuracy/small.{kind}")
    assert (answer.status_code, len(answer.data) > 100) == (200, True)


def test_the_command_prints_the_yardstick_and_marks_the_threshold_of_today(app, tmp_path):
    folder = tmp_path / "council"
    folder.mkdir()
    for name, rows in (("long.corpus.jsonl", TEXTS), ("long.pairs.jsonl", JUDGED)):
        (folder / name).write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows))
    printed = app.test_cli_runner().invoke(args=["proposals", "similar-accuracy", "--yardstick", str(folder)]).output
    lines = printed.splitlines()
    assert lines[0] == "council"
    assert [line.split()[0] for line in lines if line.endswith("now")] == ["0.5"]
    assert len(lines) == 2 + len(STEPS)


def test_the_command_prints_the_figures_for_programs(office):
    with writing():
        yardsticks.keep("small", yardsticks.measure("small", TEXTS, JUDGED))
        db.session.commit()
    printed = office.app.test_cli_runner().invoke(args=["proposals", "similar-accuracy", "--json"]).output
    told = json.loads(printed)
    (source,) = told["sources"]
    assert (told["threshold"], source["key"], source["pairs"], source["duplicates"]) == (0.5, "small", 2, 1)
    assert source["same"] == {"threshold": 0.5, "found": 1, "wrong": 0, "missed": 0, "precision": 1.0, "recall": 1.0}
    assert [step["threshold"] for step in source["steps"]] == list(STEPS)


@real_texts.needed
@pytest.mark.parametrize("engine", ["embedded"], indirect=True)
def test_on_real_proposals_four_of_five_flagged_at_a_half_are_duplicates(app):
    printed = (
        app.test_cli_runner()
        .invoke(args=["proposals", "similar-accuracy", "--yardstick", str(real_texts.FOLDER)])
        .output
    )
    (half,) = [line.split() for line in printed.splitlines() if line.split()[0] == "0.5"]
    assert float(half[4]) >= 80
    assert float(half[5]) >= 40
