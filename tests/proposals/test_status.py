"""The status line says where a proposal is, who has it, how long they have, and what comes next."""

import re
from datetime import UTC, datetime

from innovation_hub.kernel import clock
from tests.proposals.steps import draft, submitted
from tests.review.steps import ADOPT, at_task_force, case_of, decide, scored

MONDAY, FRIDAY = datetime(2026, 8, 3, 2, tzinfo=UTC), datetime(2026, 8, 14, 2, tzinfo=UTC)


def said(office, id, sentence, login="amy"):
    return sentence in re.sub("<[^>]+>", "", office.client(login).get(f"/proposals/{id}").text)


def test_a_draft_is_seen_by_its_authors_alone(office):
    _, id = draft(office)
    assert said(office, id, "草稿，只有您和共同提案人看得到。寫好後送出預審。")


def test_under_review_it_names_tier_holder_day_and_next_step(office):
    with clock.at(MONDAY):
        _, id = submitted(office)
        here = "在「課室自審」，由黃俊嘉、葉春美處理，期限 115年8月10日（還有 5 個工作日）。下一步：跨課室預審。"
        assert said(office, id, here)


def test_late_it_says_so(office):
    with clock.at(MONDAY):
        _, id = submitted(office)
    with clock.at(FRIDAY):
        assert said(office, id, "期限 115年8月10日（已逾期 4 個工作日）")


def test_returned_the_clock_stands_still(office):
    _, id = submitted(office)
    decide(office, "chief.civil", case_of(id), outcome="return", reason="請補數字")
    assert said(office, id, "退回補正，等提案人修改後再送。審查的時鐘暫停。")


def test_decided_it_says_how_and_to_everyone(office):
    id, case = at_task_force(office)
    assert said(office, id, "下一步：決定。")
    scored(office, [f"panel{n}" for n in range(1, 5)], case, "adopt")
    decide(office, "head", case, outcome="adopt_with_changes", reason="先試一個里", **ADOPT)
    assert said(office, id, "已決定：修正後採行。", "ben")
    assert said(office, id, "先試一個里", "ben")


def test_not_accepted_it_names_the_way_on(office):
    _, id = submitted(office)
    decide(office, "chief.civil", case_of(id), outcome="refuse", rule="too_vague", reason="看不出要做什麼")
    assert said(office, id, "不受理。")
    assert said(office, id, "看不出要做什麼")
