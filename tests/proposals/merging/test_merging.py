"""Two proposals become one: asked, agreed, credited; the review and the others follow."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from innovation_hub.kernel import clock
from innovation_hub.kernel.events import timers
from innovation_hub.kernel.storage.session import db, writing
from innovation_hub.notices.models import Notice
from proposals.merges import ANSWER_DAYS, Merge
from proposals.models import Proposal
from review.cases import Case
from tests.proposals.merging.steps import WHY, consent, credits, merged, proposal, proposed, stage, stands, undo
from tests.proposals.steps import ANY, told
from tests.review.steps import MARKS, TICKS, appoint, case_of, decide, done, scored, sealed, todo


@pytest.fixture
def two(office):
    """Amy's, received first, and Ben's."""
    return proposal(office, "amy"), proposal(office, "ben")


def answer(office, merge, login, how="consent", **given):
    said = office.api(login).post(f"/merges/{merge}/{how}", given)
    office.settle()
    return said


def notices(login, office):
    mine = select(Notice.kind).where(Notice.employee_id == office.person(login).id).order_by(Notice.id)
    return [kind for kind in db.session.scalars(mine) if "merge" in kind]


def test_the_first_received_is_the_parent_whichever_is_named_first(office, two):
    amys, bens = two
    for one, other in ((amys, bens), (bens, amys)):
        found = office.api("sec").get(f"/proposals/{one}/merges/preview?other={other}").json
        assert (found["parent_id"], found["child_id"], found["portion"]) == (amys, bens, 50)
        rows = [tuple(share[key] for key in ("login", "in_parent", "in_child", "after")) for share in found["shares"]]
        assert rows == [("amy", 100, None, 50), ("ben", None, 100, 50)]


def test_when_all_consent_the_child_is_merged_and_its_proposers_are_credited(office, two):
    amys, bens = two
    before = db.session.get(Proposal, bens).said
    merge = proposed(office, bens, amys, portion=30)
    consent(office, merge, "amy")
    assert stage(merge) == "proposed"
    consent(office, merge, "ben")
    assert (stage(merge), credits(amys), credits(bens)) == ("joined", [("amy", 70), ("ben", 30)], [("ben", 100)])
    child = db.session.get(Proposal, bens)
    assert (child.stage, child.number, child.said) == ("merged", "115-0002", before)
    db.session.commit()
    assert told(bens)[-2:] == ["proposal.merged", "case.merged"]
    assert told(amys)[-1] == "proposal.joined"


def test_both_owners_and_followers_are_told(office, two):
    amys, bens = two
    follower = office.client("kao.feng")  # of Amy's section
    page = follower.get(f"/proposals/{amys}").text
    token = page.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]
    assert follower.post(f"/proposals/{amys}/follow", data={"csrf_token": token}).status_code == 302
    merge = merged(office, amys, bens, "amy", "ben")
    undo(office, merge)
    everything = ["merge_proposed", "merged", "unmerged"]
    assert [notices(login, office) for login in ("amy", "ben")] == [everything, everything]
    assert notices("kao.feng", office) == ["merged_followed", "unmerged_followed"]


def test_an_objection_asks_a_reason_and_goes_to_the_secretariat_who_decides(office, two):
    amys, bens = two
    merge = proposed(office, bens, amys)
    assert answer(office, merge, "ben", "objection").json["errors"] == {"reason": "請寫明理由。"}
    assert answer(office, merge, "ben", "objection", reason="對象不同").status_code == 200
    assert (stage(merge), notices("sec", office)) == ("objected", ["merge_objected"])
    assert answer(office, merge, "amy").status_code == 409
    assert answer(office, merge, "amy", "settlement", make=True, reason="x").status_code == 404
    assert answer(office, merge, "sec", "settlement", make=False, reason="尊重提案人").status_code == 200
    assert (stage(merge), credits(amys), notices("ben", office)) == (
        "dropped",
        [("amy", 100)],
        ["merge_proposed", "merge_dropped"],
    )
    again = proposed(office, bens, amys)
    answer(office, again, "ben", "objection", reason="對象不同")
    assert answer(office, again, "sec", "settlement", make=True, reason="作法相同").status_code == 200
    assert stage(again) == "joined"


@pytest.mark.parametrize(("days", "after"), [(5, 5), (2, 2)])
def test_silence_until_the_day_that_is_set_is_consent(office, two, days, after):
    amys, bens = two
    with writing():
        if days != 5:
            ANSWER_DAYS.change(days, office.person("admin"))
            db.session.commit()
    merge = proposed(office, amys, bens)
    last = clock.due_after(clock.today(), after)
    with clock.at(clock.end_of(last) - timedelta(minutes=1)):
        timers.fire()
        office.settle()
    assert stage(merge) == "proposed"
    with clock.at(clock.end_of(last) + timedelta(minutes=1)):
        timers.fire()
        office.settle()
    assert stage(merge) == "joined"


def test_a_merge_nobody_needs_any_more_is_dropped_on_its_day(office, two):
    amys, bens = two
    merge = proposed(office, amys, bens)
    office.api("ben").post(f"/proposals/{bens}/withdraw")
    office.settle()
    with clock.at(datetime.now(UTC) + timedelta(days=20)):
        timers.fire()
        office.settle()
    assert (stage(merge), credits(amys)) == ("dropped", [("amy", 100)])


def test_a_passed_tier_does_not_take_the_day_of_the_answer_away(office, two):
    amys, bens = two
    merge = proposed(office, amys, bens)
    sealed(office, "chief.civil", case_of(amys), checklist=TICKS)
    sealed(office, "chief.social", case_of(bens), checklist=TICKS)
    done(decide(office, "chief.social", case_of(bens), outcome="pass"))
    with clock.at(datetime.now(UTC) + timedelta(days=20)):
        timers.fire()
        office.settle()
    assert stage(merge) == "joined"


def test_undoing_brings_everything_back(office, two):
    amys, bens = two
    case = case_of(bens)
    sealed(office, "chief.social", case, checklist=TICKS)
    before = stands(amys), stands(bens)
    merge = merged(office, amys, bens, "amy", "ben")
    assert todo(office, "chief.social") == []
    assert stands(bens)[0] == "merged"
    assert undo(office, merge).status_code == 200
    assert (stands(amys), stands(bens)) == before
    assert todo(office, "chief.social") == [case]
    done(decide(office, "chief.social", case, outcome="pass"))


def test_a_returned_one_comes_back_returned(office, two):
    amys, bens = two
    done(decide(office, "chief.social", case_of(bens), outcome="return", reason="請補數字"))
    before = stands(bens)
    merge = merged(office, amys, bens, "amy", "ben")
    assert office.api("ben").post(f"/proposals/{bens}/submit").status_code == 409
    assert undo(office, merge).status_code == 200
    assert stands(bens) == before
    assert office.api("ben").post(f"/proposals/{bens}/submit").status_code == 200


def test_the_clock_stands_still_while_it_is_merged(office, two):
    amys, bens = two
    case = case_of(bens)
    due = due_of(case)
    merge = merged(office, amys, bens, "amy", "ben")
    later = datetime.now(UTC) + timedelta(days=30)
    left = clock.working_days(clock.today(), due)
    with clock.at(later):
        assert undo(office, merge).status_code == 200
        assert due_of(case) == clock.due_after(clock.today(), left)
        assert timers.fire() == 0


def due_of(case):
    db.session.rollback()
    found = db.session.get(Case, case).round.due_on
    db.session.commit()
    return found


def test_who_joins_a_proposal_no_longer_judges_it(office):
    with writing():
        appoint("ben", "reviewer")
    amys, revs = proposal(office, "amy"), proposal(office, "rev1")
    case = case_of(amys)
    sealed(office, "chief.civil", case, checklist=TICKS)
    done(decide(office, "chief.civil", case, outcome="pass"))
    asked = office.api("sec").get(f"/reviews/{case}").json["waiting"]
    assert case in todo(office, "rev1")
    merged(office, amys, revs, "amy", "rev1")
    assert case not in todo(office, "rev1")
    assert office.api("rev1").put(f"/reviews/{case}/scorecard", {"scores": MARKS}, headers=ANY).status_code in (
        403,
        404,
    )
    assert office.api("sec").get(f"/reviews/{case}").json["waiting"] == asked


def test_a_chief_who_joins_no_longer_decides(office):
    amys, chiefs = proposal(office, "amy"), proposal(office, "chief.civil")
    case = case_of(amys)
    merged(office, amys, chiefs, "amy", "chief.civil")
    assert office.api("chief.civil").get(f"/reviews/{case}").status_code == 404
    holder = db.session.get(Proposal, amys).holder
    assert holder == office.person("acting.civil").name


def test_a_later_merge_of_the_parent_carries_all_along_and_brings_all_back(office):
    first, second, third = proposal(office, "amy"), proposal(office, "ben"), proposal(office, "kao.feng")
    lower = merged(office, second, third, "ben", "kao.feng")
    before = [stands(id) for id in (first, second, third)]
    upper = proposed(office, first, second)
    consent(office, upper, "amy", "ben", "kao.feng")
    into = dict(db.session.execute(select(Merge.child_id, Merge.into_id)).all())
    assert (into, credits(first)) == ({second: first, third: first}, [("amy", 33), ("ben", 33.5), ("kao.feng", 33.5)])
    assert undo(office, lower).json["detail"].startswith("115-0002 已再併入另一件")
    assert undo(office, upper).status_code == 200
    assert [stands(id) for id in (first, second, third)] == before
    assert undo(office, lower).status_code == 200
    assert stands(third)[0] == "in_review"


def test_the_last_merge_is_undone_first(office):
    first, second, third = proposal(office, "amy"), proposal(office, "ben"), proposal(office, "kao.feng")
    one, other = merged(office, first, second, "amy", "ben"), merged(office, first, third, "amy", "ben", "kao.feng")
    assert undo(office, one).json["detail"] == "115-0003 是後來才併入的，請先復原那一件。"
    assert [undo(office, merge).status_code for merge in (other, one)] == [200, 200]
    assert credits(first) == [("amy", 100)]


def test_once_the_parent_is_decided_nothing_is_undone(office, two):
    amys, bens = two
    merge = merged(office, amys, bens, "amy", "ben")
    case = case_of(amys)
    sealed(office, "chief.civil", case, checklist=TICKS)
    done(decide(office, "chief.civil", case, outcome="pass"))
    scored(office, ("rev1", "rev2"), case)
    done(decide(office, "sec", case, outcome="pass", reason="可行"))
    assert office.client("lo.kw").get(f"/proposals/{bens}").status_code == 404
    scored(office, ("panel1", "panel2", "panel3", "panel4"), case, "keep_for_reference")
    done(decide(office, "head", case, outcome="keep_for_reference", reason="再研議"))
    assert undo(office, merge).json["detail"] == "115-0001 已作成決定，併案不能再復原。"
    assert office.client("lo.kw").get(f"/proposals/{bens}").status_code == 200


def test_a_withdrawn_parent_lets_its_children_go(office, two):
    amys, bens = two
    before = stands(bens)
    merge = merged(office, amys, bens, "amy", "ben")
    office.api("amy").post(f"/proposals/{amys}/withdraw")
    office.settle()
    assert (stage(merge), stands(bens)) == ("undone", before)


def test_agreed_shares_are_not_changed_by_the_lead_alone(office, two):
    amys, bens = two
    merged(office, amys, bens, "amy", "ben")
    done(decide(office, "chief.civil", case_of(amys), outcome="return", reason="請補數字"))
    amy = office.api("amy")
    tag = amy.get(f"/proposals/{amys}").headers["ETag"]
    changed = amy.patch(f"/proposals/{amys}", {"co_proposers": []}, headers={"If-Match": tag})
    assert (changed.status_code, credits(amys)) == (409, [("amy", 50), ("ben", 50)])


def test_only_what_is_under_review_and_not_yet_in_a_merge_is_merged(office, two):
    amys, bens = two
    secretary, third = office.api("sec"), proposal(office, "kao.feng")
    proposed(office, amys, bens)
    assert secretary.post(f"/proposals/{third}/merges", {"other": bens, "reason": WHY}).status_code == 201
    assert secretary.post(f"/proposals/{amys}/merges", {"other": bens, "reason": WHY}).status_code == 409
    office.api("amy").post(f"/proposals/{amys}/withdraw")
    assert secretary.post(f"/proposals/{amys}/merges", {"other": third, "reason": WHY}).status_code == 409
    for wrong in ({"other": third}, {"reason": " "}, {"portion": 100}):
        given = {"other": bens, "reason": WHY} | wrong
        assert secretary.post(f"/proposals/{third}/merges", given).status_code == 422
    assert office.api("ben").post(f"/proposals/{bens}/merges", {"other": third, "reason": WHY}).status_code == 404


def test_the_database_refuses_a_merge_into_a_later_one(office, two):
    amys, bens = two
    merge = proposed(office, amys, bens)
    with writing(), pytest.raises(IntegrityError):
        row = db.session.get(Merge, merge)
        turned = (("child", "parent"), ("parent", "child"))
        keys = [(f"{one}_{key}", f"{other}_{key}") for one, other in turned for key in ("id", "received_at", "number")]
        old = {one: getattr(row, other) for one, other in keys}
        for key, value in old.items():
            setattr(row, key, value)
        db.session.flush()
    db.session.rollback()
    with writing(), pytest.raises(IntegrityError):  # nor with a receipt that is not its own
        row = db.session.get(Merge, merge)
        row.parent_received_at = row.parent_received_at - timedelta(days=1)
        db.session.flush()
    db.session.rollback()


def test_a_blind_reviewer_proposes_a_merge_and_learns_no_name(office):
    amys, bens = proposal(office, "amy"), proposal(office, "kao.feng")
    for id in (amys, bens):
        sealed(office, "chief.civil", case_of(id), checklist=TICKS)
        done(decide(office, "chief.civil", case_of(id), outcome="pass"))
    reviewer = office.client("rev1")
    page = reviewer.get(f"/proposals/{amys}/merge/{bens}")
    names = [office.person(login).name for login in ("amy", "kao.feng")]
    assert (page.status_code, [name for name in names if name in page.text]) == (200, [])
    merge = proposed(office, amys, bens, login="rev1")
    seen = reviewer.get(f"/merges/{merge}")
    assert (seen.status_code, [name for name in names if name in seen.text]) == (200, [])
    assert [name for name in names if name in office.client("sec").get(f"/merges/{merge}").text] == names
