"""No save overwrites another that it has not seen: every changing address says how, and what replaces is tried."""

import pytest

from tests.architecture.saves import SAVES, TRIED, WAYS

UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}
STALE = "987654"


def rule_of(entry_points, method, path):
    adapter = entry_points.app.url_map.bind("")
    return method, adapter.match(path.format(**entry_points.things), method, return_rule=True)[0].rule


def test_every_address_that_changes_something_says_how_saves_are_kept_apart(entry_points):
    rules = {(method, rule.rule) for rule in entry_points.app.url_map.iter_rules() for method in rule.methods & UNSAFE}
    assert rules - set(SAVES) == set()
    assert {way for (method, _), way in SAVES.items() if method in ("PUT", "PATCH")} == {"tag"}
    assert set(SAVES.values()) == set(WAYS)


def test_every_address_that_replaces_something_is_tried(entry_points):
    tried = {rule_of(entry_points, method, path) for _, method, path, _ in TRIED}
    assert tried == {save for save, way in SAVES.items() if way in ("form", "tag", "may")}


@pytest.mark.parametrize(("role", "method", "path", "given"), TRIED, ids=lambda value: str(value)[:60])
def test_a_stale_version_overwrites_nothing(entry_points, role, method, path, given):
    way = SAVES[rule_of(entry_points, method, path)]
    if way == "form":
        answer = entry_points.knock(role, method, path, given | {"version": STALE})
        assert answer.status_code == 409
    else:
        answer = entry_points.knock(role, method, path, given, {"If-Match": f'"{STALE}"'})
        assert (answer.status_code, "version" in answer.json, "current" in answer.json) == (412, True, True)


@pytest.mark.parametrize(
    ("role", "method", "path", "given"),
    [one for one in TRIED if one[1] in ("PUT", "PATCH")],
    ids=lambda value: str(value)[:60],
)
def test_a_program_that_replaces_something_must_name_the_version(entry_points, role, method, path, given):
    answer = entry_points.knock(role, method, path, given, {"If-Match": ""})
    assert (answer.status_code, answer.content_type) == (428, "application/problem+json")
