"""Every address × every role answers as the reviewed table says."""

import re

import pytest
from flask import Blueprint

from innovation_hub.kernel.app import build
from innovation_hub.kernel.module.module import Module
from tests.architecture.doors import DOORS, GIVEN, ROLES
from tests.conftest import COMMON

UNSEEN = "999999"
FORMS = [door for door in DOORS if door.method == "POST" and not door.path.startswith("/api/")]
HIDDEN = [door for door in DOORS if door.method == "GET" and "{" in door.path and "404" in door.says.values()]


def test_every_address_stands_in_the_table(doors):
    rules = {
        (rule.rule, method) for rule in doors.app.url_map.iter_rules() for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    match = doors.app.url_map.bind("").match
    tried = {
        (match(address(door.path).format(**doors.things), door.method, return_rule=True)[0].rule, door.method)
        for door in DOORS
    }
    assert tried == rules


def test_what_is_given_is_given_at_a_door_of_the_table():
    assert set(GIVEN) - {repr(door) for door in DOORS} == set()


@pytest.mark.parametrize("door", DOORS, ids=repr)
def test_a_door_says_to_each_role_what_the_table_says(doors, door):
    said = {role: doors.ask(role, door.method, door.path, door.given) for role in ROLES}
    assert said == door.says


@pytest.mark.parametrize("door", HIDDEN, ids=repr)
def test_what_she_may_not_see_looks_like_what_is_not_there(doors, door):
    missing = re.sub(r"\{\w+\}", UNSEEN, door.path)
    for role in (role for role, said in door.says.items() if said == "404"):
        assert doors.page(role, door.path) == doors.page(role, missing)


@pytest.mark.parametrize("door", FORMS, ids=repr)
def test_a_form_without_its_token_is_refused(doors, door, monkeypatch):
    monkeypatch.setitem(doors.app.config, "WTF_CSRF_ENABLED", True)
    assert doors.ask("author", door.method, door.path, door.given) == "400"


def test_an_address_without_a_policy_row_stops_the_start_up():
    pages = Blueprint("ajar", __name__)
    pages.get("/ajar")(lambda: "")
    with pytest.raises(SystemExit, match="/ajar"):
        build((Module(name="ajar", label="", doors=(pages,)),), COMMON)


def address(path: str) -> str:
    """The path without what is asked in it."""
    return path.partition("?")[0]
