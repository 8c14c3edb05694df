"""Third tier: a majority of the panel scores, then the head decides what is adopted, by whom and until when."""

from datetime import UTC, datetime

import pytest

from innovation_hub.kernel import clock
from innovation_hub.kernel.office.people import section_named
from review.tiers import REFUSALS
from tests.proposals.steps import refused, told
from tests.review.steps import (
    ADOPT,
    LOOK,
    MARKS,
    NOT_NOW,
    NOT_THERE,
    NOT_YOURS,
    TICKS,
    at_section,
    at_task_force,
    decide,
    done,
    put,
    scored,
    sealed,
    todo,
)

PANEL = tuple(f"panel{n}" for n in range(1, 8))
MAJORITY = PANEL[:4]
REASON = "這個結果必須寫明理由。"
AUGUST = datetime(2026, 8, 3, 2, tzinfo=UTC)


def at_decision(office):
    """A case the head may decide: the proposal's id and the case's."""
    id, case = at_task_force(office)
    scored(office, MAJORITY, case, "adopt")
    return id, case


def test_the_whole_panel_is_asked(office):
    _, case = at_task_force(office)
    assert [todo(office, login) for login in (*PANEL, "head", "sec", "rev3")] == [[case]] * 7 + [[]] * 3


def test_the_head_decides_only_with_a_majority(office):
    id, case = at_task_force(office)
    scored(office, MAJORITY[:3], case, "adopt")
    before = told(id)
    sentence = "還要 1 份評分表（檢核表）送出，才能作成這個決定。"
    for outcome in ("adopt", "not_adopt", "keep_for_reference"):
        assert refused(decide(office, "head", case, outcome=outcome, reason="好", **ADOPT)) == (409, sentence, {})
    assert told(id) == before
    scored(office, MAJORITY[3:], case, "adopt")
    done(decide(office, "head", case, outcome="adopt", **ADOPT))


def test_nobody_decides_in_the_heads_place(office):
    _, case = at_decision(office)
    answers = {
        login: refused(decide(office, login, case, outcome="adopt", **ADOPT)) for login in ("sec", "panel1", "amy")
    }
    assert answers == {"sec": (403, NOT_YOURS, {}), "panel1": (403, NOT_YOURS, {}), "amy": (404, NOT_THERE, {})}


@pytest.mark.parametrize("outcome", ["adopt", "adopt_with_changes", "trial"])
def test_what_is_adopted_has_an_owner_a_date_and_a_control_level(office, outcome):
    with clock.at(AUGUST):
        id, case = at_decision(office)
        assert refused(decide(office, "head", case, outcome=outcome)) == (
            422,
            LOOK,
            {
                "owner_section": "請指定主辦課室。",
                "due_on": "請填完成期限，例如 116/3/31 或 2027-03-31。",
                "control_level": "請選擇列管層級。",
            },
        )
        given = {"owner_section": "social", "due_on": "2026-12-31", "control_level": "task_force", "reason": "值得做"}
        done(decide(office, "head", case, outcome=outcome, **given))
    owner = section_named("social").id
    shown = office.api("ben").get(f"/proposals/{id}").json
    assert (shown["stage"], shown["outcome"], shown["decision"]) == (
        "decided",
        outcome,
        {"reason": "值得做", "owner_section_id": owner, "due_on": "2026-12-31", "control_level": "task_force"},
    )


@pytest.mark.parametrize(
    ("wrong", "errors"),
    [
        ({"owner_section": "mars"}, {"owner_section": "請指定主辦課室。"}),
        ({"due_on": "2026-08-03"}, {"due_on": "完成期限須在今天之後。"}),
        ({"due_on": "2026-02-30"}, {"due_on": "請填完成期限，例如 116/3/31 或 2027-03-31。"}),
        ({"due_on": "115/2/30"}, {"due_on": "請填完成期限，例如 116/3/31 或 2027-03-31。"}),
        ({"due_on": "12026-12-31"}, {"due_on": "請填完成期限，例如 116/3/31 或 2027-03-31。"}),
        ({"due_on": "127/1/1"}, {"due_on": "完成期限最遠十年。"}),
        ({"control_level": "moon"}, {"control_level": "請選擇列管層級。"}),
        ({"reason": "長" * 2001}, {"reason": "理由最多 2000 字，目前 2001 字。"}),
        ({"due_on": 20261231}, {"due_on": "須為文字。"}),
    ],
    ids=str,
)
def test_an_adoption_that_cannot_be_is_told_at_its_field(office, wrong, errors):
    with clock.at(AUGUST):
        id, case = at_decision(office)
        before = told(id)
        assert refused(decide(office, "head", case, outcome="adopt", **ADOPT | wrong)) == (422, LOOK, errors)
        assert told(id) == before


@pytest.mark.parametrize("outcome", ["not_adopt", "keep_for_reference"])
def test_what_is_not_adopted_states_its_reason(office, outcome):
    id, case = at_decision(office)
    assert refused(decide(office, "head", case, outcome=outcome)) == (422, LOOK, {"reason": REASON})
    done(decide(office, "head", case, outcome=outcome, reason="經費無著"))
    shown = office.api("amy").get(f"/proposals/{id}").json
    assert (shown["stage"], shown["outcome"], shown["decision"]["reason"]) == ("decided", outcome, "經費無著")


