"""舊版事件: how a body told in an earlier version reads today; what the journal keeps is never rewritten.

When an event changes, its class gets the next version, its old version a row here, and its new one a sample among the
tests.
"""

from collections.abc import Callable, Mapping
from typing import Any

from innovation_hub.kernel.events.base import EVENTS, Event

Body = Mapping[str, Any]
UPCASTERS: dict[tuple[str, int], Callable[[Body], Body]] = {
    ("case.refused", 1): lambda body: {**body, "rule_label": ""},
    ("proposal.discarded", 1): lambda body: {**body, "title": "", "proposer_ids": []},
    ("proposal.withdrawn", 1): lambda body: {**body, "title": "", "proposer_ids": []},
    ("proposal.decided", 1): lambda body: {**body, "title": "", "follower_ids": []},
}


def read(name: str, version: int, body: Body) -> Event:
    """The event that was told, as its class is today: version after version is lifted to the next."""
    for old in range(version, EVENTS[name].version):
        body = UPCASTERS[name, old](body)
    return EVENTS[name](**body)
