"""Days are working days of the government's calendar and the office's own exceptions; who is late is told once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from innovation_hub.kernel import clock
from innovation_hub.kernel.clock import CalendarException
from innovation_hub.kernel.events.timers import Deadline
from innovation_hub.kernel.storage.session import db
from tests.proposals.steps import submitted, there, told
from tests.review.steps import TICKS, at_section, case_of, decide, done, scored, sealed

MONDAY = datetime(2026, 8, 3, 2, tzinfo=UTC)


def taipei(text):
    return datetime.fromisoformat(text).replace(tzinfo=clock.TAIPEI)


def due_on(office, id, login="amy"):
    return office.api(login).get(f"/proposals/{id}").json["due_on"]


@pytest.mark.parametrize(
    ("submitted_at", "due"),
    [
        ("2026-08-03T09:00", "2026-08-10"),  # a Monday: from Tuesday on, over one weekend
        ("2026-08-07T23:59", "2026-08-14"),  # a Friday night
        ("2026-08-08T00:00", "2026-08-14"),  # a minute later it is Saturday
        ("2026-02-12T09:00", "2026-02-26"),  # over the New Year, 14 to 22 February
        ("2026-09-23T09:00", "2026-10-02"),  # over the Mid-Autumn Festival and Teachers' Day, 25 to 28 September
        ("2026-12-30T09:00", "2027-01-07"),  # over the turn of the year
    ],
)
def test_the_first_tier_has_five_working_days_from_the_next_one_on(office, submitted_at, due):
    with clock.at(taipei(submitted_at)):
        _, id = submitted(office)
        assert due_on(office, id) == due


def test_a_typhoon_day_is_no_working_day_and_a_make_up_day_is_one(office):
    db.session.add(CalendarException(day=date(2026, 8, 5), working=False, reason="颱風"))
    db.session.add(CalendarException(day=date(2026, 8, 8), working=True, reason="補班"))
    db.session.add(CalendarException(day=date(2026, 8, 10), working=False, reason="颱風"))
    db.session.commit()
    with clock.at(MONDAY):
        _, id = submitted(office)
        assert due_on(office, id) == "2026-08-11"


def test_each_tier_has_its_own_days(office):
    with clock.at(MONDAY):
        id, case = at_section(office)
        sealed(office, "chief.civil", case, checklist=TICKS)
        done(decide(office, "chief.civil", case, outcome="pass"))
        assert due_on(office, id) == "2026-08-12"
        scored(office, ["rev1", "rev2"], case)
        done(decide(office, "sec", case, outcome="pass"))
        assert due_on(office, id) == "2026-08-17"


def waiting():
    rows = db.session.scalars(select(Deadline).order_by(Deadline.due_at)).all()
    db.session.commit()
    return [(one.name, clock.local(one.due_at).isoformat()) for one in rows]


def test_a_reminder_comes_at_four_fifths_and_the_overdue_list_after_the_last_day(office):
    with clock.at(MONDAY):
        _, id = submitted(office)
    assert waiting() == [
        ("case.due_soon", "2026-08-08T00:00:00+08:00"),
        ("case.overdue", "2026-08-11T00:00:00+08:00"),
    ]
    events = {}
    for moment in ("2026-08-07T23:59", "2026-08-08T00:00", "2026-08-10T23:59", "2026-08-11T00:00", "2026-08-20T00:00"):
        with clock.at(taipei(moment)):
            office.settle()
        events[moment] = told(id)[3:]
    assert events == {
        "2026-08-07T23:59": [],
        "2026-08-08T00:00": ["case.due_soon"],
        "2026-08-10T23:59": ["case.due_soon"],
        "2026-08-11T00:00": ["case.due_soon", "case.overdue"],
        "2026-08-20T00:00": ["case.due_soon", "case.overdue"],
    }


@pytest.mark.parametrize("end", ["return", "refuse", "withdraw"])
def test_nobody_is_reminded_of_what_is_done(office, end):
    with clock.at(MONDAY):
        program, id = submitted(office)
        if end == "withdraw":
            program.post(f"/proposals/{id}/withdraw")
            office.settle()
        else:
            done(decide(office, "chief.civil", case_of(id), outcome=end, reason="請補", rule="too_vague"))
    events = told(id)
    assert there(Deadline) == 0
    with clock.at(MONDAY + timedelta(days=60)):
        office.settle()
    assert told(id) == events


def test_passing_on_leaves_only_the_next_tiers_reminders(office):
    with clock.at(MONDAY):
        _, case = at_section(office)
        sealed(office, "chief.civil", case, checklist=TICKS)
        done(decide(office, "chief.civil", case, outcome="pass"))
    assert waiting() == [
        ("case.due_soon", "2026-08-11T00:00:00+08:00"),
        ("case.overdue", "2026-08-13T00:00:00+08:00"),
    ]
