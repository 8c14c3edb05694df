"""Second tier: reviewers of other sections score without knowing whose proposal it is, nor what the others say."""

from sqlalchemy import select

from innovation_hub.kernel.office.people import Duty, Role
from innovation_hub.kernel.storage.session import db
from review.judging.rounds import Assignment
from tests.proposals.steps import refused, told
from tests.review.steps import (
    LOOK,
    MARKS,
    NOT_NOW,
    NOT_THERE,
    NOT_YOURS,
    appoint,
    at_cross_section,
    decide,
    done,
    put,
    scored,
    sealed,
    todo,
)

REVIEWERS = ("rev1", "rev2", "rev3")


def asked(case):
    """Whom the case was given to at its last tier, and who stepped aside."""
    query = select(Assignment).where(Assignment.case_id == case).order_by(Assignment.id)
    rows = db.session.scalars(query).unique().all()
    db.session.commit()
    return {one.reviewer.login: one.recused_at is not None for one in rows if one.round_id == rows[-1].round_id}


def read(office, login, case):
    return office.api(login).get(f"/reviews/{case}").json


def cards(office, login, case):
    """The reviewers whose cards of the rubric the person sees."""
    return sorted(card["reviewer"] for card in read(office, login, case)["cards"] if card["scores"])


def test_three_reviewers_of_other_sections_are_asked(office):
    _, case = at_cross_section(office)
    assert asked(case) == dict.fromkeys(REVIEWERS, False)
    assert [todo(office, login) for login in (*REVIEWERS, "sec", "chief.civil")] == [[case]] * 3 + [[], []]


def test_who_is_of_an_authors_section_stands_aside(office):
    _, case = at_cross_section(office, co_proposers=[{"login": "wei.mj", "share": 10}])
    assert asked(case) == {"rev2": False, "rev3": False}
    assert refused(office.api("rev1").get(f"/reviews/{case}")) == (404, NOT_THERE, {})


def test_nobody_scores_an_own_proposal(office):
    _, case = at_cross_section(office, "rev1", "chief.economic", co_proposers=[{"login": "rev2", "share": 10}])
    found = asked(case)
    assert (len(found), "rev3" in found) == (2, True)
    for login in ("rev1", "rev2"):
        assert todo(office, login) == []
        assert refused(put(office, login, case, scores=MARKS)) == (404, NOT_THERE, {})


def test_an_author_appointed_to_judge_her_own_case_is_kept_out(office):
    _, case = at_cross_section(office)
    round = db.session.scalars(select(Assignment).where(Assignment.case_id == case)).unique().all()[-1].round_id
    db.session.add(Assignment(round_id=round, case_id=case, reviewer_id=office.person("amy").id))
    db.session.commit()
    assert todo(office, "amy") == []
    assert [office.api("amy").get(f"/reviews/{case}").status_code, put(office, "amy", case).status_code] == [404, 404]


def test_those_with_the_fewest_open_cases_are_asked_first(office):
    at_cross_section(office)
    for login in ("rev4", "rev5"):
        appoint(login, Role.REVIEWER)
    _, second = at_cross_section(office)
    assert asked(second) == dict.fromkeys(("rev4", "rev5", "rev1"), False)


def test_names_are_hidden_from_a_scorer_until_her_card_is_sealed(office):
    _, case = at_cross_section(office)
    for login in REVIEWERS:
        assert read(office, login, case)["proposers"] is None
        page = office.client(login).get(f"/reviews/{case}").text
        assert [word in page for word in ("林美如", "amy")] == [False, False]
        assert todo(office, login) == [case]
        assert "林美如" not in json_text(office.api(login).get("/reviews"))
    scored(office, ["rev1"], case)
    assert [read(office, login, case)["proposers"] for login in ("rev1", "rev2", "sec")] == [
        ["林美如"],
        None,
        ["林美如"],
    ]
    assert "林美如" in office.client("rev1").get(f"/reviews/{case}").text


