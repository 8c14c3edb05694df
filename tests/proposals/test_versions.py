"""Whoever changes a proposal says which version she saw; of two, the later one loses nothing of the first."""

import pytest

from tests.proposals.steps import ANY, GOOD, draft, refused, submitted

STALE = (412, "您手上的版本不是最新的。現在的內容在 current，請比對後以它的版本再送出。", {})
NEEDED = (428, "修改時請在 If-Match 標頭附上讀取時的版本（ETag，或內容中的 version）。", {})


def test_the_version_comes_as_etag_and_grows_with_every_change(office):
    amy, id = draft(office)
    assert amy.get(f"/proposals/{id}").headers["ETag"] == '"1"'
    changed = amy.patch(f"/proposals/{id}", {"title": "多語公告"}, headers={"If-Match": '"1"'})
    assert (changed.status_code, changed.headers["ETag"], changed.json["version"]) == (200, '"2"', 2)
    assert amy.get(f"/proposals/{id}").headers["ETag"] == '"2"'
    assert amy.post(f"/proposals/{id}/submit").headers["ETag"] == '"3"'


@pytest.mark.parametrize(
    ("headers", "refusal"),
    [({}, NEEDED), ({"If-Match": ""}, NEEDED), ({"If-Match": '"1"'}, STALE), ({"If-Match": 'W/"1"'}, STALE)],
)
def test_a_change_without_the_version_or_with_an_old_one_changes_nothing(office, headers, refusal):
    amy, id = draft(office)
    amy.patch(f"/proposals/{id}", {"title": "第一個人改的"}, headers={"If-Match": '"1"'})
    before = amy.get(f"/proposals/{id}").json
    assert refused(amy.patch(f"/proposals/{id}", {"title": "第二個人改的"}, headers=headers)) == refusal
    assert amy.get(f"/proposals/{id}").json == before


@pytest.mark.parametrize("named", ['"2"', 'W/"2"', '"1", W/"2"', "*"])
def test_the_present_version_may_be_named_weakened_or_among_others(office, named):
    amy, id = draft(office)
    amy.patch(f"/proposals/{id}", {"title": "第一個人改的"}, headers={"If-Match": '"1"'})
    assert amy.patch(f"/proposals/{id}", {"title": "第二個人改的"}, headers={"If-Match": named}).json["version"] == 3


def test_who_is_late_gets_what_stands_there_now(office):
    amy, id = draft(office)
    amy.patch(f"/proposals/{id}", {"title": "第一個人改的"}, headers={"If-Match": '"1"'})
    late = amy.patch(f"/proposals/{id}", {"title": "第二個人改的"}, headers={"If-Match": '"1"'}).json
    assert (late["version"], late["current"]["title"]) == (2, "第一個人改的")


def test_a_star_means_whatever_version_there_is(office):
    amy, id = draft(office)
    assert amy.patch(f"/proposals/{id}", {"title": "甲"}, headers={"If-Match": "*"}).json["title"] == "甲"


@pytest.mark.parametrize("action", ["submit", "withdraw"])
def test_a_move_names_the_version_where_it_likes(office, action):
    amy, id = draft(office) if action == "submit" else submitted(office)
    version = amy.get(f"/proposals/{id}").headers["ETag"]
    assert amy.post(f"/proposals/{id}/{action}", headers={"If-Match": '"99"'}).status_code == 412
    assert amy.post(f"/proposals/{id}/{action}", headers={"If-Match": version}).status_code == 200


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ({"cost": None}, {"cost": ""}),
        ({"cost": "", "risks": "漏填"}, {"cost": "", "risks": "漏填"}),
        ({"problem": None, "cooperating": None}, {"problem": "", "cooperating": []}),
        ({"service_item": None}, {}),
        ({}, {}),
    ],
    ids=str,
)
def test_a_program_empties_what_it_names_and_leaves_the_rest(office, given, left):
    amy, id = draft(office, cost="無", schedule="六月", cooperating=["social"])
    shown = amy.patch(f"/proposals/{id}", given, headers=ANY).json
    said = {key: shown[key] for key in ("title", "problem", "cooperating")} | shown["details"]
    kept = {
        "title": GOOD["title"],
        "problem": GOOD["problem"],
        "cooperating": ["social"],
        "cost": "無",
        "schedule": "六月",
    }
    assert {key: text for key, text in said.items() if text != ""} == {
        key: text for key, text in (kept | left).items() if text != ""
    }
