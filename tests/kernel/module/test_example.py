"""A module is one folder and one line: its event, page, button, notice, figure, parameter, invariant, duty and day."""

import json
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import insert

from innovation_hub.kernel.app import build
from innovation_hub.kernel.module import tables
from innovation_hub.kernel.operations import doctor, duties
from innovation_hub.kernel.storage.session import db, writing
from tests.conftest import COMMON
from tests.kernel.module.example import DUE, MODULE, questions
from tests.office import Browser, Office
from wsgi import MODULES


@pytest.fixture(scope="module")
def office(embedded, tmp_path_factory):
    settings, broker = embedded.copy(tmp_path_factory.mktemp("example"))
    app = build((*MODULES, MODULE), COMMON | settings | {"WTF_CSRF_ENABLED": False})
    app.test_client_class = Browser
    with app.app_context():
        questions.metadata.create_all(db.engine)
        yield Office(app, broker)
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="module")
def asked(office):
    """The secretary has asked herself a question."""
    answer = office.client("sec").post("/example", data={"title": "誰來泡茶"})
    assert answer.status_code == 302
    office.settle()


def printed(office, name):
    return json.loads(office.app.test_cli_runner().invoke(args=["hub", name, "--json"]).output)


def test_who_may_sees_the_button_and_the_word_of_the_menu(office):
    pages = {login: office.client(login).get("/example").text for login in ("sec", "amy")}
    assert {login: '<button class="button" type="submit">提問</button>' in page for login, page in pages.items()} == {
        "sec": True,
        "amy": False,
    }
    assert 'href="/example"' in pages["amy"]


def test_who_may_not_is_refused(office):
    assert office.client("amy").post("/example", data={"title": "x"}).status_code == 404


def test_its_event_becomes_its_notice(office, asked):
    assert "請您回答「誰來泡茶」。" in office.client("sec").get("/notices").text


def test_its_duty_and_its_day_are_hers(office, asked):
    items = [one for one in office.api("sec").get("/duties").json["items"] if one["kind"] == "example.answer"]
    assert [(one["thing"], one["why"], one["due_on"]) for one in items] == [("example:1", "誰來泡茶", DUE.isoformat())]
    assert "誰來泡茶" in office.client("sec").get("/duties").text
    days = duties.days(office.person("sec"), date(2099, 1, 1), DUE)
    assert [(dated.key, day.label) for dated, day in days] == [("example.due", "誰來泡茶")]


def test_its_rows_are_printed_with_those_of_the_others(office):
    owned = {
        name: [row for row in printed(office, name) if row["module"] == "example"]
        for name in tables.TABLES
        if name in ("policy", "notices", "figures", "parameters")
    }
    assert {name: len(rows) for name, rows in owned.items()} == {
        "policy": 2,
        "notices": 1,
        "figures": 1,
        "parameters": 1,
    }
    assert [row["who"] for row in owned["policy"]] == ["secretariat", "signed_in"]
    assert all(len(printed(office, name)) > 1 for name in ("policy", "notices", "figures", "parameters", "lifecycles"))


def test_its_parameter_is_set_by_the_administrator(office):
    assert "提問上限" in office.client("admin").get("/hub/parameters").text


def test_its_invariant_is_asked_by_the_doctor(office, asked):
    [named] = MODULE.invariants
    assert [finding.rows for finding in doctor.examine([named])] == [[]]
    with writing():
        db.session.execute(insert(questions).values(title="", asked_of=1, due_on=DUE))
        db.session.commit()
    assert [[row["question"] for row in finding.rows] for finding in doctor.examine([named])] == [[2]]
    assert named in doctor.all_invariants()


@pytest.mark.parametrize("table", sorted(tables.TABLES))
def test_a_name_given_twice_is_refused(table):
    again = replace(MODULE, name="again")
    rows = getattr(MODULE, table)
    if not rows:
        pytest.skip("the example brings none")
    with pytest.raises(ValueError, match=f"two rows of {table} are called"):
        tables.merged((MODULE, replace(Bare, name="again", **{table: getattr(again, table)})))


Bare = type(MODULE)(name="bare", label="")
