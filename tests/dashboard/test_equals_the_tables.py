"""The figures against counts made in SQL over the other modules' tables, after a spring lived through the product."""

from datetime import UTC, datetime

from sqlalchemy import text

from innovation_hub.kernel import clock
from innovation_hub.kernel.storage.session import db
from tests.journeys.test_climb import GOOD, MARKS
from tests.proposals.steps import ANY

FLOW = {"reason": "理由", "owner_section": "civil", "due_on": "2035-12-31", "control_level": "section"}
OF_YEAR = "FROM proposals WHERE year = 115 AND number IS NOT NULL"
COUNTS = {
    "submitted": f"SELECT count(*) {OF_YEAR}",
    "accepted": f"SELECT count(*) {OF_YEAR} AND stage <> 'not_accepted'",
    "in_review": f"SELECT count(*) {OF_YEAR} AND stage = 'in_review'",
    "in_section": f"SELECT count(*) {OF_YEAR} AND stage = 'in_review' AND tier = 'section'",
    "in_cross_section": f"SELECT count(*) {OF_YEAR} AND stage = 'in_review' AND tier = 'cross_section'",
    "returned": f"SELECT count(*) {OF_YEAR} AND stage = 'returned'",
    "withdrawn": f"SELECT count(*) {OF_YEAR} AND stage = 'withdrawn'",
    "not_accepted": f"SELECT count(*) {OF_YEAR} AND stage = 'not_accepted'",
    "decided": f"SELECT count(*) {OF_YEAR} AND stage = 'decided'",
    "adopted": f"SELECT count(*) {OF_YEAR} AND outcome IN ('adopt', 'adopt_with_changes', 'trial')",
    "overdue": f"SELECT count(*) {OF_YEAR} AND stage = 'in_review' AND due_on < '2026-03-25'",
}


def at(day):
    return clock.at(datetime(2026, 3, day, 4, tzinfo=UTC))


def submit(office, login, day):
    """A proposal of this person, submitted on a day of March 2026."""
    with at(day):
        program = office.api(login)
        id = program.post("/proposals", GOOD).json["id"]
        assert program.post(f"/proposals/{id}/submit").status_code == 200
        office.settle()
    return id


def case_of(id):
    """The proposal's case."""
    db.session.rollback()
    return db.session.scalar(text("SELECT id FROM cases WHERE proposal_id = :id"), {"id": id})


def decide(office, login, id, day, outcome, **more):
    """What the person decides on the proposal's case."""
    with at(day):
        answer = office.api(login).post(f"/reviews/{case_of(id)}/decision", {"outcome": outcome, **more})
        assert answer.status_code == 200, answer.json
        office.settle()


def score(office, login, id, day, **card):
    """The person's sealed card on the proposal's case."""
    with at(day):
        program = office.api(login)
        assert program.put(f"/reviews/{case_of(id)}/scorecard", card, headers=ANY).status_code == 200
        assert program.post(f"/reviews/{case_of(id)}/scorecard/seal").status_code == 200


def pass_section(office, login, id, day):
    """The section's chief checks and passes it."""
    with at(day):
        checklist = office.api(login).get(f"/reviews/{case_of(id)}").json["checklist"]
    score(office, login, id, day, checklist={row["key"]: True for row in checklist})
    decide(office, login, id, day, "pass")


def climb(office, id, outcome):
    """From the section on 4 March to the decision on the 20th."""
    pass_section(office, "chief.civil", id, 4)
    for login in ("rev1", "rev2", "rev3"):
        score(office, login, id, 5, scores=MARKS, comment="可行", recommendation="pass")
    decide(office, "sec", id, 6, "pass", reason="可行")
    for n in range(1, 8):
        score(office, f"panel{n}", id, 18, scores=MARKS, comment="同意", recommendation="adopt")
    decide(office, "head", id, 20, outcome, **FLOW)


def test_the_figures_equal_the_tables(office):
    climb(office, submit(office, "amy", 2), "adopt")
    pass_section(office, "chief.civil", submit(office, "amy", 3), 16)
    decide(office, "chief.social", submit(office, "ben", 3), 4, "refuse", reason="屬陳情", rule="petition_or_complaint")
    returned = submit(office, "ben", 4)
    decide(office, "chief.social", returned, 5, "return", reason="請補充數據")
    withdrawn = submit(office, "kao.feng", 9)
    with at(10):
        office.api("kao.feng").post(f"/proposals/{withdrawn}/withdraw")
        office.settle()
    submit(office, "kao.feng", 10)
    with at(25):
        office.api("ben").post("/proposals", GOOD)
        office.settle()
        figures = office.api("amy").get("/dashboard?year=115").json["figures"]
    db.session.rollback()
    counted = {key: db.session.scalar(text(sql)) for key, sql in COUNTS.items()}
    assert {key: figures[key] for key in COUNTS} == counted
    assert 0 not in counted.values()
    assert (figures["cycle_median"], figures["first_reply_rate"], figures["adoption_rate"]) == (14, 50.0, 100.0)
