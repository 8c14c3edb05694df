"""Language, looks, and the end of a sign-in."""

from playwright.sync_api import expect


def prefer(page, choice, name):
    page.get_by_role("banner").get_by_role("button", name=name).click()
    page.get_by_role("button", name=choice, exact=True).click()


def test_the_chosen_language_stays(window):
    amy = window("amy")
    amy.goto("/rulebook")
    prefer(amy, "English", "林美如")
    amy.goto("/proposals")
    expect(amy.locator("html")).to_have_attribute("lang", "en")
    expect(amy.get_by_role("heading", level=1)).to_have_text("Proposals")


def test_the_chosen_looks_stay_after_signing_out(window):
    amy = window("amy", color_scheme="light")
    amy.goto("/")
    prefer(amy, "深色", "林美如")
    expect(amy.locator("html")).to_have_attribute("data-theme", "dark")
    assert ground(amy) == "rgb(20, 26, 26)"
    prefer(amy, "登出", "林美如")
    expect(amy.get_by_role("heading", name="登入")).to_be_visible()
    assert ground(amy) == "rgb(20, 26, 26)"


def ground(page):
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


def test_signing_out_ends_a_copied_cookie(site, window):
    amy = window("amy")
    amy.goto("/")
    thief = window()
    thief.context.add_cookies(amy.context.cookies())
    thief.goto("/me")
    expect(thief.get_by_role("heading", level=1)).to_have_text("我的帳號")
    prefer(amy, "登出", "林美如")
    expect(amy.get_by_role("heading", name="登入")).to_be_visible()
    thief.goto("/me")
    expect(thief.get_by_role("heading", level=1)).to_have_text("登入")