def json_text(answer):
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_a_scorer_finds_the_name_nowhere_else_either(office):
    id, case = at_cross_section(office)
    program, client = office.api("rev1"), office.client("rev1")
    assert program.get(f"/proposals/{id}").status_code == 404
    for path in ("/proposals", "/notices"):
        assert "林美如" not in json_text(program.get(path))
    for path in ("/", "/reviews", "/proposals", "/notices", f"/reviews/{case}/difference"):
        assert "林美如" not in json_text(client.get(path))


def test_others_cards_are_unseen_until_her_own_is_sealed(office):
    _, case = at_cross_section(office)
    scored(office, ["rev1"], case)
    put(office, "rev2", case, scores=MARKS, comment="還在看")
    assert {login: cards(office, login, case) for login in (*REVIEWERS, "sec", "head")} == {
        "rev1": ["盧冠宇"],
        "rev2": [],
        "rev3": [],
        "sec": ["盧冠宇"],
        "head": ["盧冠宇"],
    }
    assert "rev1：可行" not in office.client("rev2").get(f"/reviews/{case}").text
    scored(office, ["rev2"], case)
    assert cards(office, "rev2", case) == ["丁若庭", "盧冠宇"]
    assert "rev1：可行" in office.client("rev2").get(f"/reviews/{case}").text


def test_a_draft_of_a_card_is_seen_by_nobody_else(office):
    _, case = at_cross_section(office)
    put(office, "rev2", case, scores=MARKS, comment="還在看")
    seen = [json_text(office.api(login).get(f"/reviews/{case}")) for login in ("rev1", "sec", "head", "auditor")]
    assert ["還在看" in text for text in seen] == [False] * 4
    assert "還在看" in json_text(office.api("rev2").get(f"/reviews/{case}"))


def test_the_secretariat_passes_it_on_only_when_two_cards_are_sealed(office):
    id, case = at_cross_section(office)
    sentence = "還要 {} 份評分表（檢核表）送出，才能作成這個決定。"
    for sealed_so_far, login in ((0, "rev1"), (1, "rev2")):
        answer = refused(decide(office, "sec", case, outcome="pass"))
        assert answer == (409, sentence.format(2 - sealed_so_far), {})
        scored(office, [login], case)
    done(decide(office, "sec", case, outcome="pass"))
    assert office.api("sec").get(f"/proposals/{id}").json["tier"] == "task_force"


def test_it_comes_to_the_secretariat_when_most_cards_are_in(office):
    _, case = at_cross_section(office)
    waiting = []
    for login in REVIEWERS:
        scored(office, [login], case)
        waiting.append(todo(office, "sec"))
    assert waiting == [[], [case], [case]]


def test_reviewers_decide_nothing(office):
    id, case = at_cross_section(office)
    scored(office, REVIEWERS, case)
    before = told(id)
    answers = [refused(decide(office, login, case, outcome="pass")) for login in ("rev1", "head", "chief.civil")]
    assert answers == [(403, NOT_YOURS, {})] * 3
    assert told(id) == before


def test_the_secretariat_refuses_nothing_but_may_return(office):
    _, case = at_cross_section(office)
    given = {"reason": "空泛", "rule": "too_vague"}
    assert refused(decide(office, "sec", case, outcome="refuse", **given)) == (
        409,
        "這一級沒有「不受理」這個結果。",
        {},
    )
    assert refused(decide(office, "sec", case, outcome="return")) == (422, LOOK, {"reason": "這個結果必須寫明理由。"})
    done(decide(office, "sec", case, outcome="return", reason="請補經費"))


