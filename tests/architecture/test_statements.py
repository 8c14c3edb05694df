"""A page costs at most ten SQL statements, and a list the same for one row and for thirty."""

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from tests.journeys.test_climb import GOOD
from tests.review.steps import at_task_force, scored

PAGES = ("/", "/proposals", "/proposals/1", "/reviews", "/reviews?all=1", "/reviews/1", "/dashboard", "/notices")
PROGRAMS = (
    "/proposals",
    "/proposals/1",
    "/proposals/1/timeline",
    "/reviews?todo=1",
    "/reviews/1",
    "/dashboard",
    "/notices",
)


@pytest.fixture
def cost():
    """How many statements a second visit of a page takes."""
    said = []

    def note(connection, cursor, statement, *rest):
        said.append(statement)

    def count(asker, path):
        asker.get(path)
        said.clear()
        assert asker.get(path).status_code == 200, path
        return len(said)

    event.listen(Engine, "before_cursor_execute", note)
    yield count
    event.remove(Engine, "before_cursor_execute", note)


@pytest.fixture
def counted(office, cost):
    """How many statements each page takes the chief of civil affairs, in the browser and by a program."""
    browser, program = office.client("chief.civil"), office.api("chief.civil")

    def count_all():
        pages = {path: cost(browser, path) for path in PAGES}
        return pages | {f"/api/v1{path}": cost(program, path) for path in PROGRAMS}

    return count_all


def submit(office, times):
    """So many proposals of one person, submitted and handled of."""
    amy = office.api("amy")
    for _ in range(times):
        id = amy.post("/proposals", GOOD).json["id"]
        assert amy.post(f"/proposals/{id}/submit").status_code == 200
    office.settle()


def test_a_page_costs_at_most_ten_statements_and_as_many_for_thirty_rows(office, counted):
    submit(office, 1)
    for_one = counted()
    submit(office, 29)
    for_thirty = counted()
    assert for_thirty == for_one
    assert {path: count for path, count in for_one.items() if count > 10} == {}


def test_a_case_with_all_its_cards_costs_no_more(office, cost):
    id, case = at_task_force(office)
    scored(office, [f"panel{n}" for n in range(1, 8)], case, "adopt")
    costs = {
        (login, path): cost(office.client(login), path)
        for login in ("head", "panel1", "rev1", "sec", "auditor")
        for path in (f"/reviews/{case}", f"/proposals/{id}")
        if login not in ("panel1", "rev1") or path.startswith("/reviews")
    }
    assert {page: count for page, count in costs.items() if count > 10} == {}


def twins(office, first, last):
    """Pairs of proposals that say the same, each pair something else, and a meeting about each."""
    amy, secretary = office.api("amy"), office.api("sec")
    for pair in range(first, last):
        said = "".join(map(chr, range(0x4E00 + 60 * pair, 0x4E00 + 60 * pair + 50)))
        ids = [amy.post("/proposals", GOOD | {"title": said[:20], "problem": said, "measures": said}) for _ in "ab"]
        ids = [made.json["id"] for made in ids]
        assert [amy.post(f"/proposals/{id}/submit").status_code for id in ids] == [200, 200]
        plan = {"subject": said[:9], "meets_on": "2035-01-05", "proposals": ids, "participants": ["amy"]}
        assert secretary.post("/coordinations", plan).status_code == 201
    office.settle()


def test_groups_and_meetings_cost_as_many_statements_for_ten_as_for_one(office, cost):
    def all_of_them():
        pages = {path: cost(office.client("sec"), path) for path in ("/clusters", "/coordinations", "/clusters.csv")}
        programs = {path: cost(office.api("sec"), path) for path in ("/clusters", "/coordinations")}
        return pages | {f"/api/v1{path}": count for path, count in programs.items()}

    twins(office, 1, 2)
    for_one = all_of_them()
    twins(office, 2, 11)
    assert len(office.api("sec").get("/clusters").json["items"]) == 10
    assert all_of_them() == for_one
