"""A file of earlier years at a person's pace: it is previewed in place, and the same choice is then imported."""

from playwright.sync_api import expect

from tests.browser.acts import press
from tests.browser.axe import AXE, findings

PAUSE = 3000
FILE = "提案名稱,送出日期\n櫃檯叫號,99/5/6\n影印節電,114/13/1\n"  # refused both, so that the office stays as it is


def test_slow_hand_a_file_is_previewed_and_then_imported(window):
    sec = window("sec")
    sec.goto("/proposals")
    sec.get_by_role("link", name="匯入歷年提案").click()
    sec.get_by_label("檔案", exact=True).set_input_files(
        {"name": "old.csv", "mimeType": "text/csv", "buffer": FILE.encode("cp950")}
    )
    sec.wait_for_timeout(PAUSE)
    press(sec, "預覽")
    expect(sec.get_by_text("會匯入 0 列，已經有 0 列，不能收 2 列。")).to_be_visible()
    expect(sec.get_by_text("檔案讀成：CSV, Big5 (CP950)")).to_be_visible()
    expect(sec.get_by_role("cell", name="有幾種讀法：1999-05-06、2010-05-06")).to_be_visible()
    assert not AXE.exists() or findings(sec) == []
    sec.wait_for_timeout(PAUSE)
    press(sec, "匯入")
    expect(sec.get_by_text("匯入了 0 列，已經有 0 列，沒有收 2 列。")).to_be_visible()


def test_a_file_that_cannot_be_read_is_told_at_the_form(window):
    sec = window("sec")
    sec.goto("/proposals/import")
    press(sec, "預覽")
    expect(sec.locator("#result").get_by_text("請附上檔案。")).to_be_visible()
    press(sec, "匯入")
    expect(sec.get_by_role("link", name="請附上檔案。")).to_be_visible()
