"""Judging in the browser: what is wrong is said at its field, what was marked stays, and nothing half is kept."""

import pytest

from review.judging.cards import Scorecard
from tests.accounts.browser import post
from tests.proposals.forms import errors, typed
from tests.proposals.steps import there, told
from tests.review.steps import (
    ADOPT,
    MARKS,
    NOT_NOW,
    NOT_YOURS,
    TICKS,
    at_cross_section,
    at_section,
    at_task_force,
    scored,
    todo,
)

CARD = {f"scores_{key}": str(points) for key, points in MARKS.items()} | {"comment": "可行", "recommendation": "pass"}
CHECKS = dict.fromkeys((f"checklist_{key}" for key in TICKS), "yes")


@pytest.fixture
def engine(embedded):
    """What a page shows asks no database; that the verbs behind it hold on both is told elsewhere."""
    return embedded


def test_a_proposal_is_judged_and_adopted_on_pages_alone(office):
    id, case = at_section(office)
    chief = office.client("chief.civil")
    assert f"/reviews/{case}" in chief.get("/reviews").text
    assert post(chief, f"/reviews/{case}/scorecard", then="seal", **CHECKS).location == f"/reviews/{case}"
    assert post(chief, f"/reviews/{case}/decision", outcome="pass").location == "/reviews"
    office.settle()
    for login in ("rev1", "rev2"):
        assert post(office.client(login), f"/reviews/{case}/scorecard", then="seal", **CARD).status_code == 302
    assert post(office.client("sec"), f"/reviews/{case}/decision", outcome="pass", reason="可以上會").status_code == 302
    office.settle()
    for n in range(1, 5):
        post(
            office.client(f"panel{n}"), f"/reviews/{case}/scorecard", then="seal", **CARD | {"recommendation": "adopt"}
        )
    assert post(office.client("head"), f"/reviews/{case}/decision", outcome="adopt", **ADOPT).status_code == 302
    office.settle()
    shown = office.api("amy").get(f"/proposals/{id}").json
    assert (shown["stage"], shown["outcome"]) == ("decided", "adopt")


def test_marks_are_kept_as_a_draft_and_come_back(office):
    _, case = at_cross_section(office)
    client = office.client("rev1")
    given = {"scores_innovation": "20", "comment": "先看效益", "then": "keep"}
    assert post(client, f"/reviews/{case}/scorecard", **given).status_code == 302
    page = client.get(f"/reviews/{case}")
    assert (typed(page, "scores_innovation"), typed(page, "comment")) == ("20", "先看效益")
    assert there(Scorecard) == 1


def test_what_is_missing_before_sealing_is_told_at_each_line_and_the_marks_stay(office):
    _, case = at_cross_section(office)
    given = {"scores_innovation": "20", "comment": "先看效益", "then": "seal"}
    answer = post(office.client("rev1"), f"/reviews/{case}/scorecard", **given)
    assert answer.status_code == 422
    assert errors(answer) == {
        "scores_feasibility": "「可行性」還沒有給分。",
        "scores_benefit": "「效益性」還沒有給分。",
        "scores_diffusion": "「擴散性」還沒有給分。",
        "scores_completeness": "「完整性」還沒有給分。",
        "recommendation-0": "請選一個建議。",
    }
    assert (typed(answer, "scores_innovation"), typed(answer, "comment")) == ("20", "先看效益")
    assert there(Scorecard) == 1


@pytest.mark.parametrize(("mark", "sentence"), [("26", "請填 0 到 25 的整數。"), ("-1", "請填 0 到 25 的整數。")])
def test_a_mark_out_of_range_is_told_at_its_line(office, mark, sentence):
    _, case = at_cross_section(office)
    given = CARD | {"scores_innovation": mark, "then": "seal"}
    answer = post(office.client("rev1"), f"/reviews/{case}/scorecard", **given)
    assert (answer.status_code, errors(answer)) == (422, {"scores_innovation": sentence})
    assert (typed(answer, "scores_innovation"), typed(answer, "scores_benefit")) == (mark, "25")


def test_a_mark_that_is_no_number_is_told_at_its_line(office):
    _, case = at_cross_section(office)
    answer = post(office.client("rev1"), f"/reviews/{case}/scorecard", **CARD | {"scores_innovation": "二十"})
    assert (answer.status_code, list(errors(answer))) == (422, ["scores_innovation"])
    assert typed(answer, "comment") == "可行"


