"""The list: what one may read, found by its words and filters, page by page, and as a table."""

import csv
import io

import pytest
from sqlalchemy import event

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
