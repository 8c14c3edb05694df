"""Everything by keyboard."""

from playwright.sync_api import expect

PHONE = {"width": 390, "height": 844}


def test_the_first_tab_leads_past_the_menu(window):
    amy = window("amy")
    amy.goto("/")
    amy.keyboard.press("Tab")
    expect(amy.get_by_role("link", name="跳到主要內容")).to_be_focused()
    amy.keyboard.press("Enter")
    expect(amy.locator("#main")).to_be_focused()


def test_j_and_k_go_through_the_desk(site, window):
    site.submitted()
    site.submitted()
    chief = window("chief.civil")
    first = open_the_first(chief)
    chief.keyboard.press("j")
    chief.wait_for_url(lambda url: url != first)
    chief.keyboard.press("k")
    chief.wait_for_url(first)


def open_the_first(page):
    """Opens the first case of the desk; its address."""
    page.goto("/reviews")
    page.get_by_role("row").nth(1).get_by_role("link").click()
    page.wait_for_url("**/reviews/*")
    return page.url


def test_letters_typed_into_a_field_are_letters(site, window):
    rev1 = window("rev1")
    at = open_the_first(rev1)
    rev1.get_by_label("評語").press_sequentially("jk")
    assert (rev1.url, rev1.get_by_label("評語").input_value()) == (at, "jk")


def test_ctrl_enter_sends_the_form(window):
    amy = window("amy")
    amy.goto("/proposals/new")
    amy.get_by_label("提案名稱").fill("用鍵盤送出")
    amy.get_by_label("現況問題").press("Control+Enter")
    expect(amy.get_by_role("heading", name="補充資料")).to_be_visible()


def test_ctrl_enter_sends_the_card_that_digits_have_filled(site, window):
    chief = window("chief.civil")
    chief.goto(f"/reviews/{site.case_of(site.submitted())}")
    chief.locator("#card").focus()
    for digit in "1111":
        chief.keyboard.press(digit)
    chief.keyboard.press("Control+Enter")
    expect(chief.get_by_text("評分表已送出並封存。")).to_be_visible()


def test_the_enter_that_confirms_a_character_in_safari_sends_nothing(window):
    amy = window("amy")
    amy.goto("/proposals/new")
    amy.get_by_label("提案名稱").evaluate(
        """field => ["Enter", "1"].forEach((key) => field.dispatchEvent(
            new KeyboardEvent("keydown", { key, keyCode: 229, ctrlKey: true, bubbles: true, cancelable: true })))"""
    )
    expect(amy.get_by_role("heading", name="寫提案")).to_be_visible()
    assert amy.locator("form[data-sent]").count() == 0


def test_the_phone_menu_opens_walks_and_closes_by_keyboard(window):
    amy = window("amy", viewport=PHONE)
    amy.goto("/")
    amy.get_by_role("button", name="選單").focus()
    amy.keyboard.press("Enter")
    expect(amy.get_by_role("navigation", name="主選單")).to_be_visible()
    amy.keyboard.press("Tab")
    expect(amy.get_by_role("navigation").get_by_role("link").first).to_be_focused()
    amy.keyboard.press("Escape")
    expect(amy.get_by_role("navigation", name="主選單")).to_be_hidden()
    expect(amy.get_by_role("button", name="選單")).to_be_focused()


def test_digits_mark_one_criterion_after_the_other_and_backspace_takes_the_last_back(site, window):
    rev2 = window("rev2")
    rev2.goto(f"/reviews/{site.cases['at_cross_section']}")
    rev2.locator("#card").focus()
    for digit in "54321":
        rev2.keyboard.press(digit)
    marks = [field.input_value() for field in rev2.get_by_role("spinbutton").all()]
    assert (marks, rev2.locator("output").inner_text()) == (["25", "20", "18", "4", "2"], "69")
    expect(rev2.locator("[data-here]").first).to_have_text("21–25 本所或他機關都還沒有的做法")
    rev2.keyboard.press("1")
    expect(rev2.get_by_label("通過，進入下一級")).to_be_checked()
    rev2.keyboard.press("Backspace")
    expect(rev2.get_by_label("通過，進入下一級")).not_to_be_checked()
    rev2.keyboard.press("Backspace")
    expect(rev2.get_by_label("完整性")).to_have_value("")


def test_digits_tick_the_checklist(site, window):
    id = site.submitted()
    chief = window("chief.civil")
    chief.goto(f"/reviews/{site.case_of(id)}")
    chief.locator("#card").focus()
    for digit in "1121":
        chief.keyboard.press(digit)
    ticked = [
        chief.get_by_label(word, exact=True).evaluate_all("all => all.map((one) => one.checked)")
        for word in ("符合", "不符合")
    ]
    assert ticked == [[True, True, False, True], [False, False, True, False]]
