"""What is read aloud while somebody writes, looks for something or judges: sentences, never lists, and none twice."""

import re

from playwright.sync_api import expect

from tests.browser.acts import find_box, unsaved
from tests.browser.looking import handled, listened

LIMIT = 60
SAVED = re.compile(r"已自動儲存 \d\d:\d\d")


def status(page):
    return page.locator("[data-autosave-status]")


def saves(page):
    return page.expect_response(lambda answer: "autosave" in answer.url)


def found(page):
    return page.expect_response("**/proposals/similar")


def test_a_writer_handles_once_that_it_is_saved_and_how_many_similar_there_are(site, window):
    amy = listened(window("amy"))
    with found(amy):
        amy.goto(f"/proposals/{site.draft()}/edit")
    said = ["里民活動中心線上預約借用", "一段和別的提案都不像的文字，貓頭鷹與熱氣球", "里民活動中心線上預約借用場地"]
    for text in said:
        with found(amy), saves(amy):
            amy.get_by_label("現況問題").fill(text)
        expect(status(amy)).to_have_text(SAVED)
    spoken = handled(amy)
    assert [one for one in spoken if len(one) > LIMIT] == []
    assert len([one for one in spoken if SAVED.fullmatch(one)]) == 1
    assert "儲存中…" not in spoken


def test_the_box_that_finds_everything_tells_how_many_and_reads_no_list(window):
    amy = listened(window("amy"))
    amy.goto("/rulebook")
    find_box(amy)
    amy.keyboard.type("作業")
    expect(amy.locator("#palette-found [data-words='作業']")).to_be_visible()
    expect(amy.get_by_role("dialog").get_by_role("status")).to_have_text(re.compile(r"找到 \d+ 項"))
    assert [one for one in handled(amy) if not re.fullmatch(r"找到 \d+ 項|沒有找到", one)] == []


def test_a_judge_handles_one_sentence_a_digit_and_not_the_total(site, window):
    rev2 = listened(unsaved(window("rev2")))
    rev2.goto(f"/reviews/{site.cases['at_cross_section']}")
    for field in rev2.get_by_role("spinbutton").all():
        field.fill("")
    rev2.locator("#card").focus()
    rev2.keyboard.press("4")
    expect(rev2.locator("[data-say-next]")).to_have_text("創新性 20 分，下一項可行性")
    expect(rev2.locator("output")).to_have_text("20")
    spoken = handled(rev2)
    assert "20" not in spoken
    assert spoken.count("創新性 20 分，下一項可行性") == 1
