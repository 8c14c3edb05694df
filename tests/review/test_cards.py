"""A card is written on until it is sealed; sealed it never changes."""

import json

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from innovation_hub.kernel.storage.session import db, writing
from review.judging.cards import Scorecard, Sheet
from tests.proposals.steps import ANY, refused, there, told
from tests.review.steps import LOOK, MARKS, at_cross_section, at_section, decide, done, put, scored, sealed

SEALED = "您的評分表已送出並封存。"


def own(office, login, case):
    """The person's own card as she sees it."""
    return office.api(login).get(f"/reviews/{case}").json["card"]


def test_what_is_put_down_stays_until_it_is_changed(office):
    _, case = at_cross_section(office)
    put(office, "rev1", case, scores={"innovation": 20, "benefit": 30}, comment="先看效益")
    put(office, "rev1", case, scores={"innovation": 0}, recommendation="pass")
    assert own(office, "rev1", case) == {
        "reviewer": "盧冠宇",
        "scores": {"innovation": 0, "benefit": 30},
        "checklist": {},
        "comment": "先看效益",
        "recommendation": "pass",
        "total": None,
        "sealed_at": None,
        "version": 2,
    }
    assert there(Scorecard) == 1  # the chief's


@pytest.mark.parametrize(
    ("sheet", "errors"),
    [
        ({"scores": {"innovation": 26}}, {"scores.innovation": "請填 0 到 25 的整數。"}),
        ({"scores": {"completeness": -1}}, {"scores.completeness": "請填 0 到 10 的整數。"}),
        ({"scores": {"benefit": "30"}}, {"scores.benefit": "請填 0 到 30 的整數。"}),
        ({"scores": {"benefit": 29.5}}, {"scores.benefit": "請填 0 到 30 的整數。"}),
        ({"scores": {"benefit": True}}, {"scores.benefit": "請填 0 到 30 的整數。"}),
        ({"scores": {"beauty": 3}}, {"scores.beauty": "沒有這個評分項目。"}),
        ({"scores": 3}, {"scores": "須為 JSON 物件。"}),
        ({"checklist": {"complete": True}}, {"checklist.complete": "沒有這個檢核項目。"}),
        ({"checklist": {"complete": "perhaps"}}, {"checklist.complete": "須為 true 或 false。"}),
        ({"recommendation": "flee"}, {"recommendation": "請從清單中選一個建議。"}),
        ({"comment": "長" * 2001}, {"comment": "評語最多 2000 字，目前 2001 字。"}),
        ({"colour": "red"}, {"colour": "沒有這個欄位。"}),
    ],
    ids=lambda value: json.dumps(value, ensure_ascii=False)[:40],
)
def test_a_mark_that_cannot_be_is_told_at_its_line_and_nothing_is_kept(office, sheet, errors):
    _, case = at_cross_section(office)
    put(office, "rev1", case, scores={"innovation": 20})
    before = own(office, "rev1", case)
    assert refused(put(office, "rev1", case, **{"comment": "可行"} | sheet)) == (422, LOOK, errors)
    assert own(office, "rev1", case) == before


def test_the_highest_and_the_lowest_marks_are_marks(office):
    _, case = at_cross_section(office)
    highest = {"innovation": 25, "feasibility": 25, "benefit": 30, "diffusion": 10, "completeness": 10}
    assert sealed(office, "rev1", case, scores=highest, recommendation="pass")["card"]["total"] == 100
    assert sealed(office, "rev2", case, scores=dict.fromkeys(highest, 0), recommendation="return")["card"]["total"] == 0


def test_a_card_is_sealed_only_when_it_is_complete(office):
    _, case = at_cross_section(office)
    put(office, "rev1", case, scores={"innovation": 20, "benefit": 25, "diffusion": 8})
    assert refused(office.api("rev1").post(f"/reviews/{case}/scorecard/seal")) == (
        422,
        "送出前請補上尚未填寫的項目。",
        {
            "scores.feasibility": "「可行性」還沒有給分。",
            "scores.completeness": "「完整性」還沒有給分。",
            "recommendation": "請選一個建議。",
        },
    )
    assert own(office, "rev1", case)["sealed_at"] is None


def test_a_sealed_card_never_changes(office):
    id, case = at_cross_section(office)
    scored(office, ["rev1"], case)
    before, events = own(office, "rev1", case), told(id)
    program = office.api("rev1")
    assert refused(program.put(f"/reviews/{case}/scorecard", {"scores": {"innovation": 1}}, headers=ANY))[0] == 409
    assert refused(program.post(f"/reviews/{case}/scorecard/seal")) == (409, SEALED, {})
    assert (own(office, "rev1", case), told(id)) == (before, events)
    assert there(Sheet) == 0


@pytest.mark.parametrize("change", ["UPDATE scorecards SET total = 1", "DELETE FROM scorecards"])
def test_the_database_itself_refuses_to_change_a_card(office, change):
    _, case = at_cross_section(office)
    scored(office, ["rev1"], case)
    with writing(), pytest.raises(IntegrityError, match="scorecards is insert-only"):
        db.session.execute(text(change))
    db.session.rollback()
    assert db.session.scalars(select(Scorecard.total).order_by(Scorecard.id)).all() == [None, 81]


def test_a_second_first_card_of_one_assignment_is_refused_by_the_database(office):
    _, case = at_cross_section(office)
    scored(office, ["rev1"], case)
    with writing(), pytest.raises(IntegrityError):
        card = db.session.scalars(select(Scorecard).order_by(Scorecard.id.desc())).first()
        same = {key: getattr(card, key) for key in ("assignment_id", "revision", "scores", "checklist", "comment")}
        db.session.add(Scorecard(**same, recommendation="", sealed_at=card.sealed_at))
        db.session.flush()
    db.session.rollback()


def test_a_card_sealed_twice_with_one_key_is_sealed_once(office):
    id, case = at_cross_section(office)
    put(office, "rev1", case, scores=MARKS, recommendation="pass")
    program, key = office.api("rev1"), {"Idempotency-Key": "seal-1"}
    first, second = (program.post(f"/reviews/{case}/scorecard/seal", headers=key) for _ in range(2))
    assert (first.status_code, second.status_code, second.json) == (200, 200, first.json)
    assert told(id).count("case.scorecard_sealed") == 2  # the chief's and hers


def test_when_the_round_is_over_no_card_is_taken(office):
    id, case = at_cross_section(office)
    scored(office, ["rev1", "rev2"], case)
    put(office, "rev3", case, scores=MARKS)
    done(decide(office, "sec", case, outcome="pass"))
    over = (409, "這一輪審查已經結束，不再收評分表。", {})
    program = office.api("rev3")
    assert refused(program.put(f"/reviews/{case}/scorecard", {"scores": MARKS}, headers=ANY)) == over
    assert refused(program.post(f"/reviews/{case}/scorecard/seal")) == over
    assert refused(program.post(f"/reviews/{case}/recuse", {"reason": "同學"})) == over
    assert told(id).count("case.scorecard_sealed") == 3


def test_at_the_first_tier_marks_are_ticks(office):
    _, case = at_section(office)
    answer = put(office, "chief.civil", case, scores={"innovation": 3})
    assert refused(answer) == (422, LOOK, {"scores.innovation": "沒有這個評分項目。"})