def test_the_head_refuses_by_a_rule_as_a_chief_does(office):
    id, case = at_decision(office)
    done(decide(office, "head", case, outcome="refuse", rule="already_planned", reason="已列入計畫"))
    shown = office.api("amy").get(f"/proposals/{id}").json
    label = dict(REFUSALS)["already_planned"]
    decision = {"reason": "已列入計畫", "rule": "already_planned", "rule_label": label}
    assert (shown["stage"], shown["decision"]) == ("not_accepted", decision)


def test_a_program_finds_what_an_adoption_may_name_beside_the_case(office):
    _, case = at_decision(office)
    shown = office.api("head").get(f"/reviews/{case}").json
    assert shown["sections"][0] == {"key": "civil", "label": "民政課"}
    assert [row["key"] for row in shown["control_levels"]] == ["head", "task_force", "section"]
    given = {"outcome": "trial", "reason": None, "rule": None, **ADOPT}
    done(decide(office, "head", case, **given))


@pytest.mark.parametrize(("outcome", "label"), [("pass", "通過，進入下一級"), ("return", "退回補正")])
def test_there_is_no_way_up_or_back_from_the_last_tier(office, outcome, label):
    _, case = at_decision(office)
    answer = decide(office, "head", case, outcome=outcome, reason="再看")
    assert refused(answer) == (409, f"這一級沒有「{label}」這個結果。", {})


def test_a_decided_case_takes_no_other_decision_and_no_withdrawal(office):
    id, case = at_decision(office)
    done(decide(office, "head", case, outcome="adopt", **ADOPT))
    events = told(id)
    assert refused(decide(office, "head", case, outcome="not_adopt", reason="改變主意")) == (409, NOT_NOW, {})
    assert refused(office.api("amy").post(f"/proposals/{id}/withdraw")) == (409, NOT_NOW, {})
    assert put(office, "panel7", case, scores=MARKS).status_code == 409
    assert told(id) == events


def test_a_member_of_an_authors_section_stands_aside(office):
    _, case = at_task_force_of(office, "chiu.ht", "chief.economic", ("rev2", "rev3"))
    assert [login for login in PANEL if todo(office, login) == [case]] == [one for one in PANEL if one != "panel5"]


def at_task_force_of(office, author, chief, reviewers):
    """A case of this author before the panel."""
    id, case = at_section(office, author)
    sealed(office, chief, case, checklist=TICKS)
    done(decide(office, chief, case, outcome="pass"))
    scored(office, reviewers, case)
    done(decide(office, "sec", case, outcome="pass"))
    return id, case


def test_the_heads_own_proposal_is_decided_by_the_secretariat(office):
    id, case = at_task_force_of(office, "head", "chief.secretariat", ("rev1", "rev2"))
    assert office.api("head").get(f"/proposals/{id}").json["holder"] == "莊雅筑、范姜志遠"
    scored(office, PANEL[2:], case, "adopt")
    assert refused(decide(office, "head", case, outcome="adopt", **ADOPT)) == (404, NOT_THERE, {})
    done(decide(office, "sec", case, outcome="adopt", **ADOPT))


def test_the_panel_sees_whose_it_is_and_the_cards_of_the_tier_below_once_sealed(office):
    id, case = at_task_force(office)
    shown = office.api("panel1").get(f"/reviews/{case}").json
    assert (shown["proposers"], shown["cards"]) == (["林美如"], [])
    scored(office, ["panel1"], case, "adopt")
    cards = office.api("panel1").get(f"/reviews/{case}").json["cards"]
    assert [card["reviewer"] for card in cards] == ["黃俊嘉", "盧冠宇", "丁若庭", "蘇郁芬"]
    assert office.api("panel2").get(f"/proposals/{id}").status_code == 200


def test_a_decided_proposal_is_open_to_everyone_but_the_cards_are_not(office):
    id, case = at_decision(office)
    done(decide(office, "head", case, outcome="adopt", **ADOPT))
    ben = office.api("ben")
    assert ben.get(f"/proposals/{id}").json["title"] == office.api("amy").get(f"/proposals/{id}").json["title"]
    assert [office.api(login).get(f"/reviews/{case}").status_code for login in ("ben", "amy")] == [404, 404]
    names = ("case.scorecard_sealed", "case.assigned", "case.recused")
    steps = [step["event"] for step in ben.get(f"/proposals/{id}/timeline").json["items"]]
    assert [name for name in names if name in steps] == []
    assert steps[-1] == "case.decided"


@pytest.mark.parametrize("written", ["115/12/31", "民國115年12月31日", "１１５１２３１", "2026/12/31"])
def test_a_due_date_is_read_as_the_office_writes_it_and_kept_in_one_form(office, written):
    with clock.at(AUGUST):
        id, case = at_decision(office)
        done(decide(office, "head", case, outcome="adopt", **ADOPT | {"due_on": written}))
    assert office.api("ben").get(f"/proposals/{id}").json["decision"]["due_on"] == "2026-12-31"
