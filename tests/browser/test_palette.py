"""Ctrl+K finds people, cases and pages, by keyboard alone; without scripts a page does the same."""

from playwright.sync_api import expect

from tests.browser.acts import find_box


def opened(page, words):
    page.goto("/rulebook")
    find_box(page)
    page.keyboard.type(words)
    expect(page.locator(f"#palette-found [data-words='{words}']")).to_be_visible()
    return page


def test_a_case_is_found_and_opened_by_keyboard(site, window):
    number = site.said(site.proposals["decided"], "number")
    amy = opened(window("amy"), number)
    amy.keyboard.press("Enter")
    amy.wait_for_url(f"**/proposals/{site.proposals['decided']}")


def test_choosing_characters_in_safari_goes_nowhere(window):
    amy = opened(window("amy"), "老花")
    amy.get_by_role("textbox", name="找同仁、找案件、找頁面").evaluate(
        """field => field.dispatchEvent(new KeyboardEvent("keydown",
            { key: "Enter", keyCode: 229, bubbles: true, cancelable: true }))"""
    )
    expect(amy.get_by_role("dialog")).to_be_visible()
    assert amy.url.endswith("/rulebook")


def test_arrows_walk_through_what_was_found_and_escape_leaves_it(window):
    amy = opened(window("amy"), "老花")
    links = amy.get_by_role("dialog").get_by_role("link")
    amy.keyboard.press("ArrowDown")
    expect(links.first).to_be_focused()
    amy.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    amy.keyboard.press("ArrowUp")
    amy.keyboard.press("ArrowUp")
    expect(amy.get_by_role("textbox", name="找同仁、找案件、找頁面")).to_be_focused()
    amy.keyboard.press("Escape")
    expect(amy.get_by_role("dialog")).to_be_hidden()


def test_the_administrator_finds_people(window):
    admin = opened(window("admin"), "林美如")
    admin.keyboard.press("Enter")
    admin.wait_for_url("**/people?q=amy")
    expect(admin.get_by_role("row")).to_have_count(2)


def test_without_scripts_a_page_finds_the_same(site, window):
    amy = window("amy", java_script_enabled=False)
    amy.goto("/")
    amy.get_by_role("link", name="找", exact=True).click()
    amy.get_by_label("找什麼").fill("作業")
    amy.get_by_role("main").get_by_role("button", name="找", exact=True).click()
    amy.get_by_role("main").get_by_role("link", name="作業規定").click()
    expect(amy.get_by_role("heading", level=1)).to_have_text("提案三級預審作業規定")
