"""Every figure against a count made by hand."""

from sqlalchemy import text

from innovation_hub.dashboard.board import Board
from innovation_hub.dashboard.drawings import FUNNEL, STAGES
from innovation_hub.dashboard.figures import FIGURES, GROUPS, NOW
from innovation_hub.dashboard.reactions import REACTS
from innovation_hub.dashboard.scope import Scope
from innovation_hub.kernel import clock
from innovation_hub.kernel.storage.session import db
from tests.dashboard.story import Story, a_spring

NOTHING = {
    "cross_section_rate": None,
    "first_reply_rate": None,
    "cycle_median": None,
    "cycle_p90": None,
    "cycle_within_22": None,
    "adoption_rate": None,
    "merge_rate": None,
}


def values(year=115, section="", at=Story.today):
    with clock.at(at):
        whole = Board.of(Scope(year, section)).whole
        return {key: figure.measure.value(whole) for key, figure in FIGURES.items()}


def test_every_figure_equals_the_count_by_hand(office):
    a_spring(office)
    assert values() == {
        "submitted": 10,
        "accepted": 9,
        "reached_cross_section": 5,
        "reached_task_force": 4,
        "in_review": 4,
        "in_section": 2,
        "in_cross_section": 1,
        "in_task_force": 1,
        "returned": 1,
        "overdue": 2,
        "decided": 3,
        "adopted": 2,
        "withdrawn": 1,
        "merged": 0,
        "merge_rate": 0.0,
        "not_accepted": 1,
        "imported": 1,
        "participation": round(600 / staff(), 1),  # 6 people
        "proposals_per_head": round(9 / staff(), 2),
        "cross_section_rate": 11.1,  # 1 of 9
        "first_reply_rate": 71.4,  # 5 of 7
        "cycle_median": 21,  # of 14, 21, 26
        "cycle_p90": 26,
        "cycle_within_22": 66.7,
        "adoption_rate": 66.7,
    }


def test_a_section_has_its_own_figures_and_participation_is_of_its_people(office):
    a_spring(office)
    found = values(section="social")
    told = {
        key: found[key] for key in ("submitted", "accepted", "withdrawn", "not_accepted", "decided", "adoption_rate")
    }
    assert told == {
        "submitted": 2, "accepted": 1, "withdrawn": 1, "not_accepted": 1, "decided": 0, "adoption_rate": None
    }  # fmt: skip
    assert found["participation"] == round(100 / staff("AND section_id = 2"), 1)  # ben


def test_an_earlier_year_has_its_own_figures(office):
    a_spring(office)
    found = values(year=114)
    assert (found["submitted"], found["decided"], found["cycle_median"]) == (1, 1, 3)


def test_zero_proposals_give_zeros_and_no_rate(office):
    assert values() == dict.fromkeys(FIGURES, 0) | NOTHING


def test_the_fifth_day_is_in_time_and_the_due_day_is_not_overdue(office):
    story = Story(office)
    story.submit(1, (3, 2), "civil", "amy")
    story.enter(1, (3, 2), "section", "2026-03-09")
    story.handled()
    assert [values(at=day)["overdue"] for day in (due(9), due(10))] == [0, 1]
    assert [values(at=day)["first_reply_rate"] for day in (due(9), due(10))] == [None, 0]
    story.passed(1, (3, 9), "section")
    assert values(at=due(9))["first_reply_rate"] is None
    story.handled()
    assert values(at=due(10))["first_reply_rate"] == 100


def test_an_even_number_of_decisions_has_its_median_between_two(office):
    story = Story(office)
    for id, day in ((1, (3, 4)), (2, (3, 5)), (3, (3, 6)), (4, (3, 13))):
        story.submit(id, (3, 2), "civil", "amy")
        story.decide(id, day, "adopt")
    story.handled()
    found = values()
    assert (found["cycle_median"], found["cycle_p90"]) == (3.5, 9)


def test_every_figure_is_shown_and_moved_by_events_the_dashboard_handles():
    shown = {*FUNNEL, *STAGES, *NOW, *(key for keys in GROUPS.values() for key in keys)}
    assert shown == set(FIGURES)
    assert {told for figure in FIGURES.values() for told in figure.moved_by} == set(REACTS)


def staff(where=""):
    """How many active people may propose, counted without the models."""
    auditors = "SELECT employee_id FROM duties WHERE role = 'auditor'"
    return db.session.scalar(text(f"SELECT count(*) FROM employees WHERE active AND id NOT IN ({auditors}) {where}"))


def due(day):
    return Story.today.replace(month=3, day=day)
