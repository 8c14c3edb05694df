"""First tier: the section's own chief, or a delegate, checks that it is complete, real and refused by no rule."""

import pytest

from innovation_hub.kernel.office.people import Role
from review.tiers import REFUSALS
from tests.proposals.steps import ANY, refused, submitted, told
from tests.review.steps import (
    LOOK,
    NOT_NOW,
    NOT_THERE,
    NOT_YOURS,
    TICKS,
    appoint,
    at_section,
    case_of,
    decide,
    done,
    put,
    sealed,
    todo,
)

NO_REASON = "這個結果必須寫明理由。"
NO_RULE = "作業規定沒有這一項不受理情形。"


def test_it_waits_with_the_chief_and_the_delegate_and_with_nobody_else(office):
    _, case = at_section(office)
    logins = ("chief.civil", "acting.civil", "amy", "chou.hj", "chief.social", "sec", "rev1", "panel1", "head", "admin")
    assert {login for login in logins if todo(office, login) == [case]} == {"chief.civil", "acting.civil"}
    assert [todo(office, login) for login in logins[2:]] == [[]] * 8


@pytest.mark.parametrize("login", ["chief.civil", "acting.civil"])
def test_either_of_the_two_decides(office, login):
    id, case = at_section(office)
    sealed(office, login, case, checklist=TICKS)
    done(decide(office, login, case, outcome="pass"))
    assert office.api("amy").get(f"/proposals/{id}").json["tier"] == "cross_section"
    assert [todo(office, one) for one in ("chief.civil", "acting.civil")] == [[], []]


def test_it_passes_only_with_the_checklist_filled_in(office):
    _, case = at_section(office)
    sentence = "還要 1 份評分表（檢核表）送出，才能作成這個決定。"
    assert refused(decide(office, "chief.civil", case, outcome="pass")) == (409, sentence, {})
    program = office.api("chief.civil")
    program.put(f"/reviews/{case}/scorecard", {"checklist": {"complete": True, "real": False}}, headers=ANY)
    assert refused(program.post(f"/reviews/{case}/scorecard/seal")) == (
        422,
        "送出前請補上尚未填寫的項目。",
        {
            "checklist.not_refused": "「不屬於任何一項不受理情形」還沒有勾選是否符合。",
            "checklist.new": "「近兩年沒有相同內容的提案，或有新的理由」還沒有勾選是否符合。",
        },
    )
    assert refused(decide(office, "chief.civil", case, outcome="pass")) == (409, sentence, {})


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        ({}, {"reason": NO_REASON}),
        ({"rule": "too_vague"}, {"reason": NO_REASON}),
        ({"rule": "too_vague", "reason": " \u200b\n"}, {"reason": NO_REASON}),
        ({"rule": "bad_weather", "reason": "空泛"}, {"rule": NO_RULE}),
        ({"rule": "too_vague", "reason": "長" * 2001}, {"reason": "理由最多 2000 字，目前 2001 字。"}),
    ],
)
def test_a_refusal_states_its_reason_and_no_rule_that_there_is_not(office, given, errors):
    id, case = at_section(office)
    before = told(id)
    assert refused(decide(office, "chief.civil", case, outcome="refuse", **given)) == (422, LOOK, errors)
    assert (told(id), todo(office, "chief.civil")) == (before, [case])


def test_refused_it_ends_with_rule_and_reason(office):
    id, case = at_section(office)
    done(decide(office, "chief.civil", case, outcome="refuse", rule="too_vague", reason="看不出要做什麼"))
    shown = office.api("amy").get(f"/proposals/{id}").json
    assert (shown["stage"], shown["outcome"], shown["holder"]) == ("not_accepted", "refuse", None)
    label = dict(REFUSALS)["too_vague"]
    assert shown["decision"] == {"reason": "看不出要做什麼", "rule": "too_vague", "rule_label": label}
    assert label in office.client("amy").get(f"/proposals/{id}").text
    last = office.api("amy").get(f"/proposals/{id}/timeline").json["items"][-1]
    assert (last["event"], last["text"]) == ("case.refused", f"{label}：看不出要做什麼")
    assert told(id)[-2:] == ["case.refused", "proposal.not_accepted"]
    assert refused(office.api("amy").post(f"/proposals/{id}/withdraw")) == (409, NOT_NOW, {})


def test_a_refusal_names_a_rule_only_where_one_applies(office):
    id, case = at_section(office)
    done(decide(office, "chief.civil", case, outcome="refuse", reason="不屬本所業務", rule=None))
    shown = office.api("amy").get(f"/proposals/{id}").json
    assert (shown["stage"], shown["decision"]) == (
        "not_accepted",
        {"reason": "不屬本所業務", "rule": "", "rule_label": ""},
    )
    last = office.api("amy").get(f"/proposals/{id}/timeline").json["items"][-1]
    assert (last["event"], last["text"]) == ("case.refused", "不屬本所業務")


def test_every_rule_of_refusal_can_be_chosen(office):
    _, case = at_section(office)
    assert office.api("chief.civil").get(f"/reviews/{case}").json["rules"] == [
        {"key": key, "label": label} for key, label in REFUSALS
    ]


@pytest.mark.parametrize(
    ("outcome", "status", "sentence", "errors"),
    [
        ("adopt", 409, "這一級沒有「採行」這個結果。", {}),
        ("withdraw", 409, "這一級沒有「撤回」這個結果。", {}),
        ("fly", 422, LOOK, {"outcome": "沒有這個結果。"}),
        (None, 422, LOOK, {"outcome": "這一欄不能是 null。"}),
        (3, 422, LOOK, {"outcome": "須為文字。"}),
    ],
)
def test_an_outcome_the_tier_does_not_have_is_refused(office, outcome, status, sentence, errors):
    id, case = at_section(office)
    sealed(office, "chief.civil", case, checklist=TICKS)
    before = told(id)
    assert refused(decide(office, "chief.civil", case, outcome=outcome, reason="試試")) == (status, sentence, errors)
    assert told(id) == before