def test_recusal_brings_a_replacement_where_there_is_one(office):
    id, case = at_cross_section(office)
    appoint("rev4", Role.REVIEWER)
    put(office, "rev2", case, scores=MARKS)
    assert office.api("rev2").post(f"/reviews/{case}/recuse", {"reason": "提案人是我表妹"}).status_code == 204
    office.settle()
    assert asked(case) == {"rev1": False, "rev2": True, "rev3": False, "rev4": False}
    assert [todo(office, login) for login in ("rev2", "rev4")] == [[], [case]]
    assert told(id)[-2:] == ["case.recused", "case.assigned"]
    assert refused(office.api("rev2").get(f"/reviews/{case}")) == (404, NOT_THERE, {})


def test_without_a_replacement_the_others_go_on(office):
    _, case = at_cross_section(office)
    assert office.api("rev2").post(f"/reviews/{case}/recuse", {"reason": "提案人是我表妹"}).status_code == 204
    assert asked(case) == {"rev1": False, "rev2": True, "rev3": False}
    scored(office, ["rev1"], case)
    assert decide(office, "sec", case, outcome="pass").status_code == 409
    scored(office, ["rev3"], case)
    done(decide(office, "sec", case, outcome="pass"))


def test_a_recusal_states_its_reason(office):
    id, case = at_cross_section(office)
    program, before = office.api("rev2"), told(id)
    answers = [
        refused(program.post(f"/reviews/{case}/recuse", given))
        for given in ({}, {"reason": " \u200b"}, {"reason": "長" * 201}, {"reason": "表妹", "colour": "red"})
    ]
    assert answers == [
        (422, LOOK, {"reason": "這一欄必填。"}),
        (422, LOOK, {"reason": "請寫明迴避的理由。"}),
        (422, LOOK, {"reason": "理由最多 200 字，目前 201 字。"}),
        (422, LOOK, {"colour": "沒有這個欄位。"}),
    ]
    assert (told(id), asked(case)) == (before, dict.fromkeys(REVIEWERS, False))


def test_who_has_sealed_her_card_recuses_no_more(office):
    _, case = at_cross_section(office)
    scored(office, ["rev1"], case)
    answer = office.api("rev1").post(f"/reviews/{case}/recuse", {"reason": "表妹"})
    assert refused(answer) == (409, "評分表送出後不能再迴避。", {})


def test_a_reviewer_who_was_not_asked_is_not_let_in(office):
    _, case = at_cross_section(office)
    appoint("rev4", Role.REVIEWER)
    assert refused(put(office, "rev4", case, scores=MARKS)) == (404, NOT_THERE, {})
    assert refused(office.api("rev4").post(f"/reviews/{case}/recuse", {"reason": "表妹"})) == (404, NOT_THERE, {})


def test_withdrawn_meanwhile_it_takes_no_card_and_no_decision(office):
    id, case = at_cross_section(office)
    scored(office, ["rev1", "rev2"], case)
    office.api("amy").post(f"/proposals/{id}/withdraw")
    assert refused(decide(office, "sec", case, outcome="pass")) == (409, NOT_NOW, {})
    assert put(office, "rev3", case, scores=MARKS).status_code == 409
    assert [todo(office, login) for login in ("rev3", "sec")] == [[], []]


def test_a_duty_taken_away_ends_the_right_to_decide(office):
    _, case = at_cross_section(office)
    scored(office, REVIEWERS, case)
    person = office.person("sec2")
    db.session.delete(db.session.scalars(select(Duty).where(Duty.employee_id == person.id)).one())
    db.session.commit()
    db.session.expire_all()
    assert decide(office, "sec2", case, outcome="pass").status_code == 404
    done(decide(office, "sec", case, outcome="pass"))


def test_both_of_the_secretariat_see_the_sealed_marks(office):
    _, case = at_cross_section(office)
    sealed(office, "rev1", case, scores=MARKS, comment="可行", recommendation="pass")
    [card] = [card for card in read(office, "sec2", case)["cards"] if card["scores"]]
    del card["sealed_at"]
    assert card == {
        "reviewer": "盧冠宇",
        "scores": MARKS,
        "checklist": {},
        "comment": "可行",
        "recommendation": "pass",
        "total": 81,
    }
