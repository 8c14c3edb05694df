"""A page costs at most ten SQL statements, and a list the same for one row and for thirty."""

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from tests.journeys.test_climb import GOOD

PAGES = ("/", "/proposals", "/proposals/1", "/reviews", "/reviews?all=1", "/reviews/1", "/dashboard", "/notices")


@pytest.fixture
def counted(office):
    """How many statements a page takes the chief of civil affairs."""
    said = []
    browser = office.client("chief.civil")

    def note(connection, cursor, statement, *rest):
        said.append(statement)

    def count(path):
        browser.get(path)
        said.clear()
        assert browser.get(path).status_code == 200, path
        return len(said)

    event.listen(Engine, "before_cursor_execute", note)
    yield count
    event.remove(Engine, "before_cursor_execute", note)


def submit(office, times):
    """So many proposals of one person, submitted and heard of."""
    amy = office.api("amy")
    for _ in range(times):
        id = amy.post("/proposals", GOOD).json["id"]
        assert amy.post(f"/proposals/{id}/submit").status_code == 200
    office.settle()


def test_a_page_costs_at_most_ten_statements_and_as_many_for_thirty_rows(office, counted):
    submit(office, 1)
    for_one = {path: counted(path) for path in PAGES}
    submit(office, 29)
    for_thirty = {path: counted(path) for path in PAGES}
    assert for_thirty == for_one
    assert {path: count for path, count in for_one.items() if count > 10} == {}
