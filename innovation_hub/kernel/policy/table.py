"""權限表: who may do what, one row an action, each module in its policy.py. A URL without a row stops the start-up."""

from collections.abc import Mapping
from typing import Any

from flask import current_app

from innovation_hub.kernel.errors import NotAllowed
from innovation_hub.kernel.policy.relations import administrator, auditor, secretariat
from innovation_hub.kernel.policy.rules import Person, Rule, anyone, signed_in

MAY = {
    "hub.health": anyone,
    "hub.metrics": anyone,
    "hub.static": anyone,
    "hub.openapi": anyone,
    "hub.home": signed_in,
    "hub.search": signed_in,
    "hub.failures": administrator | auditor,
    "hub.retry": administrator,
    "hub.skip": administrator,
    "hub.journal": auditor,
    "parameter.list": administrator | secretariat | auditor,
    "parameter.change": administrator,
    "hub.tables": auditor,
    "hub.duties": signed_in,
}


def rules() -> Mapping[str, Rule]:
    """The rule of each action, of all modules at work."""
    found: Mapping[str, Rule] = current_app.extensions["policy"]
    return found


def may(person: Person, action: str, thing: Any = None) -> bool:
    """Whether the policy admits the person to the action on the thing."""
    found = rules()
    return action in found and found[action].admits(person, thing) is True


def possible(person: Person, action: str) -> bool:
    """Whether there could be a thing on which the person may: what an entry point asks before it opens."""
    return rules()[action].admits(person, None) is not False


def require(person: Person, action: str, thing: Any = None) -> None:
    """NotAllowed unless the policy admits."""
    if not may(person, action, thing):
        raise NotAllowed