def test_a_decision_is_asked_for_its_outcome_and_knows_no_other_key(office):
    _, case = at_section(office)
    given = {"reason": "可以", "colour": "red"}
    answer = office.api("chief.civil").post(f"/reviews/{case}/decision", given)
    assert refused(answer) == (422, LOOK, {"outcome": "這一欄必填。", "colour": "沒有這個欄位。"})


def test_who_may_not_decide_is_told_and_nothing_happens(office):
    id, case = at_section(office)
    before = told(id)
    answers = {
        login: refused(decide(office, login, case, outcome="return", reason="請補"))
        for login in ("sec", "head", "amy", "chou.hj", "chief.social", "rev1", "panel1", "auditor", "admin")
    }
    may_read, may_not = (403, NOT_YOURS, {}), (404, NOT_THERE, {})
    assert answers == dict.fromkeys(answers, may_not) | {"sec": may_read, "head": may_read, "auditor": may_read}
    assert told(id) == before


def test_a_decision_made_twice_is_told_and_counts_once(office):
    id, case = at_section(office)
    sealed(office, "chief.civil", case, checklist=TICKS)
    done(decide(office, "chief.civil", case, outcome="pass"))
    events = told(id)
    assert refused(decide(office, "chief.civil", case, outcome="pass")) == (403, NOT_YOURS, {})
    assert refused(decide(office, "acting.civil", case, outcome="return", reason="請補")) == (403, NOT_YOURS, {})
    assert told(id) == events


def test_a_decision_sent_twice_with_one_key_gets_one_answer(office):
    id, case = at_section(office)
    sealed(office, "chief.civil", case, checklist=TICKS)
    program, key = office.api("chief.civil"), {"Idempotency-Key": "decide-1"}
    first, second = (program.post(f"/reviews/{case}/decision", {"outcome": "pass"}, headers=key) for _ in range(2))
    assert (first.status_code, second.status_code, second.json) == (200, 200, first.json)
    assert told(id).count("case.tier_passed") == 1
    other = program.post(f"/reviews/{case}/decision", {"outcome": "return", "reason": "請補"}, headers=key)
    assert other.status_code == 422


def test_a_chief_who_proposes_leaves_it_to_the_delegate(office):
    id, case = at_section(office, "chief.civil")
    assert (todo(office, "chief.civil"), todo(office, "acting.civil")) == ([], [case])
    assert office.api("chief.civil").get(f"/proposals/{id}").json["holder"] == "葉春美"
    assert refused(decide(office, "chief.civil", case, outcome="return", reason="請補")) == (404, NOT_THERE, {})
    assert put(office, "chief.civil", case, checklist=TICKS).status_code == 404
    sealed(office, "acting.civil", case, checklist=TICKS)
    done(decide(office, "acting.civil", case, outcome="pass"))


def test_a_chief_who_proposes_with_others_leaves_it_to_the_delegate(office):
    _, case = at_section(office, "amy", co_proposers=[{"login": "chief.civil", "share": 30}])
    assert (todo(office, "chief.civil"), todo(office, "acting.civil")) == ([], [case])


def test_where_a_section_has_nobody_else_the_head_judges_and_decides_and_never_without_a_card(office):
    id, case = at_section(office, "chief.social")
    assert [todo(office, login) for login in ("chief.social", "chief.civil", "sec", "head")] == [[], [], [], [case]]
    assert decide(office, "head", case, outcome="pass").status_code == 409
    sealed(office, "head", case, checklist=TICKS)
    done(decide(office, "head", case, outcome="pass"))
    assert office.api("chief.social").get(f"/proposals/{id}").json["tier"] == "cross_section"


def test_who_stepped_aside_has_no_right_in_the_case_and_the_next_in_line_decides(office):
    id, case = at_section(office)
    for login, following in (("chief.civil", "acting.civil"), ("acting.civil", "head")):
        program = office.api(login)
        assert program.post(f"/reviews/{case}/recuse", {"reason": "提案人是配偶"}).status_code == 204
        office.settle()
        assert program.get(f"/reviews/{case}").status_code == 404
        assert decide(office, login, case, outcome="refuse", reason="略").status_code == 404
        assert (todo(office, login), todo(office, following)) == ([], [case])
        holder = office.api("amy").get(f"/proposals/{id}").json["holder"]
        assert holder == office.person(following).name
    assert decide(office, "head", case, outcome="pass").status_code == 409
    sealed(office, "head", case, checklist=TICKS)
    done(decide(office, "head", case, outcome="pass"))


def test_a_delegate_appointed_later_may_decide_what_waits(office):
    _, case = at_section(office, "ben")
    appoint("lin.yc", Role.SECTION_CHIEF, acting=True)
    assert office.api("lin.yc").get(f"/reviews/{case}").json["outcomes"][0]["key"] == "pass"


def test_a_withdrawn_case_takes_no_decision(office):
    program, id = submitted(office)
    case = case_of(id)
    program.post(f"/proposals/{id}/withdraw")
    assert refused(decide(office, "chief.civil", case, outcome="return", reason="請補")) == (409, NOT_NOW, {})
    assert office.api("amy").get(f"/proposals/{id}").json["stage"] == "withdrawn"
