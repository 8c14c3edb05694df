"""Whoever changes a proposal says which version she saw; of two, the later one loses nothing of the first."""

import pytest

from tests.proposals.steps import draft, refused

STALE = (412, "您手上的版本不是最新的。請重新讀取後再送出。", {})
NEEDED = (428, "修改時請在 If-Match 標頭附上讀取時的 ETag。", {})


def test_the_version_comes_as_etag_and_grows_with_every_change(office):
    amy, id = draft(office)
    assert amy.get(f"/proposals/{id}").headers["ETag"] == '"1"'
    changed = amy.patch(f"/proposals/{id}", {"title": "多語公告"}, headers={"If-Match": '"1"'})
    assert (changed.status_code, changed.headers["ETag"], changed.json["version"]) == (200, '"2"', 2)
    assert amy.get(f"/proposals/{id}").headers["ETag"] == '"2"'
    assert amy.post(f"/proposals/{id}/submit").headers["ETag"] == '"3"'


@pytest.mark.parametrize(
    ("headers", "refusal"),
    [({}, NEEDED), ({"If-Match": ""}, NEEDED), ({"If-Match": '"1"'}, STALE), ({"If-Match": 'W/"2"'}, STALE)],
)
def test_a_change_without_the_version_or_with_an_old_one_changes_nothing(office, headers, refusal):
    amy, id = draft(office)
    amy.patch(f"/proposals/{id}", {"title": "第一個人改的"}, headers={"If-Match": '"1"'})
    before = amy.get(f"/proposals/{id}").json
    assert refused(amy.patch(f"/proposals/{id}", {"title": "第二個人改的"}, headers=headers)) == refusal
    assert amy.get(f"/proposals/{id}").json == before


def test_a_star_means_whatever_version_there_is(office):
    amy, id = draft(office)
    assert amy.patch(f"/proposals/{id}", {"title": "甲"}, headers={"If-Match": "*"}).json["title"] == "甲"
