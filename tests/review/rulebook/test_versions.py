"""The administrator amends the rulebook on a page: a new version, checked as a whole, for the cases that come."""

import html
import re

import pytest
from sqlalchemy import select

from innovation_hub.kernel.events.journal import Entry
from innovation_hub.kernel.storage.session import db
from review.rulebook.models import Rulebook
from tests.accounts.browser import post
from tests.proposals.forms import errors, typed
from tests.proposals.steps import there
from tests.review.steps import TICKS, at_cross_section, at_section, decide, done, sealed

INPUT = re.compile(r"<input\b[^>]*>")
AREA = re.compile(r'<textarea[^>]*name="([^"]+)"[^>]*>\r?\n?(.*?)</textarea>', re.DOTALL)


@pytest.fixture
def engine(embedded):
    """What a page checks asks no database; that a case keeps its version is told for both elsewhere."""
    return embedded


def attribute(tag, name):
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return html.unescape(found[1]) if found else None


def filled(page):
    """The form as it stands, as a browser would send it."""
    before, _, after = page.partition('name="base"')
    form = before.rpartition("<form")[2] + 'name="base"' + after.partition("</form>")[0]
    fields = {"shown": re.findall(r'name="shown" value="(\w+)"', form)}
    for tag in INPUT.findall(form):
        kind, name = attribute(tag, "type"), attribute(tag, "name")
        if name and name not in ("csrf_token", "once", "shown") and (kind != "checkbox" or " checked" in tag):
            fields[name] = attribute(tag, "value") or ""
    return fields | {name: html.unescape(text) for name, text in AREA.findall(form)}


def amended(office, **changed):
    """The answer to the form with some fields changed; None takes a field out."""
    admin = office.client("admin")
    fields = filled(admin.get("/rulebook/amend").text) | {"reason": "試行一季"} | changed
    return post(admin, "/rulebook/amend", **{name: value for name, value in fields.items() if value is not None})


def test_a_new_version_holds_for_the_cases_that_come(office):
    _, before = at_section(office)
    assert amended(office, days_section="3", check_v2_1="已與承辦課室談過").location == "/rulebook"
    _, after = at_section(office)
    chief = office.api("chief.civil")
    lists = [[row["label"] for row in chief.get(f"/reviews/{case}").json["checklist"]] for case in (before, after)]
    assert (len(lists[0]), lists[1]) == (4, [*lists[0], "已與承辦課室談過"])
    sealed(office, "chief.civil", before, checklist=TICKS)
    sealed(office, "chief.civil", after, checklist=TICKS | {"v2_1": True})
    done(decide(office, "chief.civil", after, outcome="pass"))
    days = [tier.days for tier in db.session.get(Rulebook, 2).tiers]
    db.session.commit()
    assert days == [3, 7, 10]


def test_marks_and_names_follow_the_new_rubric(office):
    changed = {"points_innovation": "15", "criterion_v2_1": "永續性", "points_v2_1": "10"}
    changed |= {
        "anchors_v2_1": "8–10：可長期維持\n0–7：一次性",
        "criterion_diffusion": "推廣性",
        "blind_cross_section": None,
    }
    assert amended(office, **changed).status_code == 302
    _, case = at_cross_section(office)
    shown = office.api("rev1").get(f"/reviews/{case}").json
    assert [(row["label"], row["max"]) for row in shown["criteria"]] == [
        ("創新性", 15),
        ("可行性", 25),
        ("效益性", 30),
        ("推廣性", 10),
        ("完整性", 10),
        ("永續性", 10),
    ]
    assert shown["proposers"] == ["林美如"]
    assert Rulebook.current().rules["criteria"][-1]["anchors"] == [["8–10", "可長期維持"], ["0–7", "一次性"]]
    db.session.commit()


def test_a_row_left_empty_is_dropped_and_the_others_keep_their_keys(office):
    assert amended(office, refusal_too_vague="", check_new="").status_code == 302
    book = Rulebook.current()
    db.session.commit()
    assert (len(book.refusals), "too_vague" in book.refusals) == (7, False)
    assert list(book.checks) == ["complete", "real", "not_refused"]


