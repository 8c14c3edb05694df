"""The dashboard's entry points: what each shows to whom, and at what cost."""

import re

import pytest
from sqlalchemy import event, select

from innovation_hub.dashboard.board import Board
from innovation_hub.dashboard.drawings import DRAWINGS
from innovation_hub.dashboard.figures import FIGURES
from innovation_hub.dashboard.models import Track
from innovation_hub.dashboard.scope import Scope
from innovation_hub.kernel import clock
from innovation_hub.kernel.policy import table as policy
from innovation_hub.kernel.storage.session import db
from tests.dashboard.story import Story, a_spring


@pytest.fixture
def spring(office):
    """The story, read on its day."""
    story = a_spring(office)
    with clock.at(Story.today):
        yield story


def listed(client, key, **args):
    """The numbers in a figure's list, page by page."""
    found, url = [], f"/dashboard/figures/{key}?{'&'.join(f'{name}={value}' for name, value in args.items())}"
    while url:
        page = client.get(url).get_data(as_text=True)
        found += re.findall(r'class="short">(11\d-\d+)<', page)
        after = re.search(r'href="([^"]+)" rel="next"', page)
        url = after and after[1].replace("&amp;", "&")
    return found


def statements(client, url):
    """How many SQL statements the page costs."""
    told = []
    with client.application.app_context():
        engine = db.engine
        event.listen(engine, "before_cursor_execute", lambda *args: told.append(args[2]))
        assert client.get(url).status_code == 200
    return len(told)


def test_a_page_costs_the_same_statements_for_one_row_and_for_thirty(office):
    client, story = office.client("sec"), Story(office)
    urls = ("/dashboard", "/dashboard/live", "/dashboard/figures/submitted")
    story.submit(1, (3, 2), "civil", "amy")
    story.enter(1, (3, 2), "section", "2026-03-09")
    story.handled()
    with clock.at(Story.today):
        one = {url: statements(client, url) for url in urls}
        for id in range(2, 31):
            story.submit(id, (3, 2), "civil", "amy", "ben")
            story.enter(id, (3, 2), "section", "2026-03-09")
        story.handled()
        assert {url: statements(client, url) for url in urls} == one
        assert max(one.values()) <= 10, one


def test_each_number_is_as_long_as_its_list(office, spring):
    client = office.client("sec")
    for key, figure in FIGURES.items():
        assert len(listed(client, key)) == Board.of(Scope(115)).whole.counts[figure.measure.of], key


def test_a_long_list_comes_in_pages_without_gap_or_double(office):
    story = Story(office)
    for id in range(1, 61):
        story.submit(id, (3, 2), "civil", "amy")
    story.handled()
    with clock.at(Story.today):
        assert listed(office.client("sec"), "submitted") == [f"115-{id:04}" for id in range(60, 0, -1)]


def test_a_month_shows_its_own_proposals(office, spring):
    client = office.client("sec")
    assert listed(client, "decided", month="2026-04") == ["115-0005", "115-0002"]
    assert listed(client, "submitted", month="2026-04", section="economic") == ["115-0008"]
    assert client.get("/dashboard/figures/decided?month=9999-12").status_code == 200


TITLES = {
    "sec": {1, 2, 3, 4, 5, 6, 7, 8, 9, 10},
    "auditor": {1, 2, 3, 4, 5, 6, 7, 8, 9, 10},
    "head": {1, 2, 3, 4, 5, 6, 7, 8, 9, 10},
    "chief.civil": {1, 2, 5, 6, 7, 10},
    "panel6": {1, 2, 5, 9},
    "ben": {1, 2, 3, 4, 5},
    "rev1": {1, 2, 5, 8},
}


def titles(client, path):
    """The proposals whose title the page tells."""
    return {int(id) for id in re.findall(r"第(\d+)號提案", client.get(f"/dashboard{path}").get_data(as_text=True))}


def test_a_title_is_for_its_readers_on_the_page_in_the_file_and_by_the_policy(office, spring):
    tracks = db.session.scalars(select(Track).where(Track.submitted_on.is_not(None), Track.year == 115)).all()
    people = {login: (office.person(login), office.client(login)) for login in TITLES}
    by_policy = {
        login: {track.proposal_id for track in tracks if policy.may(person, "track.read", track)}
        for login, (person, _) in people.items()
    }
    assert by_policy == TITLES
    for path, told in (
        ("/figures/submitted", set(range(1, 11))),
        ("/figures/submitted/list.csv", set(range(1, 11))),
        ("", {6, 9}),
    ):
        found = {login: titles(client, path) for login, (_, client) in people.items()}
        assert found == {login: known & told for login, known in TITLES.items()}


