"""A proposal with two ideas: the second goes on by itself, credited to the same people."""

from sqlalchemy import select

from innovation_hub.kernel.storage.session import db
from innovation_hub.notices.models import Notice
from proposals.models import Proposal
from tests.proposals.merging.steps import credits, proposal, stands
from tests.proposals.steps import told
from tests.review.steps import TICKS, case_of, decide, done, sealed

ASKED = {"title": "志工翻譯培訓", "reason": "公告與培訓是兩件事"}


def split(office, id, login="sec"):
    answer = office.api(login).post(f"/proposals/{id}/splits", ASKED)
    office.settle()
    return answer


def undo(office, id, made):
    answer = office.api("sec").post(f"/proposals/{id}/splits/{made}/undo", {"reason": "還是一件"})
    office.settle()
    return answer


def stage(id):
    db.session.rollback()
    found = db.session.get(Proposal, id).stage
    db.session.commit()
    return found


def test_the_second_idea_is_a_draft_of_the_same_people_with_the_same_shares(office):
    id = proposal(office, "amy", ben=40)
    before = stands(id)
    made = split(office, id)
    assert (made.status_code, made.json["title"], made.json["stage"]) == (201, ASKED["title"], "draft")
    new = made.json["id"]
    assert credits(new) == credits(id) == [("amy", 60), ("ben", 40)]
    assert (stands(id), told(id)[-1], told(new)) == (before, "proposal.split", ["proposal.drafted"])
    mine = select(Notice.url).where(Notice.kind == "split", Notice.employee_id == office.person("ben").id)
    assert db.session.scalars(mine).all() == [f"/proposals/{new}"]
    db.session.commit()
    assert office.api("ben").post(f"/proposals/{new}/submit").json["number"].endswith("-0002")
    office.settle()
    assert case_of(new) != case_of(id)
    pages = [office.client("amy").get(f"/proposals/{one}").text for one in (id, new)]
    assert ["拆出" in pages[0], "拆自" in pages[1]] == [True, True]


def test_it_is_taken_back_until_it_is_decided(office):
    id = proposal(office, "amy")
    draft, sent = (split(office, id).json["id"] for _ in range(2))
    office.api("amy").post(f"/proposals/{sent}/submit")
    office.settle()
    assert [undo(office, id, made).status_code for made in (draft, sent)] == [200, 200]
    assert [stage(made) for made in (draft, sent, id)] == ["withdrawn", "withdrawn", "in_review"]
    assert undo(office, id, draft).status_code == 404
    refused = split(office, id).json["id"]
    office.api("amy").post(f"/proposals/{refused}/submit")
    office.settle()
    why = {"outcome": "refuse", "rule": "too_vague", "reason": "看不出要做什麼"}
    done(decide(office, "chief.civil", case_of(refused), **why))
    assert (undo(office, id, refused).status_code, stage(refused)) == (409, "not_accepted")


def test_only_the_secretariat_splits_and_only_what_is_under_review(office):
    id = proposal(office, "amy")
    sealed(office, "chief.civil", case_of(id), checklist=TICKS)
    assert [split(office, id, login).status_code for login in ("amy", "chief.civil", "ben")] == [404] * 3
    office.api("amy").post(f"/proposals/{id}/withdraw")
    office.settle()
    assert split(office, id).status_code == 409
    empty = office.api("sec").post(f"/proposals/{id}/splits", ASKED | {"reason": ""})
    assert empty.status_code in (409, 422)
