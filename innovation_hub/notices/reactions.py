"""反應: what is handled becomes the notices that the table names; nobody is told of what she did herself."""

from typing import Any

from innovation_hub.kernel.events import journal
from innovation_hub.kernel.events.base import Event
from innovation_hub.kernel.events.journal import Entry
from innovation_hub.kernel.events.review import TierEntered
from innovation_hub.notices.models import put_up
from innovation_hub.notices.table import NOTICES, Row

KEPT = ("number", "title", "tier", "due_on", "outcome", "other_number")


def tell(event: Event, entry: Entry) -> None:
    """Puts up the notices of every row that names the event."""
    for row in NOTICES:
        if isinstance(event, row.event):
            _tell(row, event, entry)


def _tell(row: Row, event: Event, entry: Entry) -> None:
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


REACTS = {row.event: tell for row in NOTICES}