def late_rows(client):
    """The rows of the overdue table on the board."""
    return re.findall(r'data-label="誰要處理"', client.get("/dashboard").text)


def test_who_must_act_is_told_to_those_who_follow(office, spring):
    clients = {login: office.client(login) for login in ("sec", "panel1", "ben")}
    for path in ("", "/figures/overdue", "/figures/overdue/list.csv"):
        told = {login: "黃俊嘉" in client.get(f"/dashboard{path}").text for login, client in clients.items()}
        assert told == {"sec": True, "panel1": True, "ben": False}, path
    assert [len(late_rows(client)) for client in clients.values()] == [2, 2, 0]


def test_the_page_follows_what_happens_and_says_nothing_when_nothing_happened(office, spring):
    client = office.client("amy")
    first = client.get("/dashboard/live")
    again = {"If-None-Match": first.headers["ETag"]}
    assert client.get("/dashboard/live", headers=again).status_code == 304
    spring.draft(20, (4, 15), "ben")
    spring.handled()
    assert client.get("/dashboard/live", headers=again).status_code == 304
    spring.withdraw(7, (4, 15))
    spring.handled()
    moved = client.get("/dashboard/live", headers=again)
    assert (moved.status_code, moved.headers["ETag"] != first.headers["ETag"]) == (200, True)


def test_one_reader_is_not_answered_with_another_ones_page(office, spring):
    mark = office.client("sec").get("/dashboard/live").headers["ETag"]
    assert office.client("ben").get("/dashboard/live", headers={"If-None-Match": mark}).status_code == 200


def test_every_table_is_a_file(office, spring):
    client = office.client("amy")
    tables = [f"tables/{name}" for name in ("figures", *DRAWINGS)] + [
        "figures/overdue/list",
        "figures/overdue/sections",
    ]
    names = [f"{name}.{form}" for name in tables for form in ("ods", "csv")]
    answers = {name: client.get(f"/dashboard/{name}") for name in names}
    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(names, 200)
    assert {answer.headers["Content-Disposition"].split(";")[0] for answer in answers.values()} == {"attachment"}


def test_the_list_in_the_file_is_the_list_on_the_page(office, spring):
    client = office.client("sec")
    rows = client.get("/dashboard/figures/overdue/list.csv").get_data(as_text=True).splitlines()[1:]
    assert [row.split(",")[:9] for row in rows] == [
        ["115-0009", "第9號提案", "人文課", "task_force", "黃俊嘉", "2026-04-13", "2", "1", ""],
        ["115-0006", "第6號提案", "民政課", "section", "黃俊嘉", "2026-04-14", "1", "", ""],
    ]


def test_the_program_reads_the_same_figures(office, spring):
    answer = office.api("amy").get("/dashboard?year=115&section=civil").json
    whole = Board.of(Scope(115, "civil")).whole
    assert answer["figures"] == {key: figure.measure.value(whole) for key, figure in FIGURES.items()}
    assert (answer["year"], answer["section"]) == (115, "civil")


def test_the_program_is_told_what_it_asks_wrong(office):
    program, asked = office.api("amy"), {"?year=0": 422, "?year=x": 422, "?section=moon": 404, "": 200, "?year=99": 200}
    assert {path: program.get(f"/dashboard{path}").status_code for path in asked} == asked


def test_an_empty_office_and_odd_addresses_are_answered(office):
    client = office.client("amy")
    asked = {
        "": 200,
        "?year=999999999999999999999": 200,
        "?year=٣": 200,
        "?section=moon": 404,
        "/figures/happiness": 404,
        "/figures/submitted?before=%00&month=x": 200,
        "/tables/funnel.exe": 404,
        "/tables/secrets.csv": 404,
        "/figures/submitted/list.pdf": 404,
    }
    assert {path: client.get(f"/dashboard{path}").status_code for path in asked} == asked


def test_nobody_reads_it_without_signing_in(office):
    assert office.client().get("/dashboard").status_code == 302
    assert office.app.test_client().get("/api/v1/dashboard").status_code == 401


@pytest.mark.parametrize("year", ["0001" + "0" * 30, "9" * 5000, "115年"])
def test_whatever_the_year_of_an_address_is_a_page_answers(office, year):
    assert office.client("sec").get(f"/dashboard?year={year}").status_code == 200
