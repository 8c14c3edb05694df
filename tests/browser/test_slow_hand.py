"""A person at her own pace: three seconds between the last key and the button, whatever the page asked meanwhile."""

import pytest
from playwright.sync_api import expect

from tests.browser.acts import IDEA, press, write

PAUSE = 3000


def test_slow_hand_an_idea_is_saved_after_the_panel_has_answered(site, window):
    amy, title = window("amy"), "慢慢寫的點子"
    amy.goto("/proposals/new")
    with amy.expect_response("**/proposals/similar"):
        write(amy, **IDEA | {"title": title})
    amy.wait_for_timeout(PAUSE)
    press(amy, "下一步")
    expect(amy.get_by_role("heading", name="補充資料")).to_be_visible()
    assert site.count(title) == 1


@pytest.mark.parametrize("button, heading", [("下一步", "補充資料"), ("先存草稿", "遲到的面板")])
def test_slow_hand_an_idea_is_saved_before_the_panel_has_answered(site, window, button, heading):
    amy, late = window("amy"), []

    def hold(route):
        late.append(route)

    amy.goto(f"/proposals/{site.draft()}/edit")
    amy.route("**/proposals/similar", hold)
    write(amy, title="遲到的面板")
    amy.wait_for_timeout(PAUSE)
    assert late
    press(amy, button)
    expect(amy.get_by_role("heading", level=1, name=heading)).to_be_visible()


def test_slow_hand_a_draft_opened_and_left_as_it_is_goes_on(site, window):
    amy = window("amy")
    with amy.expect_response("**/proposals/similar"):
        amy.goto(f"/proposals/{site.draft()}/edit")
    amy.wait_for_timeout(PAUSE)
    press(amy, "下一步")
    expect(amy.get_by_role("heading", name="補充資料")).to_be_visible()


def test_a_search_is_asked_for_what_is_compared_and_nothing_else(site, window):
    amy = window("amy")
    with amy.expect_request("**/proposals/similar") as asked:
        amy.goto(f"/proposals/{site.draft()}/edit")
    names = {pair.partition("=")[0] for pair in asked.value.post_data.split("&")}
    assert names == {"csrf_token", "id", "title", "problem", "measures"}
