"""The list: what one may read, found by its words and filters, page by page, and as a table."""

import csv
import io

import pytest
from sqlalchemy import delete, event

from innovation_hub.kernel.module.module import seed
from innovation_hub.kernel.search.texts import SearchText
from innovation_hub.kernel.storage.session import db, writing
from proposals.models import Proposal
from tests.proposals.steps import GOOD, draft, submitted


def titles(office, query, login="amy"):
    answer = office.api(login).get(f"/proposals?{query}")
    assert answer.status_code == 200, answer.json
    return [line["title"] for line in answer.json["items"]]


def many(office, count):
    """So many drafts of amy's at once."""
    amy = office.person("amy")
    with writing():
        for n in range(count):
            Proposal.draft(amy, **GOOD | {"title": f"第{n}案"})
        db.session.commit()


def test_words_are_found_in_number_title_problem_and_measures_alike_in_both_spellings(office):
    submitted(office, title="臺北車站指標", problem="看不懂", measures="加上箭頭")
    submitted(office, title="公園座椅", problem="台北的老人沒地方坐", measures="加設")
    submitted(office, title="里民大會", problem="沒人來", measures="改在晚上")
    found = {words: titles(office, f"q={words}") for words in ("台北", "臺北", "箭頭", "晚上", "0003", "%", "_", "\\")}
    both = ["公園座椅", "臺北車站指標"]
    assert found == {
        "台北": both,
        "臺北": both,
        "箭頭": ["臺北車站指標"],
        "晚上": ["里民大會"],
        "0003": ["里民大會"],
        "%": [],
        "_": [],
        "\\": [],
    }


def test_filters_say_what_they_mean_and_go_together(office):
    submitted(office, title="民政一")
    submitted(office, "ben", title="社會一", category="other")
    draft(office, title="民政草稿")
    found = {
        query: titles(office, query, "sec")
        for query in ("", "stage=in_review", "section=social", "category=other", "tier=section&section=civil", "mine=1")
    }
    assert found == {
        "": ["社會一", "民政一"],
        "stage=in_review": ["社會一", "民政一"],
        "section=social": ["社會一"],
        "category=other": ["社會一"],
        "tier=section&section=civil": ["民政一"],
        "mine=1": [],
    }
    assert titles(office, "mine=1") == ["民政草稿", "民政一"]
    assert titles(office, "stage=draft") == ["民政草稿"]


def test_a_long_list_comes_page_by_page_without_loss_or_repetition(office):
    many(office, 65)
    program, seen, path = office.api("amy"), [], "/proposals?stage=draft"
    sizes = []
    while path:
        answer = program.get(path)
        sizes.append(len(answer.json["items"]))
        seen += [line["title"] for line in answer.json["items"]]
        following = answer.json["next"]
        assert ("Link" in answer.headers) == bool(following)
        path = f"/proposals?stage=draft&cursor={following}" if following else None
    assert (sizes, seen) == ([30, 30, 5], [f"第{n}案" for n in reversed(range(65))])


@pytest.mark.parametrize("path", ["/proposals", "/"])
def test_a_page_of_many_asks_the_database_no_more_than_one_of_one(office, path):
    def queries():
        seen = []

        def note(*args):
            seen.append(args[2])

        event.listen(db.engine, "before_cursor_execute", note)
        assert client.get(path).status_code == 200
        event.remove(db.engine, "before_cursor_execute", note)
        return len(seen)

    client = office.client("amy")
    many(office, 1)
    one = queries()
    many(office, 29)
    assert queries() == one


def test_the_table_holds_what_the_list_holds_and_no_formula(office):
    _, id = submitted(office, title="=1+1 的公告")
    draft(office, "ben", title="別人的草稿")
    text = office.client("amy").get("/proposals.csv").get_data().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    number = office.api("amy").get(f"/proposals/{id}").json["number"]
    shown = [(row["編號"], row["提案名稱"].lstrip("'"), row["課室"], row["狀態"], row["級別"]) for row in rows]
    assert shown == [(number, "=1+1 的公告", "民政課", "審查中", "課室自審")]
    assert rows[0]["提案名稱"] != "=1+1 的公告"


SAID = {
    "ＯＤＦ範本下載": ["ODF", "odf 範本"],
    "臺北通APP報到": ["ＡＰＰ", "台北 報到"],
    "門牌 編釘－線上申請１１５年試辦": ["115年試辦", "門牌編釘", "試辦 門牌"],
    "里民 活動 中心 預約": ["預約 里民", "里民活動中心"],
    "Café角落再造": ["CAFÉ", "cafe"],
    "e\u0301lan計畫": ["élan", "ÉLAN計劃"],
    "群衆意見箱": ["群眾", "群众"],
    "戶政跨區服務": ["户政", "⼾政"],
    "服務櫃檯改造": ["櫃台", "柜台"],
}


def test_words_are_found_however_they_are_written_and_in_any_order(office):
    for title in SAID:
        draft(office, title=title)
    found = {words: titles(office, f"q={words}") for several in SAID.values() for words in several}
    assert found == {words: [title] for title, several in SAID.items() for words in several}
    assert titles(office, "q=預約 門牌") == []


@pytest.mark.parametrize("field", ["benefit", "references", "cost", "risks"])
def test_a_word_is_found_in_whatever_field_it_stands(office, field):
    program, id = draft(office, **{field: "只在這裡的字樣"})
    assert titles(office, "q=這裏 字樣") == [GOOD["title"]]
    program.patch(f"/proposals/{id}", {field: "改寫"}, headers={"If-Match": "*"})
    assert (titles(office, "q=字樣"), titles(office, "q=改写")) == ([], [GOOD["title"]])


def test_a_number_is_found_in_digits_of_any_width_and_a_year_as_it_is_written(office):
    submitted(office)
    for query in ("q=１１５-0001", "q=115－0001", "year=115", "year=１１５", "year=115年", "year=2026"):
        assert titles(office, query) == [GOOD["title"]], query
    assert titles(office, "year=114") == []


@pytest.mark.parametrize("year", ["abc", "0001" + "0" * 30, "１" * 4999, "-1", "115.5", "1911"])
def test_what_is_no_year_is_refused(office, year):
    program = office.api("amy")
    assert program.get(f"/proposals?year={year}").status_code == 422
    assert office.client("amy").get(f"/proposals?year={year}").status_code == 422


def test_after_an_upgrade_what_was_there_is_found(office):
    draft(office)
    with writing():
        db.session.execute(delete(SearchText))
        db.session.commit()
    assert titles(office, "q=里辦") == []
    with writing():
        seed()
        db.session.commit()
    assert titles(office, "q=里辦") == [GOOD["title"]]
