"""A returned proposal is amended and judged again by the same people in the days that were left; at most twice."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from innovation_hub.kernel import clock
from innovation_hub.kernel.storage.session import db
from review.judging.rounds import Round
from tests.proposals.steps import refused, told
from tests.review.steps import (
    LOOK,
    TICKS,
    at_cross_section,
    at_section,
    decide,
    done,
    put,
    scored,
    sealed,
    todo,
)

AGAIN = {"reason": "請補上數字"}
MONDAY, WEDNESDAY = datetime(2026, 8, 3, 2, tzinfo=UTC), datetime(2026, 8, 5, 2, tzinfo=UTC)
LATER = datetime(2026, 8, 24, 2, tzinfo=UTC)


def amended(office, id, **said):
    """The proposer writes what was asked for and submits again."""
    amy = office.api("amy")
    written = amy.patch(f"/proposals/{id}", said or {"benefit": "每月減少八十通。"}, headers={"If-Match": "*"})
    assert written.status_code == 200, written.json
    sent = amy.post(f"/proposals/{id}/submit")
    assert sent.status_code == 200, sent.json
    office.settle()


def rounds(case):
    query = select(Round).where(Round.case_id == case).order_by(Round.id)
    found = [
        (one.tier, one.revision, one.due_on, one.outcome, one.reason) for one in db.session.scalars(query).unique()
    ]
    db.session.commit()
    return found


def test_a_return_states_what_is_to_be_amended(office):
    id, case = at_section(office)
    assert refused(decide(office, "chief.civil", case, outcome="return")) == (
        422,
        LOOK,
        {"reason": "這個結果必須寫明理由。"},
    )
    done(decide(office, "chief.civil", case, outcome="return", **AGAIN))
    shown = office.api("amy").get(f"/proposals/{id}").json
    assert (shown["stage"], shown["note"], shown["holder"], shown["due_on"]) == ("returned", "請補上數字", None, None)
    assert told(id)[-2:] == ["case.returned", "proposal.returned"]
    assert todo(office, "chief.civil") == []
    assert "請補上數字" in office.client("amy").get(f"/proposals/{id}/edit").text


def test_the_clock_stops_and_goes_on_with_the_days_that_were_left(office):
    with clock.at(MONDAY):
        id, case = at_section(office)
    with clock.at(WEDNESDAY):
        done(decide(office, "chief.civil", case, outcome="return", **AGAIN))
    with clock.at(LATER):
        amended(office, id)
        assert office.api("amy").get(f"/proposals/{id}").json["due_on"] == "2026-08-27"
    assert rounds(case) == [
        ("section", 1, date(2026, 8, 10), "return", "請補上數字"),
        ("section", 2, date(2026, 8, 27), None, None),
    ]


def test_one_day_is_always_left(office):
    with clock.at(MONDAY):
        id, case = at_section(office)
    with clock.at(LATER):
        done(decide(office, "chief.civil", case, outcome="return", **AGAIN))
        amended(office, id)
        assert office.api("amy").get(f"/proposals/{id}").json["due_on"] == "2026-08-25"


def test_the_same_reviewers_judge_the_new_revision_with_new_cards(office):
    id, case = at_cross_section(office)
    scored(office, ["rev1", "rev2"], case)
    put(office, "rev3", case, comment="還沒寫完")
    done(decide(office, "sec", case, outcome="return", **AGAIN))
    amended(office, id)
    assert [todo(office, login) for login in ("rev1", "rev2", "rev3")] == [[case]] * 3
    shown = office.api("rev1").get(f"/reviews/{case}").json
    assert (shown["revision"], shown["tier"], shown["waiting"], shown["card"]["version"]) == (2, "cross_section", 3, 0)
    assert (shown["dossier"]["benefit"], shown["proposers"]) == ("每月減少八十通。", None)
    assert office.api("rev3").get(f"/reviews/{case}").json["card"]["comment"] == ""
    assert decide(office, "sec", case, outcome="pass").status_code == 409
    scored(office, ["rev2", "rev3"], case)
    done(decide(office, "sec", case, outcome="pass"))
    assert [outcome for _, _, _, outcome, _ in rounds(case)] == ["pass", "return", "pass", None]


def test_who_stepped_aside_is_not_asked_again(office):
    id, case = at_cross_section(office)
    office.api("rev2").post(f"/reviews/{case}/recuse", {"reason": "表妹"})
    done(decide(office, "sec", case, outcome="return", **AGAIN))
    amended(office, id)
    assert [todo(office, login) for login in ("rev1", "rev2", "rev3")] == [[case], [], [case]]


@pytest.mark.parametrize("tier", ["section", "cross_section"])
def test_a_tier_returns_it_at_most_twice(office, tier):
    id, case = at_section(office) if tier == "section" else at_cross_section(office)
    login = {"section": "chief.civil", "cross_section": "sec"}[tier]
    for _ in range(2):
        done(decide(office, login, case, outcome="return", **AGAIN))
        amended(office, id)
    before = told(id)
    offered = [row["key"] for row in office.api(login).get(f"/reviews/{case}").json["outcomes"]]
    assert "return" not in offered
    sentence = "這一級最多退回 2 次，請作成其他決定。"
    assert refused(decide(office, login, case, outcome="return", **AGAIN)) == (409, sentence, {})
    assert (told(id), office.api("amy").get(f"/proposals/{id}").json["revision"]) == (before, 3)


def test_each_tier_counts_its_own_returns(office):
    id, case = at_section(office)
    done(decide(office, "chief.civil", case, outcome="return", **AGAIN))
    amended(office, id)
    sealed(office, "chief.civil", case, checklist=TICKS)
    done(decide(office, "chief.civil", case, outcome="pass"))
    for _ in range(2):
        done(decide(office, "sec", case, outcome="return", **AGAIN))
        amended(office, id)
    assert decide(office, "sec", case, outcome="return", **AGAIN).status_code == 409


def test_while_it_is_returned_nobody_decides_or_scores(office):
    id, case = at_cross_section(office)
    done(decide(office, "sec", case, outcome="return", **AGAIN))
    before = told(id)
    assert [decide(office, "sec", case, outcome=one, **AGAIN).status_code for one in ("pass", "return")] == [409] * 2
    assert put(office, "rev1", case, comment="可行").status_code == 409
    assert told(id) == before


def test_returned_it_may_be_withdrawn(office):
    id, case = at_section(office)
    done(decide(office, "chief.civil", case, outcome="return", **AGAIN))
    assert office.api("amy").post(f"/proposals/{id}/withdraw").json["stage"] == "withdrawn"
    office.settle()
    assert told(id)[-2:] == ["proposal.withdrawn", "case.withdrawn"]
    assert office.api("amy").post(f"/proposals/{id}/submit").status_code == 409


def test_what_the_new_revision_changed_is_marked_for_the_judge(office):
    id, case = at_section(office)
    done(decide(office, "chief.civil", case, outcome="return", **AGAIN))
    amended(office, id, benefit="每月減少八十通詢問電話。")
    page = office.client("chief.civil").get(f"/reviews/{case}/difference").text
    assert '<p class="text">每月減少<del>六</del>十通詢問電話。</p>' in page
    assert "每月減少<ins>八</ins>十通詢問電話。" in page
