"""Twenty real proposals climb from draft to decision, and every figure equals a count made by hand."""

import json
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import text

from innovation_hub.kernel import clock
from innovation_hub.kernel.storage.session import db
from tests import real_texts

TEXTS = real_texts.FOLDER / "long.corpus.jsonl"
MARKS = {"innovation": 20, "feasibility": 19, "benefit": 24, "diffusion": 7, "completeness": 8}
OWNER = {"owner_section": "civil", "due_on": "2035-12-31", "control_level": "section"}
FATES = [
    *["adopt", "adopt", "adopt", "adopt_with_changes", "adopt_with_changes", "trial", "trial"],
    *["keep_for_reference", "keep_for_reference", "not_adopt", "not_adopt"],
    *["returned by section, adopt", "returned by cross_section, trial", "returned by section, waits"],
    *["withdrawn", "refuse by section", "refuse by task_force"],
    *["in section", "in cross_section", "in task_force"],
]
PEOPLE = ("amy", "ben")
ACCEPTED = "FROM proposals WHERE number IS NOT NULL AND stage <> 'not_accepted'"
COUNTS = {
    "submitted": "SELECT count(*) FROM proposals WHERE number IS NOT NULL",
    "accepted": f"SELECT count(*) {ACCEPTED}",
    "reached_cross_section": f"SELECT count(DISTINCT c.id) FROM cases c JOIN rounds r ON r.case_id = c.id WHERE "
    f"r.tier = 'cross_section' AND c.proposal_id IN (SELECT id {ACCEPTED})",
    "reached_task_force": f"SELECT count(DISTINCT c.id) FROM cases c JOIN rounds r ON r.case_id = c.id WHERE "
    f"r.tier = 'task_force' AND c.proposal_id IN (SELECT id {ACCEPTED})",
    "in_review": "SELECT count(*) FROM cases WHERE stage = 'in_tier'",
    "in_section": "SELECT count(*) FROM cases WHERE stage = 'in_tier' AND tier = 'section'",
    "in_cross_section": "SELECT count(*) FROM cases WHERE stage = 'in_tier' AND tier = 'cross_section'",
    "in_task_force": "SELECT count(*) FROM cases WHERE stage = 'in_tier' AND tier = 'task_force'",
    "returned": "SELECT count(*) FROM cases WHERE stage = 'returned'",
    "overdue": "SELECT count(*) FROM rounds r WHERE r.closed_at IS NULL AND r.due_on < '2026-03-31'",
    "decided": "SELECT count(*) FROM cases WHERE stage = 'closed' AND outcome NOT IN ('refuse', 'withdraw')",
    "adopted": "SELECT count(*) FROM cases WHERE outcome IN ('adopt', 'adopt_with_changes', 'trial')",
    "withdrawn": "SELECT count(*) FROM cases WHERE outcome = 'withdraw'",
    "not_accepted": "SELECT count(*) FROM cases WHERE outcome = 'refuse'",
    "merged": "SELECT count(*) FROM proposals WHERE stage = 'merged'",
    "imported": "SELECT count(*) FROM proposals WHERE source LIKE 'import:%'",
}


class Desk:
    """The office at its work in March 2026, a month without holidays."""

    def __init__(self, office):
        self.office, self.programs = office, {}

    def ask(self, login, verb, path, day, body=None):
        with clock.at(datetime(2026, 3, day, 2, tzinfo=UTC)):
            if login not in self.programs:
                self.programs[login] = self.office.api(login)
            answer = self.programs[login].ask(verb, path, json=body, headers={"If-Match": "*"})
            assert answer.status_code < 300, answer.json
            if path.endswith(("submit", "decision", "withdraw")):
                self.office.settle()
            return answer.json

    def judge(self, login, case, day, **card):
        self.ask(login, "put", f"/reviews/{case}/scorecard", day, card)
        self.ask(login, "post", f"/reviews/{case}/scorecard/seal", day)

    def decide(self, login, case, day, outcome, **more):
        self.ask(login, "post", f"/reviews/{case}/decision", day, {"outcome": outcome, "reason": "理由如上", **more})

    def section(self, case, login, day):
        checks = ("complete", "real", "not_refused", "new")
        self.judge(f"chief.{login}", case, day, checklist=dict.fromkeys(checks, True))
        self.decide(f"chief.{login}", case, day, "pass")

    def cross_section(self, case, day):
        for login in ("rev1", "rev2", "rev3"):
            self.judge(login, case, day, scores=MARKS, comment="可行", recommendation="pass")
        self.decide("sec", case, day, "pass")

    def task_force(self, case, day, outcome, **more):
        for n in range(1, 5):
            self.judge(f"panel{n}", case, day, scores=MARKS, comment="同意", recommendation="adopt")
        self.decide("head", case, day, outcome, **more)

    def leaves_section(self, id, case, fate, login, section):
        chief = f"chief.{section}"
        if fate == "refuse by section":
            self.decide(chief, case, 5, "refuse", rule="too_vague")
        elif fate.startswith("returned by section"):
            self.decide(chief, case, 4, "return")
            if not fate.endswith("waits"):
                self.ask(login, "post", f"/proposals/{id}/submit", 6)
        if fate in ("refuse by section", "in section") or fate.endswith("waits"):
            return False
        self.section(case, section, 10)
        return True

    def leaves_cross_section(self, id, case, fate, login):
        if fate == "withdrawn":
            self.ask(login, "post", f"/proposals/{id}/withdraw", 11)
        elif fate.startswith("returned by cross_section"):
            self.decide("sec", case, 11, "return")
            self.ask(login, "post", f"/proposals/{id}/submit", 13)
        if fate in ("withdrawn", "in cross_section"):
            return False
        self.cross_section(case, 16)
        return True