def test_everyone_reads_the_versions_and_the_journal_keeps_who_published(office):
    admin = office.person("admin").id
    assert amended(office, days_task_force="12").status_code == 302
    page = office.client("ben").get("/rulebook").text
    said = ("第 2 版", "試行一季", "合計 24 個工作天", "推動小組審議須有過半數送出評分，才能決定。")
    assert [sentence for sentence in said if sentence not in page] == []
    old = office.client("ben").get("/rulebook/1").text
    assert ("這是舊版" in old, "合計 22 個工作天" in old) == (True, True)
    assert office.client("ben").get("/rulebook/3").status_code == 404
    told = db.session.scalars(select(Entry).where(Entry.name == "rulebook.published")).one()
    db.session.commit()
    assert (told.by_id, told.body) == (admin, {"rulebook_id": 2, "reason": "試行一季"})


WRONG = {
    "no reason": ({"reason": " "}, {"reason": "這一欄必填。"}),
    "no days": ({"days_section": ""}, {"days_section": "請填 1 到 60 的整數。"}),
    "no day at all": ({"days_section": "0"}, {"days_section": "請填 1 到 60 的整數。"}),
    "more at least than at most": (
        {"least_task_force": "9", "most_task_force": "7"},
        {"most_task_force": "最多人數不能比最少人數少。"},
    ),
    "returns without end": ({"returns_section": "99"}, {"returns_section": "請填 0 到 5 的整數。"}),
    "points without a name": ({"criterion_benefit": ""}, {"criterion_benefit": "這一欄必填。"}),
    "a guide without marks": ({"anchors_benefit": "很好"}, {"anchors_benefit": "每行一段，寫成「21–25：說明」。"}),
    "a sentence too long": ({"check_new": "長" * 101}, {"check_new": "最多 100 字，目前 101 字。"}),
    "a sentence twice": (
        {"refusal_v2_1": "提案人不是本所同仁", "refusal_proposer_not_staff": "提案人不是本所同仁"},
        {"refusal_v2_1": "這一項與前面的重複。"},
    ),
}


@pytest.mark.parametrize(("changed", "told"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_is_told_at_its_line_and_all_that_was_typed_stays(office, changed, told):
    answer = amended(office, **{"days_cross_section": "8"} | changed)
    assert (answer.status_code, errors(answer)) == (422, told)
    assert typed(answer, "days_cross_section") == "8"
    assert there(Rulebook) == 1


def test_points_that_do_not_sum_to_a_hundred_are_told_above_the_form(office):
    answer = amended(office, points_benefit="20")
    assert answer.status_code == 422
    assert "評分標準的配分合計須為 100 分，目前 90 分。" in answer.text
    assert there(Rulebook) == 1


def test_the_same_rules_again_are_no_new_version(office):
    answer = amended(office)
    assert answer.status_code == 422
    assert "內容與現行版本相同，沒有要發布的修訂。" in answer.text
    assert there(Rulebook) == 1


def test_of_two_amendments_of_one_version_the_later_is_told(office):
    assert amended(office, days_section="4").status_code == 302
    answer = amended(office, version="1", days_section="6")
    assert (answer.status_code, typed(answer, "days_section"), typed(answer, "version")) == (409, "6", "2")
    assert ("<del>4</del>" in answer.text, "<ins>6</ins>" in answer.text) == (True, True)
    assert there(Rulebook) == 2


def test_who_saves_over_what_was_published_meanwhile_keeps_her_new_rows(office):
    seen = filled(office.client("admin").get("/rulebook/amend").text)
    assert amended(office, check_v2_1="已與承辦課室談過").status_code == 302
    hers = seen | {"reason": "再修", "check_v2_1": "已附照片"}
    late = post(office.client("admin"), "/rulebook/amend", **hers)
    assert (late.status_code, typed(late, "check_v2_1")) == (409, "已附照片")
    assert post(office.client("admin"), "/rulebook/amend", **hers | {"version": "2"}).status_code == 302
    rows = {row["key"]: row["label"] for row in Rulebook.current().rules["checks"]}
    db.session.commit()
    assert (rows["v3_1"], "v2_1" in rows) == ("已附照片", False)


def test_what_a_partial_form_does_not_show_stays(office):
    before = Rulebook.current().rules
    db.session.commit()
    given = {"version": "1", "base": "1", "reason": "只改天數", "days_section": "4"}
    assert post(office.client("admin"), "/rulebook/amend", **given).status_code == 302
    after = Rulebook.current().rules
    db.session.commit()
    assert after["tiers"][0] == before["tiers"][0] | {"days": 4}
    assert after | {"tiers": before["tiers"]} == before
