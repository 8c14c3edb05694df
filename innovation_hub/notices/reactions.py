"""反應: what is handled becomes the notices that the table names; nobody is told of what she did herself."""

from collections.abc import Mapping, Sequence
from typing import Any

from innovation_hub.kernel.events import journal
from innovation_hub.kernel.events.base import Event
from innovation_hub.kernel.events.journal import Entry
from innovation_hub.kernel.events.review import TierEntered
from innovation_hub.kernel.module import tables
from innovation_hub.kernel.module.module import Module, Reaction
from innovation_hub.kernel.module.rows import NoticeRow
from innovation_hub.notices.models import put_up

KEPT = ("number", "title", "tier", "due_on", "outcome", "other_number")


def tell(event: Event, entry: Entry) -> None:
    """Puts up the notices of every row that names the event."""
    for row in tables.rows("notices"):
        if isinstance(event, row.event):
            _tell(row, event, entry)


def _tell(row: NoticeRow, event: Event, entry: Entry) -> None:
    people = sorted(set(row.told(event)) - {entry.by_id})
    if not people:
        return
    body = _named(event, entry)
    params = {name: body[name] for name in KEPT if name in body}
    same = {"position": entry.position, "at": entry.at, "kind": row.kind, "params": params}
    put_up({"employee_id": id, "url": row.page.format(**body), **same} for id in people)


def _named(event: Event, entry: Entry) -> dict[str, Any]:
    """The event's facts; where it names no proposal, with the names by which the case entered its tier."""
    if "number" in event.body or "title" in event.body:
        return event.body
    entered = [told.body for told in journal.story(entry.stream) if told.name == TierEntered.name]
    return {**entered[-1], **event.body}


def reacts(modules: Sequence[Module]) -> Mapping[type[Event], Reaction]:
    """Every event that some module's notice names."""
    return {row.event: tell for module in modules for row in module.notices}