def read_twenty():
    with TEXTS.open(encoding="utf-8") as lines:
        rows = [
            row for row in map(json.loads, lines) if 0 < len(row["title"]) <= 100 and row["problem"] and row["measures"]
        ]
    return rows[:20]


def live(desk, row, fate, n):
    """One proposal's life in March: submitted on the 2nd or 3rd, judged on the 10th, the 16th and from the 24th."""
    login = PEOPLE[n % 2]
    section = {"amy": "civil", "ben": "social"}[login]
    told = {key: row[key] for key in ("title", "problem", "measures")}
    id = desk.ask(login, "post", "/proposals", 2, {**told, "benefit": "減少往返", "category": "other"})["id"]
    desk.ask(login, "post", f"/proposals/{id}/submit", 2 + n % 2)
    db.session.rollback()
    case = db.session.scalar(text("SELECT id FROM cases WHERE proposal_id = :id"), {"id": id})
    if desk.leaves_section(id, case, fate, login, section) and desk.leaves_cross_section(id, case, fate, login):
        outcome = fate.split(", ")[-1]
        if outcome == "refuse by task_force":
            desk.task_force(case, 24, "refuse", rule="already_planned")
        elif outcome != "in task_force":
            adopted = outcome in ("adopt", "adopt_with_changes", "trial")
            desk.task_force(case, 24 + n % 3, outcome, **(OWNER if adopted else {}))


def weekdays(start, end):
    """Working days after `start` up to `end` in a month without holidays."""
    return sum((start + timedelta(days=n)).weekday() < 5 for n in range(1, (end - start).days + 1))


def day_of(instant):
    instant = datetime.fromisoformat(instant) if isinstance(instant, str) else instant
    return date(instant.year, instant.month, instant.day)


def cycles():
    """Working days from first submission to decision, the days at the proposer's left out, by hand from the rounds."""
    rounds = text(
        "SELECT c.id, r.opened_at, r.closed_at, r.outcome FROM cases c JOIN rounds r ON r.case_id = c.id "
        "WHERE c.stage = 'closed' AND c.outcome NOT IN ('refuse', 'withdraw') ORDER BY c.id, r.id"
    )
    spent: dict[int, int] = {}
    for case, opened, closed, _ in db.session.execute(rounds):
        spent[case] = spent.get(case, 0) + weekdays(day_of(opened), day_of(closed))
    return sorted(spent.values())


def first_replies():
    """Whether each accepted proposal was answered within five working days; one unanswered on the 31st was not."""
    rounds = text(
        "SELECT c.id, MIN(r.opened_at), MIN(r.closed_at) FROM cases c JOIN rounds r ON r.case_id = c.id "
        "WHERE COALESCE(c.outcome, '') <> 'refuse' GROUP BY c.id"
    )
    last = date(2026, 3, 31)
    spans = [(day_of(opened), day_of(closed) if closed else last) for _, opened, closed in db.session.execute(rounds)]
    return [weekdays(opened, closed) <= 5 for opened, closed in spans]


@real_texts.needed
def test_twenty_real_proposals_climb_and_every_figure_is_right(office):
    desk = Desk(office)
    for n, (row, fate) in enumerate(zip(read_twenty(), FATES, strict=True)):
        live(desk, row, fate, n)
    figures = desk.ask("sec", "get", "/dashboard?year=115", 31)["figures"]
    db.session.rollback()
    counted = {key: db.session.scalar(text(sql)) for key, sql in COUNTS.items()}
    assert {key: figures[key] for key in COUNTS} == counted
    assert (counted["decided"], counted["adopted"], counted["withdrawn"], counted["not_accepted"]) == (13, 9, 1, 2)
    spent, replies = cycles(), first_replies()
    staff = db.session.scalar(text("SELECT count(*) FROM employees WHERE active")) - 1
    shares = {
        "cycle_median": spent[6],
        "cycle_p90": spent[11],
        "cycle_within_22": 100.0,
        "first_reply_rate": round(100 * sum(replies) / len(replies), 1),
        "adoption_rate": round(100 * 9 / 13, 1),
        "participation": round(100 * 2 / staff, 1),
        "proposals_per_head": round(18 / staff, 2),
        "cross_section_rate": 0.0,
        "merge_rate": 0.0,
    }
    assert {key: figures[key] for key in shares} == shares
    assert 0 < sum(replies) < len(replies) == 18
    assert set(figures) == set(COUNTS) | set(shares)
