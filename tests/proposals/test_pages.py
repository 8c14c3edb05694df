"""Writing in the browser: what is wrong is said at its field, what was typed stays, and nothing half is kept."""

import json

import pytest

from tests.accounts.browser import post
from tests.proposals.forms import errors, typed
from tests.proposals.steps import GOOD, draft, submitted, there

AUTOSAVE = {"X-Autosave": "1"}


def test_an_idea_is_written_in_two_steps_and_submitted(office):
    client = office.client("amy")
    first = post(client, "/proposals/new", **GOOD)
    id = int(first.location.split("/")[2])
    assert first.location == f"/proposals/{id}/details"
    more = {"version": "1", "origin": "voice", "cost": "無", "co_login_0": "ben", "co_share_0": "40"}
    second = post(client, f"/proposals/{id}/details", **more)
    assert (second.status_code, second.location) == (302, f"/proposals/{id}")
    sent = post(client, f"/proposals/{id}/submit")
    assert (sent.status_code, sent.location) == (302, f"/proposals/{id}")
    office.settle()
    shown = office.api("amy").get(f"/proposals/{id}").json
    assert (shown["stage"], shown["origin"], shown["details"]["cost"]) == ("in_review", "voice", "無")
    assert [(one["login"], one["share"]) for one in shown["proposers"]] == [("amy", 60), ("ben", 40)]


def test_a_text_that_is_too_long_is_told_at_its_field_and_all_that_was_typed_stays(office):
    given = GOOD | {"title": "長" * 101, "problem": "難" * 3001}
    answer = post(office.client("amy"), "/proposals/new", **given)
    assert answer.status_code == 422
    assert errors(answer) == {
        "title": "「提案名稱」最多 100 字，目前 101 字。",
        "problem": "「現況問題」最多 3000 字，目前 3001 字。",
    }
    assert {field: typed(answer, field) for field in ("title", "problem", "measures", "benefit")} == {
        field: given[field] for field in ("title", "problem", "measures", "benefit")
    }
    assert there() == 0


def test_the_limit_stands_beside_each_field_before_anything_is_typed(office):
    page = office.client("amy").get("/proposals/new?key=page-1").text
    assert [limit in page for limit in ("100", "3000", "5000")] == [True] * 3


def test_a_draft_may_be_incomplete_and_what_is_missing_is_told_on_submission(office):
    client = office.client("amy")
    made = post(client, "/proposals/new", **GOOD | {"problem": "", "benefit": ""})
    id = int(made.location.split("/")[2])
    answer = post(client, f"/proposals/{id}/submit")
    assert (answer.status_code, answer.location) == (302, f"/proposals/{id}/edit")
    page = client.get(answer.location).text
    assert "「現況問題」還沒有寫。 「預期效益」還沒有寫。" in page
    assert office.api("amy").get(f"/proposals/{id}").json["stage"] == "draft"


@pytest.mark.parametrize(
    ("portion", "field", "sentence"),
    [
        (("nobody", "40"), "co_login_0", "找不到同仁：nobody"),
        (("ben", "0"), "co_share_0", "每位共同提案人的貢獻須在 0.01 到 99.99 之間（%）。"),
        (("ben", "100"), "co_share_0", "每位共同提案人的貢獻須在 0.01 到 99.99 之間（%）。"),
        (("amy", "40"), "co_share_0", "主要提案人不必再列為共同提案人。"),
        (("ben", "33.333"), "co_share_0", "貢獻請填數字，最多兩位小數。"),
    ],
)
def test_a_portion_that_cannot_be_is_told_at_its_field(office, portion, field, sentence):
    _, id = draft(office)
    given = {"version": "1", "origin": "free", "cost": "五千元", "co_login_0": portion[0], "co_share_0": portion[1]}
    answer = post(office.client("amy"), f"/proposals/{id}/details", **given)
    assert (answer.status_code, errors(answer)) == (422, {field: sentence})
    assert [typed(answer, name) for name in ("cost", "co_login_0")] == ["五千元", portion[0]]
    shown = office.api("amy").get(f"/proposals/{id}").json
    assert (shown["version"], shown["details"], len(shown["proposers"])) == (1, {}, 1)


