"""Every address × every role answers as the reviewed table says."""

import re

import pytest
from flask import Blueprint

from innovation_hub.kernel.app import build
from innovation_hub.kernel.module.module import Module
from tests.architecture.entry_points import ENTRY_POINTS, GIVEN, ROLES
from tests.conftest import COMMON

UNSEEN = "999999"
FORMS = [entry for entry in ENTRY_POINTS if entry.method == "POST" and not entry.path.startswith("/api/")]
HIDDEN = [
    entry for entry in ENTRY_POINTS if entry.method == "GET" and "{" in entry.path and "404" in entry.says.values()
]


def test_every_address_stands_in_the_table(entry_points):
    rules = {
        (rule.rule, method)
        for rule in entry_points.app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    match = entry_points.app.url_map.bind("").match
    tried = {
        (match(address(entry.path).format(**entry_points.things), entry.method, return_rule=True)[0].rule, entry.method)
        for entry in ENTRY_POINTS
    }
    assert tried == rules


def test_what_is_given_is_given_at_a_entry_point_of_the_table():
    assert set(GIVEN) - {repr(entry) for entry in ENTRY_POINTS} == set()


@pytest.mark.parametrize("entry", ENTRY_POINTS, ids=repr)
def test_a_entry_point_says_to_each_role_what_the_table_says(entry_points, entry):
    said = {role: entry_points.ask(role, entry.method, entry.path, entry.given) for role in ROLES}
    assert said == entry.says


@pytest.mark.parametrize("entry", HIDDEN, ids=repr)
def test_what_she_may_not_see_looks_like_what_is_not_there(entry_points, entry):
    missing = re.sub(r"\{\w+\}", UNSEEN, entry.path)
    for role in (role for role, said in entry.says.items() if said == "404"):
        assert entry_points.page(role, entry.path) == entry_points.page(role, missing)


@pytest.mark.parametrize("entry", FORMS, ids=repr)
def test_a_form_without_its_token_is_refused(entry_points, entry, monkeypatch):
    monkeypatch.setitem(entry_points.app.config, "WTF_CSRF_ENABLED", True)
    assert entry_points.ask("author", entry.method, entry.path, entry.given) == "400"


def test_an_address_without_a_policy_row_stops_the_start_up():
    pages = Blueprint("ajar", __name__)
    pages.get("/ajar")(lambda: "")
    with pytest.raises(SystemExit, match="/ajar"):
        build((Module(name="ajar", label="", pages=(pages,)),), COMMON)


def address(path: str) -> str:
    """The path without what is asked in it."""
    return path.partition("?")[0]
