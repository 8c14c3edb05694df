"""Nothing typed is ever lost."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.acts import press

TYPED = "剛打的字，還沒按任何按鈕。"
SAVED = re.compile(r"已自動儲存 \d\d:\d\d")


def edit(page, id):
    page.goto(f"/proposals/{id}/edit")
    return page.get_by_label("現況問題")


def status(page):
    return page.locator("[data-autosave-status]")


def restore(page):
    page.get_by_role("button", name="復原這些文字").click()
    return page.get_by_label("現況問題")


def sign_in_again(site, page):
    page.context.add_cookies([site.cookie("amy")])


def test_the_first_words_of_an_idea_become_a_draft_and_sending_it_makes_no_second(site, window):
    amy = window("amy")
    amy.goto("/proposals/new")
    amy.get_by_label("提案名稱").fill("打字就存成草稿")
    expect(status(amy)).to_have_text(SAVED)
    assert re.fullmatch(r".*/proposals/\d+/edit", amy.url)
    amy.get_by_label("現況問題").fill(TYPED)
    amy.get_by_role("button", name="先存草稿").click()
    expect(amy.get_by_text("已存成草稿。")).to_be_visible()
    assert site.count("打字就存成草稿") == 1


def test_what_is_typed_is_saved_without_a_button(site, window):
    id, amy = site.draft(), window("amy")
    edit(amy, id).fill(TYPED)
    expect(status(amy)).to_have_text(SAVED)
    assert site.said(id, "problem") == TYPED


def test_typed_text_outlives_a_reload_at_once(site, window):
    id, amy = site.draft(), window("amy")
    edit(amy, id).fill(TYPED)
    amy.reload()
    assert found(amy) == TYPED


def test_typed_text_outlives_the_back_button_at_once(site, window):
    id, amy = site.draft(), window("amy")
    edit(amy, id).fill(TYPED)
    amy.goto("/")
    amy.go_back()
    assert found(amy) == TYPED


def found(page):
    """What stands in the field, or is offered again there."""
    field = page.get_by_label("現況問題")
    expect(field.or_(page.get_by_role("button", name="復原這些文字")).first).to_be_visible()
    return field.input_value() if field.input_value() == TYPED else restore(page).input_value()


def test_typed_text_outlives_the_end_of_the_sign_in(site, window):
    id, amy = site.draft(), window("amy")
    field = edit(amy, id)
    site.end_sign_ins("amy")
    field.fill(TYPED)
    expect(status(amy)).to_contain_text("登入已逾時")
    sign_in_again(site, amy)
    edit(amy, id)
    assert restore(amy).input_value() == TYPED
    expect(status(amy)).to_have_text(SAVED)
    assert site.said(id, "problem") == TYPED


def test_text_sent_after_the_end_of_the_sign_in_is_offered_again(site, window):
    id, amy = site.draft(), window("amy")
    field = edit(amy, id)
    site.end_sign_ins("amy")
    field.fill(TYPED)
    amy.get_by_role("button", name="先存草稿").click()
    expect(amy.get_by_role("heading", name="登入")).to_be_visible()
    sign_in_again(site, amy)
    edit(amy, id)
    assert restore(amy).input_value() == TYPED


def test_of_two_tabs_the_later_is_warned_and_its_text_kept_whatever_the_first_does(site, window):
    id, first = site.draft(), window("amy")
    second = first.context.new_page()
    edit(first, id)
    edit(second, id).fill(TYPED)
    edit_in_first = first.get_by_label("現況問題")
    expect(status(second)).to_have_text(SAVED)
    edit_in_first.fill("較舊的分頁打的字。")
    expect(status(first)).to_contain_text("另一個視窗存了較新的內容")
    second.get_by_label("具體作法").fill("第二個分頁接著寫。")
    expect(status(second)).to_have_text(SAVED)
    assert site.said(id, "problem") == TYPED
    first.reload()
    assert restore(first).input_value() == "較舊的分頁打的字。"


def test_the_second_step_keeps_what_is_ticked_and_who_takes_part(site, window):
    id, amy = site.draft(), window("amy")
    amy.goto(f"/proposals/{id}/details")
    amy.get_by_label("人事室").check()
    amy.get_by_label("共同提案人（帳號或姓名）").first.fill("ben")
    amy.get_by_label("貢獻（%）").first.fill("30")
    expect(status(amy)).to_have_text(SAVED)
    amy.reload()
    expect(amy.get_by_label("人事室")).to_be_checked()
    amy.get_by_role("button", name="復原這些文字").click()
    assert amy.get_by_label("貢獻（%）").first.input_value() == "30"


def test_marks_are_kept_while_they_are_given(site, window):
    rev1, case = window("rev1"), site.cases["at_cross_section"]
    rev1.goto(f"/reviews/{case}")
    rev1.get_by_label("可行性", exact=True).fill("17")
    expect(status(rev1)).to_have_text(SAVED)
    rev1.reload()
    assert rev1.get_by_label("可行性", exact=True).input_value() == "17"


def test_text_sent_after_the_end_of_the_sign_in_stands_in_the_form_again(site, window):
    id, amy = site.draft(), window("amy")
    field = edit(amy, id)
    site.end_sign_ins("amy")
    field.fill(TYPED)
    amy.get_by_role("button", name="先存草稿").click()
    sign_in(amy)
    expect(amy.get_by_label("現況問題")).to_have_value(TYPED)
    amy.get_by_role("button", name="先存草稿").click()
    expect(amy.get_by_text("已存成草稿。")).to_be_visible()
    assert site.said(id, "problem") == TYPED


@pytest.mark.parametrize("scripts", [True, False])
def test_with_the_cookies_gone_the_text_stands_in_the_form_again(site, window, scripts):
    id, amy = site.draft(), window("amy", java_script_enabled=scripts)
    edit(amy, id).fill(TYPED)
    amy.context.clear_cookies()
    amy.get_by_role("button", name="下一步").click()
    expect(amy.get_by_text("您寫的內容還在；登入後接著寫")).to_be_visible()
    sign_in(amy)
    if not scripts:
        amy.get_by_role("button", name="回到表單，接著寫").click()
    expect(amy.get_by_label("現況問題")).to_have_value(TYPED)
    amy.get_by_role("button", name="下一步").click()
    expect(amy.get_by_role("heading", name="補充資料")).to_be_visible()
    assert site.said(id, "problem") == TYPED


def sign_in(page):
    page.get_by_label("帳號", exact=True).fill("amy")
    page.get_by_label("密碼", exact=True).fill("demo-2026")
    page.get_by_role("main").get_by_role("button", name="登入").click()


@pytest.mark.parametrize("scripts", [True, False])
def test_going_back_goes_on_with_the_same_draft(site, window, scripts):
    amy, title = window("amy", java_script_enabled=scripts), f"退回去改，{scripts}"
    amy.goto("/proposals/new")
    amy.get_by_label("提案名稱").fill(f"{title}之前")
    amy.get_by_role("button", name="下一步").click()
    expect(amy.get_by_role("heading", name="補充資料")).to_be_visible()
    amy.go_back()
    amy.get_by_label("提案名稱").fill(title)
    amy.get_by_role("button", name="先存草稿").click()
    expect(amy.get_by_role("heading", level=1, name=title)).to_be_visible()
    assert (site.count(title), site.count(f"{title}之前")) == (1, 0)


def test_an_autosave_whose_answer_was_lost_makes_no_second_draft(site, window):
    amy, lost = window("amy"), []

    def lose(route):
        lost.append(route.fetch())
        route.fulfill(status=408)

    amy.goto("/proposals/new")
    amy.route("**/proposals/new/autosave", lose, times=1)
    amy.get_by_label("提案名稱").fill("答覆遺失的前半")
    expect(status(amy)).to_contain_text("目前連不上系統")
    amy.get_by_label("提案名稱").fill("答覆遺失的全部")
    expect(status(amy)).to_have_text(SAVED)
    assert (len(lost), site.count("答覆遺失的全部"), site.count("答覆遺失的前半")) == (1, 1, 0)


def test_what_is_left_lying_is_taken_up_under_its_own_key(site, window):
    amy, title = window("amy"), "離開之後回來寫完"
    amy.route("**/autosave", lambda route: route.fulfill(status=408))
    amy.goto("/proposals/new")
    amy.get_by_label("提案名稱").fill(title)
    expect(status(amy)).to_contain_text("目前連不上系統")
    key = amy.get_by_label("提案名稱").evaluate("field => field.form.elements.once.value")
    amy.goto("/proposals/new")
    amy.get_by_role("button", name="復原這些文字").click()
    expect(amy.get_by_label("提案名稱")).to_have_value(title)
    assert amy.url.endswith(f"/proposals/new?key={key}")
    press(amy, "先存草稿")
    expect(amy.get_by_role("heading", level=1, name=title)).to_be_visible()
    assert site.count(title) == 1


def test_home_leads_to_a_text_that_only_this_browser_has(site, window):
    id, amy = site.draft(), window("amy")
    field = edit(amy, id)
    site.end_sign_ins("amy")
    field.fill(TYPED)
    expect(status(amy)).to_contain_text("登入已逾時")
    sign_in_again(site, amy)
    amy.goto("/")
    assert site.said(id, "problem") != TYPED
    amy.get_by_role("region", name="有一段還沒存到系統的文字").get_by_role("link").click()
    assert restore(amy).input_value() == TYPED


def test_signing_out_saves_first_and_leaves_nothing_in_the_browser(site, window):
    id, amy = site.draft(), window("amy")
    edit(amy, id).fill(TYPED)
    amy.get_by_role("banner").get_by_role("button", name="林美如").click()
    amy.get_by_role("button", name="登出", exact=True).click()
    expect(amy.get_by_role("heading", name="登入")).to_be_visible()
    assert amy.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('draft:'))") == []
    assert site.said(id, "problem") == TYPED


def test_who_signs_in_anew_in_another_tab_goes_on_saving_in_this_one(site, window):
    id, amy = site.draft(), window("amy")
    field = edit(amy, id)
    site.end_sign_ins("amy")
    field.fill("還沒登入")
    expect(amy.get_by_role("link", name="在另一個分頁重新登入")).to_be_visible()
    other = amy.context.new_page()
    amy.context.clear_cookies()
    other.goto("/sign-in")
    sign_in(other)
    expect(other.get_by_role("heading", name="林美如，您好")).to_be_visible()
    field.fill(TYPED)
    expect(status(amy)).to_have_text(SAVED)
    assert site.said(id, "problem") == TYPED
