"""Merging in the browser, without a line of script: compare, preview, ask, answer, decide, undo."""

from sqlalchemy import select

from innovation_hub.kernel.storage.session import db
from review.cases import Case
from tests.proposals.forms import errors
from tests.proposals.merging.steps import WHY, credits, proposal, stage


def press(client, page, address, **given):
    """Sends a form of the page."""
    token = client.get(page).text.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]
    return client.post(address, data={"csrf_token": token, **given})


def test_from_the_pair_to_the_undoing(office):
    amys, bens = proposal(office, "amy"), proposal(office, "ben")
    secretary, amy, ben = (office.client(login) for login in ("sec", "amy", "ben"))
    pair, preview = f"/proposals/{bens}/beside/{amys}", f"/proposals/{bens}/merge/{amys}"
    onward = press(secretary, pair, pair, verdict="merge", reason=WHY)
    assert (onward.status_code, onward.location) == (302, preview)
    page = secretary.get(preview).text
    assert ["115-0002 併入 115-0001" in page, "合占 50%" in page, "會通知提案人 2 位" in page] == [True] * 3
    assert "合占 30%" in secretary.get(f"{preview}?portion=30").text
    wrong = press(secretary, preview, preview, portion="0", reason="")
    assert (wrong.status_code, errors(wrong)) == (422, {"reason": "請寫明理由。"})
    asked = press(secretary, preview, preview, portion="30", reason=WHY)
    merge = asked.location
    office.settle()
    assert merge.startswith("/merges/")
    assert "擬併入" in ben.get(f"/proposals/{bens}").text
    assert press(ben, merge, f"{merge}/answer", answer="object").status_code == 422
    assert press(ben, merge, f"{merge}/answer", answer="consent").status_code == 302
    assert press(amy, merge, f"{merge}/answer", answer="consent").status_code == 302
    office.settle()
    assert credits(amys) == [("amy", 70), ("ben", 30)]
    assert "已併入" in ben.get(f"/proposals/{bens}").text
    assert "併入本案" in amy.get(f"/proposals/{amys}").text
    assert amy.get(f"/proposals/{bens}").status_code == 200
    assert press(secretary, merge, f"{merge}/undo", reason="").status_code == 422
    assert press(secretary, merge, f"{merge}/undo", reason="對象不同").status_code == 302
    office.settle()
    assert (credits(amys), stage(int(merge.rpartition("/")[2]))) == ([("amy", 100)], "undone")


def test_the_secretariat_decides_over_an_objection_on_the_same_page(office):
    amys, bens = proposal(office, "amy"), proposal(office, "ben")
    secretary, ben = office.client("sec"), office.client("ben")
    preview = f"/proposals/{amys}/merge/{bens}"
    merge = press(secretary, preview, preview, reason=WHY).location
    assert "仍予併案" not in secretary.get(merge).text
    press(ben, merge, f"{merge}/answer", answer="object", reason="對象不同")
    page = secretary.get(merge).text
    assert ["仍予併案" in page, "對象不同" in page] == [True, True]
    assert press(secretary, merge, f"{merge}/settle", settle="drop", reason="尊重").status_code == 302
    assert "不併案：尊重" in ben.get(merge).text


def test_the_rulebook_says_how_merging_goes(office):
    assert "5 個工作日內回覆，期滿未回覆視為同意" in office.client("amy").get("/rulebook").text


def test_where_the_two_cannot_be_merged_the_preview_says_why_and_asks_nobody(office):
    amys, bens = proposal(office, "amy"), proposal(office, "ben")
    office.api("amy").post(f"/proposals/{amys}/withdraw", {})
    office.settle()
    page = office.client("sec").get(f"/proposals/{bens}/merge/{amys}").text
    assert ("115-0001 已不在審查中，不能併案。" in page, "送出擬議" in page) == (True, False)


def test_side_by_side_a_field_only_one_has_filled_says_so(office):
    amys, bens = proposal(office, "amy"), proposal(office, "ben")
    pair = f"/proposals/{bens}/beside/{amys}"
    assert "（未填）" not in office.client("sec").get(pair).text
    case = db.session.scalars(select(Case.id).where(Case.proposal_id == bens)).one()
    db.session.commit()
    office.api("chief.social").post(f"/reviews/{case}/decision", {"outcome": "return", "reason": "補經費"})
    office.settle()
    ben = office.api("ben")
    ben.patch(f"/proposals/{bens}", {"cost": "三萬元"}, headers={"If-Match": "*"})
    ben.post(f"/proposals/{bens}/submit")
    office.settle()
    assert office.client("sec").get(pair).text.count("（未填）") == 1


def test_the_similar_ones_stand_on_a_page_that_says_of_which_and_how_near(office):
    amys, bens = proposal(office, "amy"), proposal(office, "ben")
    page = office.client("sec").get(f"/proposals/{bens}/similar").text
    assert "內容最接近 115-0002「公告張貼多國語言版本」的提案" in page
    assert f"/proposals/{amys}/beside/{bens}" not in page
    assert ("相似度 1.00" in page or "相似度 0.9" in page, f"/proposals/{bens}/beside/{amys}" in page) == (True, True)
    assert "相似度" not in office.client("amy").get(f"/proposals/{amys}/similar").text
