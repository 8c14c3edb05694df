"""A submitted proposal can be found by what it says, by whoever may read it."""

import json
import re

import pytest
from sqlalchemy import select

from innovation_hub.kernel.storage.session import db
from proposals.similar.index.index import Index
from proposals.similar.index.tables import Text
from tests.journeys.test_climb import GOOD

OTHER = {
    "title": "颱風夜值勤改採線上排班",
    "problem": "值勤表以紙本傳閱，常有人漏看而誤了班。",
    "measures": "改用線上表單排班，前一日自動提醒值勤同仁。",
    "benefit": "不再漏班。",
    "category": "internal_management",
}
ASKED = {"title": "公告貼上多國語言", "problem": "新住民看不懂公告而來電", "measures": "志工每週翻譯越南文摘要"}


def submitted(office, login, answers):
    """A proposal of this person, submitted and handled of."""
    program = office.api(login)
    id = program.post("/proposals", answers).json["id"]
    assert program.post(f"/proposals/{id}/submit").status_code == 200
    office.settle()
    return id


def asked(office, login, **body):
    """The ids this person finds."""
    answer = office.api(login).post("/proposals/similar", {**ASKED, **body})
    assert answer.status_code == 200, answer.json
    return answer.json["items"]


def test_an_earlier_proposal_is_found_with_how_it_stands_and_what_both_say(office):
    id = submitted(office, "amy", GOOD)
    submitted(office, "ben", OTHER)
    [found] = [item for item in asked(office, "amy") if item["id"] == id]
    assert (found["title"], found["stage"], found["outcome"]) == (GOOD["title"], "in_review", None)
    assert "看不懂" in "".join(found["phrases"])
    assert (found["word"], found["score"]) == ("same", None)


def test_who_may_not_decide_sees_words_and_never_a_score(office):
    id = submitted(office, "amy", GOOD)
    twin = submitted(office, "amy", {**GOOD, "title": "里辦公處公告有越南文"})
    told = {login: office.api(login).get(f"/proposals/{id}/similar").json["items"] for login in ("amy", "sec")}
    assert {login: [item["id"] for item in items] for login, items in told.items()} == {"amy": [twin], "sec": [twin]}
    assert (told["amy"][0]["word"], told["amy"][0]["score"]) == ("same", None)
    assert (told["sec"][0]["word"], told["sec"][0]["score"] > 0.5) == ("same", True)
    assert [item["score"] is None for login in ("amy", "sec") for item in asked(office, login)[:1]] == [True, False]
    pieces = {login: office.client(login).get(f"/proposals/{id}/similar").text for login in ("amy", "sec")}
    assert {login: ("很像" in text, "相似度" in text) for login, text in pieces.items()} == {
        "amy": (True, False),
        "sec": (True, True),
    }


def test_what_is_not_alike_is_answered_without_a_word_and_not_shown(office):
    submitted(office, "ben", OTHER)
    [item] = asked(office, "sec", title="公園遊具油漆剝落", problem="孩童常割傷手", measures="每年改用無鉛漆重漆")
    assert (item["word"], item["duplicate"]) == (None, False)


def test_what_one_may_not_read_is_not_found(office):
    submitted(office, "amy", GOOD)
    assert (asked(office, "ben"), len(asked(office, "sec"))) == ([], 1)


def test_a_draft_is_never_found_not_even_ones_own(office):
    office.api("amy").post("/proposals", GOOD)
    office.settle()
    assert asked(office, "amy") == []


def test_a_proposal_is_not_similar_to_itself(office):
    id = submitted(office, "amy", GOOD)
    twin = submitted(office, "amy", {**GOOD, "title": "里辦公處公告有越南文"})
    assert [item["id"] for item in office.api("amy").get(f"/proposals/{id}/similar").json["items"]] == [twin]


def test_a_resubmitted_proposal_is_found_by_its_new_words_only(office):
    id = submitted(office, "amy", GOOD)
    [case] = office.api("chief.civil").get("/reviews?todo=1").json["items"]
    back = {"outcome": "return", "reason": "請改寫"}
    assert office.api("chief.civil").post(f"/reviews/{case['id']}/decision", back).status_code == 200
    office.settle()
    amy = office.api("amy")
    tag = amy.get(f"/proposals/{id}").headers["ETag"]
    assert amy.patch(f"/proposals/{id}", OTHER, headers={"If-Match": tag}).status_code == 200
    assert amy.post(f"/proposals/{id}/submit").status_code == 200
    office.settle()
    index = Index(db.session())
    [old], [new] = index.search("公告貼上多國語言 越南文", 5, set).hits, index.search("颱風夜值勤排班", 5, set).hits
    assert (old.id, old.close < 0.1, new.id, new.close > 0.1) == (id, True, id, True)


def test_a_rebuilt_index_holds_the_same(office):
    submitted(office, "amy", GOOD)
    submitted(office, "ben", OTHER)
    before = db.session.execute(select(Text.text, Text.vector).order_by(Text.text)).all()
    db.session.rollback()
    done = office.app.test_cli_runner().invoke(args=["proposals", "reindex"])
    db.session.rollback()
    after = db.session.execute(select(Text.text, Text.vector).order_by(Text.text)).all()
    assert (done.exit_code, after) == (0, before)


def test_files_are_answered_without_touching_the_database(office, tmp_path):
    corpus, queries = tmp_path / "corpus.jsonl", tmp_path / "queries.jsonl"
    corpus.write_text(
        "\n".join(json.dumps({"id": n, **one}) for n, one in (("a", GOOD), ("b", OTHER))), encoding="utf-8"
    )
    queries.write_text(json.dumps({"id": "q", **ASKED}), encoding="utf-8")
    args = ["proposals", "similar", "--corpus", str(corpus), "--queries", str(queries), "--k", "1"]
    answer = json.loads(office.app.test_cli_runner().invoke(args=args).output)
    assert (answer["id"], [(name, word) for name, _, word in answer["hits"]]) == ("q", [("a", "same")])
    assert db.session.scalars(select(Text.text)).all() == []


@pytest.mark.parametrize("text", ["", "公", "，。！", "建請", "😀😀", "abc 公告 ｶﾀｶﾅ", "長" * 20000])
def test_any_text_gets_an_answer(office, text):
    submitted(office, "amy", GOOD)
    assert office.api("amy").post("/proposals/similar", {"title": text}).status_code == 200


def test_what_is_asked_wrongly_is_said_at_its_field(office):
    amy = office.api("amy")
    answers = [amy.post("/proposals/similar", body).json for body in ({"k": 0}, {"k": "x"}, {"titel": ""})]
    assert [list(answer["errors"]) for answer in answers] == [["k"], ["k"], ["titel"]]


def test_beside_the_form_similar_ones_come_as_a_piece_of_a_page(office):
    submitted(office, "amy", GOOD)
    amy = office.client("amy")
    token = re.search('name="csrf-token" content="([^"]+)"', amy.get("/proposals/new?key=page-1").text)[1]
    piece = amy.post("/proposals/similar", data=ASKED, headers={"HX-Request": "true", "X-CSRFToken": token})
    assert (piece.status_code, "<mark>" in piece.text, "<html" in piece.text) == (200, True, False)
