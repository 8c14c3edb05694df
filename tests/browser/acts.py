"""What people do on the pages, with the words they read there."""

import re

from playwright.sync_api import Page, expect

IDEA = {
    "title": "里辦公處張貼多國語言公告",
    "problem": "新住民看不懂里辦公處的公告，常來電詢問。",
    "measures": "公告加上越南文與印尼文摘要，由志工每週翻譯。",
    "benefit": "每月減少六十通詢問電話。",
}
MARKS = {"創新性": 20, "可行性": 20, "效益性": 25, "擴散性": 8, "完整性": 8}


def press(page: Page, name: str) -> None:
    """Presses the page's button of this name."""
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def write(page: Page, **answers: str) -> None:
    """Fills fields by their names in the form."""
    for name, text in answers.items():
        page.locator(f"[name={name}]").fill(text)


def propose(page: Page, **answers: str) -> str:
    """Writes an idea in two steps and submits it; its number."""
    page.goto("/")
    page.get_by_role("link", name="寫提案", exact=True).click()
    write(page, **IDEA | answers)
    press(page, "下一步")
    write(page, cost="無")
    press(page, "存檔，看整份提案")
    press(page, "送出預審")
    said = page.get_by_text("已送出。編號").inner_text()
    return re.search(r"\d{3}-\d{4}", said)[0]


def take(page: Page, number: str, desk: str = "/reviews") -> None:
    """Opens the case from the desk."""
    page.goto(desk)
    page.get_by_role("row").filter(has_text=number).get_by_role("link").click()


def check_all(page: Page) -> None:
    """Finds every point of the checklist in order, and seals."""
    for tick in page.get_by_label("符合", exact=True).all():
        tick.check()
    press(page, "送出並封存")
    expect(page.get_by_text("評分表已送出並封存。")).to_be_visible()


def score(page: Page, advice: str) -> None:
    """Gives the marks, an opinion and an advice, and seals."""
    for label, mark in MARKS.items():
        page.get_by_label(label, exact=True).fill(str(mark))
    page.get_by_label("評語").fill("可行，建議先做三個里。")
    page.get_by_role("group", name="建議").get_by_label(advice, exact=True).check()
    press(page, "送出並封存")
    expect(page.get_by_text("評分表已送出並封存。")).to_be_visible()


def decide(page: Page, outcome: str, reason: str = "") -> None:
    """Chooses an outcome and states the reason."""
    page.get_by_role("group", name="決定").get_by_label(outcome, exact=True).check()
    page.get_by_label("理由", exact=False).first.fill(reason)
    press(page, "作成決定")
    expect(page.get_by_text("已通知相關的人。")).to_be_visible()


def unsaved(page: Page) -> Page:
    """The page, whose scorecard is told that it is saved and is not: the next test finds it as it was."""
    answer = {"version": 0, "saved_at": "2026-01-01T00:00:00+00:00"}
    page.route("**/scorecard/autosave", lambda route: route.fulfill(json=answer))
    return page


def find_box(page):
    """The box that finds everything, opened by keyboard: pressed again where the page did not listen yet."""
    box = page.get_by_role("dialog").get_by_role("textbox")
    for _turn in range(10):
        page.keyboard.press("Control+k")
        try:
            return expect(box).to_be_focused(timeout=5000)
        except AssertionError:
            continue
    raise AssertionError("the box did not open")
