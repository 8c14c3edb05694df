"""Forms: a refusal loses nothing and leads to the field; what is sent twice is done once."""

import pytest
from playwright.sync_api import expect

from tests.browser.acts import IDEA, press, write

RARE = "𡘙字里的姓名牌"


def test_a_refused_form_takes_the_reader_to_the_field_and_keeps_every_word(window):
    amy, long = window("amy"), "長" * 101
    amy.goto("/proposals/new")
    write(amy, **IDEA | {"title": long})
    press(amy, "下一步")
    expect(amy.get_by_role("alert")).to_be_focused()
    amy.get_by_role("alert").get_by_role("link").first.click()
    expect(amy.get_by_label("提案名稱")).to_be_focused()
    kept = [amy.locator(f"[name={name}]").input_value() for name in IDEA]
    assert kept == [long, IDEA["problem"], IDEA["measures"], IDEA["benefit"]]


def test_a_refused_submission_says_what_is_missing(site, window):
    amy = window("amy")
    amy.goto("/proposals/new")
    write(amy, title="只有名稱")
    press(amy, "先存草稿")
    press(amy, "送出預審")
    expect(amy.get_by_role("alert")).to_contain_text("現況問題")
    assert amy.get_by_label("提案名稱").input_value() == "只有名稱"


def test_an_adoption_without_owner_leads_to_the_missing_fields(site, window):
    head, case = window("head"), site.cases["at_task_force"]
    site.judged("at_task_force", "panel1", "panel2", "panel3", "panel4")
    head.goto(f"/reviews/{case}")
    head.get_by_label("採行", exact=True).check()
    head.get_by_label("理由").fill("值得做")
    press(head, "作成決定")
    expect(head.get_by_role("alert")).to_be_focused()
    head.get_by_role("alert").get_by_role("link", name="請指定主辦課室。").click()
    expect(head.get_by_label("主辦課室")).to_be_focused()
    assert head.get_by_label("理由").input_value() == "值得做"


def test_the_fields_of_an_outcome_show_with_it(site, window):
    chief, case = window("chief.civil"), site.cases["at_section"]
    chief.goto(f"/reviews/{case}")
    rule = chief.get_by_label("不受理的規定")
    expect(rule).to_be_hidden()
    chief.get_by_label("不受理", exact=True).check()
    expect(rule).to_be_visible()
    expect(chief.get_by_label("通過，進入下一級")).to_be_disabled()


@pytest.mark.parametrize("scripts", [True, False])
def test_pressing_twice_makes_one_proposal(site, window, scripts):
    amy, title = window("amy", java_script_enabled=scripts), f"按兩次，{scripts}"
    amy.goto("/proposals/new")
    write(amy, **IDEA | {"title": title})
    amy.get_by_role("button", name="先存草稿").dblclick()
    expect(amy.get_by_role("heading", level=1, name=title)).to_be_visible()
    if scripts:  # without, the browser may give up the first answer and its message with it
        expect(amy.get_by_text("已存成草稿。")).to_be_visible()
    assert site.count(title) == 1


def test_a_title_loses_marks_that_turn_text_around_and_keeps_rare_characters(window):
    amy = window("amy")
    amy.goto("/proposals/new")
    write(amy, **IDEA | {"title": f"\u202e{RARE}\u200f"})
    press(amy, "先存草稿")
    assert amy.get_by_role("heading", level=1).inner_text() == RARE