def test_a_decision_that_is_not_complete_is_told_at_its_fields_and_its_words_stay(office):
    id, case = at_task_force(office)
    scored(office, [f"panel{n}" for n in range(1, 5)], case, "adopt")
    before = told(id)
    answer = post(
        office.client("head"), f"/reviews/{case}/decision", outcome="adopt", reason="值得做", due_on="2020-01-01"
    )
    assert (answer.status_code, errors(answer)) == (
        422,
        {"owner_section": "請指定主辦課室。", "due_on": "完成期限須在今天之後。", "control_level": "請選擇列管層級。"},
    )
    assert (typed(answer, "reason"), typed(answer, "due_on")) == ("值得做", "2020-01-01")
    assert told(id) == before


def test_a_refusal_without_a_reason_is_told_at_its_field(office):
    id, case = at_section(office)
    before = told(id)
    answer = post(office.client("chief.civil"), f"/reviews/{case}/decision", outcome="refuse")
    assert (answer.status_code, errors(answer)) == (
        422,
        {"reason": "這個結果必須寫明理由。"},
    )
    assert told(id) == before


def test_a_decision_twice_or_out_of_turn_is_told_on_the_page(office):
    id, case = at_section(office)
    given = {"outcome": "return", "reason": "請補"}
    assert post(office.client("sec"), f"/reviews/{case}/decision", **given).status_code == 403
    chief = office.client("chief.civil")
    assert post(chief, f"/reviews/{case}/decision", **given).status_code == 302
    office.settle()
    events = told(id)
    again = post(chief, f"/reviews/{case}/decision", **given)
    assert (again.status_code, NOT_NOW in again.text) == (409, True)
    assert told(id) == events


def test_a_decision_at_a_tier_that_has_moved_on_is_told_on_the_page(office):
    _, case = at_cross_section(office)
    answer = post(office.client("chief.civil"), f"/reviews/{case}/decision", outcome="pass")
    assert (answer.status_code, NOT_YOURS in answer.text) == (403, True)


def test_stepping_aside_asks_for_the_reason_at_its_field(office):
    id, case = at_cross_section(office)
    client = office.client("rev2")
    answer = post(client, f"/reviews/{case}/recuse", reason=" ")
    assert (answer.status_code, errors(answer)) == (422, {"reason": "請寫明迴避的理由。"})
    assert post(client, f"/reviews/{case}/recuse", reason="提案人是我表妹").location == "/reviews"
    assert (told(id)[-1], client.get(f"/reviews/{case}").status_code) == ("case.recused", 404)


def test_a_page_offers_only_what_the_person_may_do(office):
    _, case = at_cross_section(office)
    offers = {"card": "/scorecard", "decision": "/decision", "recusal": "/recuse"}
    shown = {}
    for login in ("rev1", "sec", "head", "auditor", "chief.civil"):
        page = office.client(login).get(f"/reviews/{case}").text
        shown[login] = [name for name, path in offers.items() if f'action="/reviews/{case}{path}"' in page]
    assert shown == {"rev1": ["card", "recusal"], "sec": ["decision"], "head": [], "auditor": [], "chief.civil": []}


def test_the_menu_counts_what_waits(office):
    at_section(office)
    at_section(office)
    assert '<span class="badge">2<' in office.client("chief.civil").get("/").text
    assert '<span class="badge">2<' not in office.client("head").get("/").text


def test_the_rulebook_is_read_by_everyone(office):
    page = office.client("ben").get("/rulebook").text
    words = ("課室自審", "跨課室預審", "推動小組審議", "創新性", "只指出缺失而沒有提出作法", "近兩年沒有相同內容的提案")
    assert [word for word in words if word not in page] == []


@pytest.mark.parametrize("path", ["/reviews", "/reviews?all=1"])
def test_a_desk_of_many_asks_the_database_no_more_than_one_of_one(office, queries, path):
    client = office.client("chief.civil")
    at_section(office)
    one = queries(client, path)
    for _ in range(6):
        at_section(office)
    assert len(todo(office, "chief.civil")) == 7
    assert queries(client, path) == one
