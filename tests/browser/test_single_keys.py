"""Keys that act alone: they score only with the focus in the card, say what they did, and can be turned off."""

import pytest
from playwright.sync_api import expect

from tests.browser.acts import unsaved


def opened(site, window, login="rev3"):
    """A reviewer's case, its card still as it was."""
    page = unsaved(window(login))
    page.goto(f"/reviews/{site.cases['at_cross_section']}")
    return page


def told(page):
    return page.locator("[data-say-next]")


def first_mark(page):
    return page.get_by_label("創新性", exact=True)


def test_digits_score_nothing_while_the_focus_is_elsewhere(site, window):
    rev3 = opened(site, window)
    for place in (rev3.locator("body"), rev3.get_by_role("link", name="跳到主要內容"), rev3.locator("summary").first):
        place.focus()
        rev3.keyboard.press("5")
    expect(first_mark(rev3)).to_have_value("")
    expect(told(rev3)).to_have_text("")


def test_the_second_stop_leads_to_the_card_and_each_digit_is_told_with_what_comes_next(site, window):
    rev3 = opened(site, window)
    rev3.keyboard.press("Tab")
    rev3.keyboard.press("Tab")
    expect(rev3.get_by_role("link", name="跳到評分表")).to_be_focused()
    rev3.keyboard.press("Enter")
    expect(rev3.locator("#card")).to_be_focused()
    rev3.keyboard.press("4")
    expect(told(rev3)).to_have_text("創新性 20 分，下一項可行性")
    rev3.keyboard.press("Backspace")
    expect(told(rev3)).to_have_text("已收回創新性，下一項創新性")
    for digit in "44444":
        rev3.keyboard.press(digit)
    expect(told(rev3)).to_have_text("完整性 8 分，下一項建議")
    rev3.keyboard.press("1")
    expect(told(rev3)).to_have_text("建議：通過，進入下一級，都有了，合計 80 分")


@pytest.mark.parametrize("choice, mark", [("關", ""), ("開", "20")])
def test_preferences_turn_single_keys_off_and_on(choice, mark, site, window):
    rev3 = opened(site, window)
    rev3.locator("[popovertarget=my-panel]").click()
    with rev3.expect_navigation():
        rev3.get_by_role("group", name="單鍵快捷鍵").get_by_role("button", name=choice, exact=True).click()
    first_mark(rev3).fill("")
    rev3.locator("#card").focus()
    at = rev3.url
    rev3.keyboard.press("4")
    expect(first_mark(rev3)).to_have_value(mark)
    if choice == "關":
        rev3.keyboard.press("j")
    assert rev3.url == at


def test_who_scores_by_keys_is_in_the_card_of_the_next_case(site, window):
    site.submitted()
    site.submitted()
    chief = window("chief.civil")
    chief.goto("/reviews")
    chief.get_by_role("row").nth(1).get_by_role("link").click()
    chief.locator("#card").focus()
    chief.keyboard.press("j")
    chief.wait_for_url("**#card")
    expect(chief.locator("#card")).to_be_focused()
