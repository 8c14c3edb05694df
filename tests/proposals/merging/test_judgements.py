"""What reviewers find of two similar proposals: kept, labelled, acted on."""

import html
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from innovation_hub.kernel.storage.session import db, writing
from proposals.models import Proposal
from proposals.similar import judgements
from proposals.similar.judgements import Judgement
from proposals.similar.links import Link, links
from tests.proposals.steps import GOOD, submitted, told
from tests.review.steps import at_cross_section, at_section, decide, done

LIKE = GOOD | {"title": "公告張貼多國語言版本", "measures": "公告加上越南文與印尼文摘要，請志工翻譯。"}


def like(office, login="ben"):
    """A proposal of another section that is like the first one."""
    return submitted(office, login, **LIKE)[1]


def judge(office, login, id, other, *said):
    given = dict(zip(("verdict", "reason"), said, strict=False))
    return office.api(login).post(f"/proposals/{id}/judgements", {"other": other, **given})


def rows(id):
    found = [(one.nth, one.verdict, one.reason) for one in judgements.on(id)]
    db.session.commit()
    return found


def test_a_pair_is_one_pair_whichever_is_looked_at_and_its_last_word_counts(office):
    (id, _case), other = at_section(office), like(office)
    assert judge(office, "sec", id, other, "not_similar", "對象不同").status_code == 201
    assert judge(office, "sec", other, id, "merge", "再看一次，其實相同").status_code == 201
    assert rows(id) == rows(other) == [(1, "not_similar", "對象不同"), (2, "merge", "再看一次，其實相同")]
    assert (judgements.last(id, other).verdict, judgements.unlike(id)) == ("merge", set())
    assert told(id)[-1] == told(other)[-1] == "proposal.judged"


def test_what_was_found_is_neither_changed_nor_deleted(office):
    (id, _case), other = at_section(office), like(office)
    judge(office, "sec", id, other, "not_similar")
    for change in ({"verdict": "merge"}, None):
        with writing(), pytest.raises(DBAPIError, match="insert-only"):
            row = db.session.scalars(select(Judgement)).one()
            if change:
                row.verdict = change["verdict"]
            else:
                db.session.delete(row)
            db.session.flush()
        db.session.rollback()


def test_a_pair_found_not_similar_is_not_shown_again_to_who_judges(office):
    (id, _case), other = at_section(office), like(office)
    chief, address = office.client("chief.civil"), f"/proposals/{id}/similar"
    assert f"/proposals/{id}/beside/" not in chief.get(address).text  # the other is of another section, under review
    secretary = office.client("sec")
    assert f"/proposals/{id}/beside/{other}" in secretary.get(address).text
    judge(office, "sec", id, other, "not_similar")
    assert f"/proposals/{id}/beside/{other}" not in secretary.get(address).text
    judge(office, "sec", id, other, "link", "都談公告")
    assert f"/proposals/{id}/beside/{other}" in secretary.get(address).text


def test_the_two_stand_side_by_side_with_what_both_say_marked(office):
    (id, _case), other = at_section(office), like(office)
    page = office.client("sec").get(f"/proposals/{id}/beside/{other}").text
    assert page.count("公告<") + page.count("<mark>") >= 4
    assert "越南文與印尼文摘要" in page.replace("<mark>", "").replace("</mark>", "")


def test_a_reviewer_compares_without_learning_names(office):
    id, _case = at_cross_section(office)
    page = office.client("rev1").get(f"/proposals/{id}/beside/{public(office)}")
    names = [proposer.employee.name for proposer in db.session.get(Proposal, id).proposers]
    db.session.commit()
    assert (page.status_code, [name for name in names if name in page.text]) == (200, [])
    assert names


def public(office):
    """A proposal everyone may read: it was decided earlier."""
    with writing():
        amy = office.person("amy")
        old = Proposal.draft(amy, **LIKE)
        old.perform("submit", by=amy)
        old.stage, old.outcome, old.decision = "decided", "not_adopt", {"reason": "已有規定"}
        db.session.commit()
    return old.id


def test_who_was_never_asked_or_wrote_one_of_the_two_judges_nothing(office):
    (id, _case), other = at_section(office), like(office)
    assert judge(office, "rev1", id, other, "merge").status_code == 404
    assert judge(office, "amy", id, other, "merge").status_code == 404
    own = submitted(office, "sec", **LIKE)[1]
    assert judge(office, "sec", id, own, "merge").status_code == 403
    assert judge(office, "chief.civil", id, other, "merge").status_code == 422  # she may not read the other


def test_a_link_asks_a_reason_stands_on_both_pages_and_can_be_taken_away(office):
    (id, _case), other = at_section(office), like(office)
    assert judge(office, "sec", id, other, "link").json["errors"] == {"reason": "請寫明哪裡相關聯。"}
    assert judge(office, "sec", id, other, "link", "都談公告").status_code == 201
    assert judge(office, "sec", other, id, "link", "都談公告").status_code == 409
    pages = [office.client("sec").get(f"/proposals/{one}").text for one in (id, other)]
    assert ["相連的提案" in page and "都談公告" in page for page in pages] == [True, True]
    assert "公告張貼多國語言版本" not in office.client("amy").get(f"/proposals/{id}").text  # she may not read it
    secretary = office.client("sec")
    taken = secretary.post(f"/proposals/{other}/beside/{id}/unlink", data={"csrf_token": token(secretary, id, other)})
    assert (taken.status_code, links(id)) == (302, [])
    assert [told(one)[-1] for one in (id, other)] == ["proposal.unlinked"] * 2
    assert judge(office, "sec", id, other, "link", "還是相關").status_code == 201
    assert [link.reason for link in db.session.scalars(select(Link).order_by(Link.id))] == ["都談公告", "還是相關"]


def token(client, id, other):
    page = client.get(f"/proposals/{id}/beside/{other}").text
    return page.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]


def test_one_that_repeats_a_refused_one_is_offered_the_rule_with_the_old_number_filled_in(office):
    id, case = at_section(office)
    old = public(office)
    chief = office.client("chief.civil")
    page = chief.get(f"/proposals/{id}/beside/{old}").text
    address = html.unescape(page.partition(f'href="/reviews/{case}?')[2].partition('"')[0])
    given = {key: value[0] for key, value in parse_qs(urlsplit(f"?{address}").query).items()}
    number = db.session.get(Proposal, old).number
    db.session.commit()
    assert (given["outcome"], given["rule"]) == ("refuse", "repeats_refused")
    assert given["reason"] == f"與 {number}「公告張貼多國語言版本」（不採行：已有規定）內容相同，且無新理由。"
    form = chief.get(f"/reviews/{case}?{address}").text
    assert number in form.partition('name="reason"')[2].partition("</textarea>")[0]
    done(decide(office, "chief.civil", case, **given))


def test_where_the_tier_has_no_such_outcome_the_page_says_so(office):
    _id, case = at_cross_section(office)
    page = office.client("rev1").get(f"/reviews/{case}?outcome=refuse&rule=repeats_refused&reason=x").text
    assert "您在這一級不能作成「不受理」" in page
    assert "您在這一級" not in office.client("rev1").get(f"/reviews/{case}?outcome=%3Cb%3E").text
