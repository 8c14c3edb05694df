"""Named is not agreed: a co-proposer is asked, counts once she says yes, and may take herself out."""

import pytest

from tests.accounts.browser import post
from tests.proposals.steps import agree, draft, refused, submitted, told
from tests.review.steps import TICKS, case_of, decide, done, sealed, todo

JUDGES = ("chief.civil", "acting.civil", "head", "auditor", "panel1", "panel2", "panel3", "panel4")


def co(*logins, share=5):
    return [{"login": login, "share": share} for login in logins]


def credits(program, id):
    return [(one["login"], one["share"], one["agreed"]) for one in program.get(f"/proposals/{id}").json["proposers"]]


def notices(office, login):
    return [one["kind"] for one in office.api(login).get("/notices").json["items"]]


def say(office, login, id, verb, **given):
    return office.api(login).post(f"/proposals/{id}/{verb}", given or None)


def test_who_is_named_is_asked_may_read_and_counts_once_she_agrees(office):
    program, id = draft(office, agreed=False, co_proposers=co("ben", share=40))
    office.settle()
    assert credits(program, id) == [("amy", 60, True), ("ben", 40, False)]
    ben = office.api("ben")
    assert ben.get(f"/proposals/{id}").status_code == 200
    assert ben.patch(f"/proposals/{id}", {"title": "改"}, headers={"If-Match": "*"}).status_code == 403
    assert (ben.get("/proposals?mine=1").json["items"], notices(office, "ben")) == ([], ["proposers_asked"])
    assert "請您擔任共同提案人" in office.client("ben").get("/").text
    agree(office, id, "ben")
    office.settle()
    assert credits(program, id) == [("amy", 60, True), ("ben", 40, True)]
    assert (notices(office, "amy"), say(office, "ben", id, "consent").status_code) == (["proposer_consented"], 403)


def test_a_submission_goes_out_with_those_who_agreed_and_the_rest_falls_out_at_the_first_decision(office):
    program, id = submitted(office, agreed=False, co_proposers=co("ben", "rev1", share=33.33))
    assert credits(program, id) == [("amy", 33.34, True), ("ben", 33.33, False), ("rev1", 33.33, False)]
    agree(office, id, "ben")
    office.settle()
    case = case_of(id)
    assert len(office.api("chief.civil").get(f"/reviews/{case}").json["proposers"]) == 2
    sealed(office, "chief.civil", case, checklist=TICKS)
    done(decide(office, "chief.civil", case, outcome="pass"))
    assert credits(program, id) == [("amy", 66.67, True), ("ben", 33.33, True)]
    assert ("proposal.lapsed" in told(id), "proposers_lapsed" in notices(office, "rev1")) == (True, True)
    assert say(office, "rev1", id, "consent").status_code in (403, 404)


def test_judges_who_are_only_named_keep_their_duties(office):
    _, id = submitted(office, agreed=False, co_proposers=co(*JUDGES, share=1))
    case = case_of(id)
    assert todo(office, "chief.civil") == [case]
    late = say(office, "chief.civil", id, "consent")
    assert (late.status_code, late.json["detail"]) == (409, "您在本案有審查職務，審查期間不能成為共同提案人。")
    assert decide(office, "sec", case, outcome="pass", reason="略").status_code in (403, 409)
    assert office.api("auditor").get(f"/reviews/{case}").status_code == 200


def test_while_under_review_only_the_secretariat_adds_one_with_a_duty_and_says_why(office):
    program, id = submitted(office)
    given = {"login": "chief.civil", "share": 10}
    assert program.post(f"/proposals/{id}/proposers", given | {"reason": "原稿由她起草"}).status_code == 404
    answer = office.api("sec").post(f"/proposals/{id}/proposers", given)
    assert refused(answer)[2] == {"reason": "請寫明理由。"}
    answer = office.api("sec").post(f"/proposals/{id}/proposers", given | {"reason": "原稿由她起草"})
    assert answer.status_code == 201, answer.json
    assert credits(program, id) == [("amy", 90, True), ("chief.civil", 10, False)]
    agree(office, id, "chief.civil")
    office.settle()
    assert (todo(office, "chief.civil"), todo(office, "acting.civil")) == ([], [case_of(id)])


def test_the_lead_sets_the_shares_and_a_share_that_changes_is_asked_again(office):
    program, id = draft(office, co_proposers=co("ben", "rev1", share=10))
    given = {"co_proposers": co("ben", share=99)}
    greedy = office.api("ben").patch(f"/proposals/{id}", given, headers={"If-Match": "*"})
    assert greedy.status_code == 403
    assert post(office.client("ben"), f"/proposals/{id}/discard").status_code == 403
    given = {"co_proposers": [{"login": "rev1", "share": 10}, {"login": "ben", "share": 20}]}
    assert program.patch(f"/proposals/{id}", given, headers={"If-Match": "*"}).status_code == 200
    assert credits(program, id) == [("amy", 70, True), ("rev1", 10, True), ("ben", 20, False)]
    assert program.patch(f"/proposals/{id}", {"co_proposers": []}, headers={"If-Match": "*"}).status_code == 200
    office.settle()
    assert "proposers_removed" in notices(office, "ben")


@pytest.mark.parametrize("verb", ["objection", "leave"])
def test_who_says_no_or_leaves_gives_her_share_to_the_lead_who_is_told(office, verb):
    program, id = draft(office, agreed=verb == "leave", co_proposers=co("ben", share=40))
    assert say(office, "ben", id, verb).status_code == 204
    office.settle()
    assert credits(program, id) == [("amy", 100, True)]
    assert {"objection": "proposer_declined", "leave": "proposer_left"}[verb] in notices(office, "amy")
    assert office.api("ben").get(f"/proposals/{id}").status_code == 404
    assert program.post(f"/proposals/{id}/leave").status_code == 403


def test_who_left_a_case_does_not_judge_it(office):
    _, id = submitted(office, co_proposers=co("chief.civil", share=40))
    case = case_of(id)
    assert (todo(office, "chief.civil"), todo(office, "acting.civil")) == ([], [case])
    assert say(office, "chief.civil", id, "leave").status_code == 204
    office.settle()
    assert (todo(office, "chief.civil"), todo(office, "acting.civil")) == ([], [case])


def test_in_the_browser_one_agrees_declines_leaves_and_the_secretariat_adds(office):
    program, id = draft(office, agreed=False, co_proposers=co("ben", "rev1", share=10))
    page = office.client("ben").get(f"/proposals/{id}").text
    assert "同意列名" in page
    assert post(office.client("ben"), f"/proposals/{id}/consent").status_code == 302
    assert post(office.client("rev1"), f"/proposals/{id}/objection", reason="不是我寫的").status_code == 302
    assert credits(program, id) == [("amy", 90, True), ("ben", 10, True)]
    program.post(f"/proposals/{id}/submit")
    office.settle()
    more = {"login": "rev1", "share": "12.5", "reason": "共同起草"}
    assert post(office.client("sec"), f"/proposals/{id}/proposers", **more).status_code == 302
    assert credits(program, id)[-1] == ("rev1", 12.5, False)
    assert post(office.client("ben"), f"/proposals/{id}/leave").status_code == 302
    assert credits(program, id) == [("amy", 87.5, True), ("rev1", 12.5, False)]
