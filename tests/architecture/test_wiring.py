"""Every event is told by somebody, and whoever handles one is printed by `flask hub events`."""

import ast

import pytest

from innovation_hub.kernel.events.base import EVENTS
from innovation_hub.kernel.module.module import wiring
from tests.architecture.source import nodes

EMBEDDED = pytest.mark.parametrize("engine", ["embedded"], indirect=True)
TELLING = ("record", "remind")


def test_every_event_is_told_by_a_move_or_a_record():
    assert {event.__name__ for event in EVENTS.values() if not of_tests(event)} - told() == set()


@EMBEDDED
def test_whoever_reacts_handles_an_event_that_exists(app):
    with app.app_context():
        handled = list(wiring())
    assert handled
    assert [event for event, module, function in handled if EVENTS.get(event.name) is not event] == []


@EMBEDDED
def test_the_wiring_is_printed(app):
    with app.app_context():
        wired = sorted([event.name, event.label(), module, function] for event, module, function in wiring())
    printed = app.test_cli_runner().invoke(args=["hub", "events"]).output
    assert sorted(line.split() for line in printed.splitlines()) == wired


def of_tests(told: type) -> bool:
    """Whether it is a test's own event, such as a probe's: it is told there."""
    return told.__module__.startswith("tests.")


def told() -> set[str]:
    """The events some code tells: the fourth word of a Move, or what is recorded, now or at a deadline."""
    moved = {node.args[3].id for file, node in nodes(ast.Call) if name(node) == "Move"}
    recorded = {event(node.args[0]) for file, node in nodes(ast.Call) if name(node) in TELLING and node.args}
    return moved | recorded


def name(call: ast.Call) -> str:
    """The last name of what is called."""
    return ast.unparse(call.func).split(".")[-1]


def event(argument: ast.expr) -> str:
    """`ScorecardSealed` of `ScorecardSealed.of(case)` and of `ScorecardSealed(case_id=1)`."""
    return ast.unparse(argument.func).split(".")[0] if isinstance(argument, ast.Call) else ""