def test_of_two_tabs_the_later_one_is_told_and_changes_nothing(office):
    _, id = draft(office)
    client = office.client("amy")
    here, elsewhere = (GOOD | {"version": "1", "title": title} for title in ("第一頁", "第二頁"))
    assert post(client, f"/proposals/{id}/edit", **here).status_code == 302
    answer = post(client, f"/proposals/{id}/edit", **elsewhere)
    assert (answer.status_code, typed(answer, "title"), typed(answer, "version")) == (409, "第二頁", "2")
    assert ("<del>一</del>" in answer.text, "<ins>二</ins>" in answer.text) == (True, True)
    assert office.api("amy").get(f"/proposals/{id}").json["title"] == "第一頁"


def test_what_is_typed_is_kept_by_and_by_as_one_draft(office):
    client = office.client("amy")
    first = post(client, "/proposals/new/autosave", AUTOSAVE, title="里")
    kept = json.loads(first.text)
    assert (first.status_code, kept["version"]) == (200, 1)
    second = post(client, kept["autosave"], AUTOSAVE, title="里辦公處", problem="看不懂", version="1")
    assert json.loads(second.text)["version"] == 2
    assert post(client, kept["autosave"], AUTOSAVE, title="舊的一頁", version="1").status_code == 409
    [one] = office.api("amy").get("/proposals").json["items"]
    assert (one["title"], kept["action"], there()) == ("里辦公處", f"/proposals/{one['id']}/edit", 1)


def test_saving_while_typing_tells_too_long_and_signed_out_apart(office):
    client = office.client("amy")
    assert post(client, "/proposals/new/autosave", AUTOSAVE, title="長" * 101).status_code == 422
    assert post(office.client(), "/proposals/new/autosave", AUTOSAVE, title="里").status_code == 401
    assert there() == 0


def test_a_form_without_its_token_changes_nothing(office):
    answer = office.client("amy").post("/proposals/new", data=GOOD)
    assert answer.status_code == 400
    assert "這一頁開得太久了" in answer.text
    assert there() == 0


def test_following_a_link_moves_nothing(office):
    _, id = draft(office)
    client = office.client("amy")
    assert [client.get(f"/proposals/{id}/{action}").status_code for action in ("submit", "withdraw", "discard")] == [
        405
    ] * 3
    assert office.api("amy").get(f"/proposals/{id}").json["stage"] == "draft"


def test_under_review_it_cannot_be_written_and_the_page_says_what_can_be_done(office):
    _, id = submitted(office)
    client = office.client("amy")
    sentence = "審查中的提案不能修改。要改的話，請先撤回，或等退回補正。"
    for answer in (client.get(f"/proposals/{id}/edit"), post(client, f"/proposals/{id}/edit", **GOOD)):
        assert (answer.status_code, sentence in answer.text) == (409, True)
    page = client.get(f"/proposals/{id}").text
    assert (f"/proposals/{id}/withdraw" in page, f"/proposals/{id}/submit" in page) == (True, False)


def test_a_decision_made_twice_is_told_on_the_page(office):
    _, id = submitted(office)
    client = office.client("amy")
    assert post(client, f"/proposals/{id}/withdraw").status_code == 302
    again = post(client, f"/proposals/{id}/withdraw")
    assert (again.status_code, "這件案子目前的狀態不能做這個動作。" in again.text) == (409, True)


def test_who_reads_english_is_refused_in_english(office):
    client = office.client("amy")
    post(client, "/language", language="en")
    answer = post(client, "/proposals/new", **GOOD | {"title": "x" * 101})
    assert errors(answer) == {"title": "“Title” can have up to 100 characters. It has 101 now."}


@pytest.mark.parametrize("version", ["9" * 5000, "１２", "-1"])
@pytest.mark.parametrize("path", ["edit", "autosave"])
def test_a_version_that_is_none_is_no_fault_of_the_product(office, path, version):
    _, id = draft(office)
    given = GOOD | {"version": version, "origin": "free"}
    assert post(office.client("amy"), f"/proposals/{id}/{path}", **given).status_code < 500
