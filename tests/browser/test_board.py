"""The dashboard follows the events and leaves alone what somebody uses."""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import handled, listened

POLL = 15000
TICK = "() => document.dispatchEvent(new Event('visibilitychange'))"


def looks(page):
    """Has the page ask now, as it does when it comes to the front; the status of the answer."""
    with page.expect_response("**/dashboard/live*") as answer:
        page.evaluate(TICK)
    return answer.value.status


def opened(window):
    head = listened(window("head"))
    head.goto("/dashboard", wait_until="networkidle")
    head.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
    return head


def closed(page):
    return page.locator("main details:not([open])").count()


def test_the_first_look_finds_nothing_new_and_touches_nothing(site, window):
    head = opened(window)
    assert (looks(head), closed(head), handled(head)) == (304, 0, [])


@pytest.mark.parametrize("place", ["figure", "table"])
def test_a_change_moves_the_figures_and_leaves_open_and_focused_what_is_used(place, site, window):
    head = opened(window)
    before = head.locator("#submitted-value").inner_text()
    used = head.locator("main details summary").nth({"figure": 2, "table": -1}[place])
    used.focus()
    site.submitted()
    site.until(lambda: looks(head) == 200 or head.locator("#submitted-value").inner_text() != before)
    expect(head.locator("#submitted-value")).to_have_text(str(int(before) + 1))
    expect(used).to_be_focused()
    assert closed(head) == 0
    assert [one[:5] for one in handled(head)] == ["看板已更新"] * len(handled(head))


def test_who_pauses_it_sees_nothing_move_until_she_goes_on(site, window):
    head = opened(window)
    head.get_by_role("button", name="暫停自動更新").click()
    asked = []
    head.on("request", lambda request: asked.append(request.url) if "/live" in request.url else None)
    head.evaluate(TICK)
    head.evaluate(TICK)
    assert asked == []
    with head.expect_response("**/dashboard/live*"):
        head.get_by_role("button", name="繼續自動更新").click()
