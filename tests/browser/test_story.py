"""A proposal from the first word to the decision, with JavaScript and without."""

from playwright.sync_api import expect

from tests.browser.acts import check_all, decide, press, propose, score, take


def test_a_proposal_climbs_from_the_first_word_to_its_adoption(site, window):
    amy, head = window("amy"), window("head")
    head.goto("/dashboard")
    adopted = int(head.locator("#adopted-value").inner_text())
    number = propose(amy)
    id = site.id_of(number)
    site.until(lambda: site.tier(id) == "section")
    desk = window("chief.civil")
    take(desk, number)
    check_all(desk)
    decide(desk, "通過，進入下一級")
    site.until(lambda: site.tier(id) == "cross_section")
    for reviewer in ("rev1", "rev2", "rev3"):
        window.become(desk.context, reviewer)
        take(desk, number)
        score(desk, "通過，進入下一級")
    window.become(desk.context, "sec")
    take(desk, number)
    decide(desk, "通過，進入下一級", "三位皆建議通過")
    site.until(lambda: site.tier(id) == "task_force")
    for member in ("panel1", "panel2", "panel3", "panel4"):
        window.become(desk.context, member)
        take(desk, number)
        score(desk, "採行")
    take(head, number, "/reviews?all=1")
    expect(head.get_by_label("主辦課室")).to_be_hidden()
    head.get_by_label("採行", exact=True).check()
    head.get_by_label("主辦課室").select_option(label="民政課")
    head.get_by_label("完成期限").fill("2035-12-31")
    head.get_by_label("列管層級").select_option(index=3)
    decide(head, "採行", "先做三個里")
    site.until(lambda: "已決定：採行。" in read(amy, id))
    assert "先做三個里" in read(amy, id)
    head.goto("/dashboard")
    expect(head.locator("#adopted-value")).to_have_text(str(adopted + 1))


def read(page, id):
    page.goto(f"/proposals/{id}")
    return page.get_by_role("main").inner_text()


def test_writing_judging_and_deciding_work_without_javascript(site, window):
    amy, chief = window("amy", java_script_enabled=False), window("chief.civil", java_script_enabled=False)
    number = propose(amy, title="沒有腳本也能用")
    id = site.id_of(number)
    site.until(lambda: site.tier(id) == "section")
    take(chief, number)
    check_all(chief)
    decide(chief, "通過，進入下一級")
    site.until(lambda: site.tier(id) == "cross_section")
    rev1 = window("rev1", java_script_enabled=False)
    take(rev1, number)
    score(rev1, "通過，進入下一級")
    assert "在「跨課室預審」" in read(amy, id)


def test_a_returned_proposal_shows_the_note_and_its_second_version_the_difference(site, window):
    id = site.submitted()
    chief = window("chief.civil")
    number = site.said(id, "number")
    take(chief, number)
    decide(chief, "退回補正", "請補上人數")
    amy = window("amy")
    site.until(lambda: "請補上人數" in read(amy, id))
    amy.get_by_role("link", name="修改", exact=True).click()
    expect(amy.get_by_text("請補上人數")).to_be_visible()
    amy.get_by_label("現況問題").fill("長者填表看不清楚，每日二十人請志工代寫。")
    press(amy, "下一步")
    press(amy, "存檔，看整份提案")
    press(amy, "補正後再送")
    site.until(lambda: "在「課室自審」" in read(amy, id))
    take(chief, number)
    chief.get_by_role("link", name="看與前一版的差異").click()
    gone, come = (chief.locator(mark).all_inner_texts()[1:] for mark in ("del", "ins"))  # the first of each counts them
    assert (gone, come) == (["常"], ["每日二十人"])
