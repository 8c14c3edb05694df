"""待辦: what waits for a person and which days are hers, as the modules' duties and dated rows say."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, render_template
from marshmallow import Schema, fields

from innovation_hub.kernel import clock
from innovation_hub.kernel.module import tables
from innovation_hub.kernel.module.rows import Dated, Day, Duty, Waiting
from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.web.guards import myself, requires
from innovation_hub.kernel.web.json_requests import Blueprint as Programs

DAYS = 30
pages = Blueprint("duties", __name__)
api = Programs("duties_api", __name__, description="待辦 Duties")


class DutyOut(Schema):
    """Something that waits for the caller."""

    kind = fields.String()
    thing = fields.String()
    action = fields.String()
    label = fields.String()
    url = fields.String()
    due_on = fields.Date(allow_none=True)
    why = fields.String()


class DutiesOut(Schema):
    """All that waits for the caller."""

    items = fields.List(fields.Nested(DutyOut))


def waiting(person: Employee) -> list[tuple[Duty, Waiting]]:
    """What waits for the person, what is due first at the head and what has no day at the end."""
    found = [(duty, one) for duty in tables.rows("duties") for one in duty.of(person)]
    return sorted(found, key=lambda pair: pair[1].due_on or date.max)


def days(person: Employee, first: date, last: date) -> list[tuple[Dated, Day]]:
    """The person's days from `first` to `last`, both included, in their order."""
    found = [(dated, one) for dated in tables.rows("dated") for one in dated.of(person, first, last)]
    return sorted(found, key=lambda pair: pair[1].on)


@pages.get("/duties")
@requires("hub.duties")
def index() -> str:
    """What waits for me, and my days of the coming month."""
    today = clock.today()
    coming = days(myself(), today, today + timedelta(days=DAYS))
    return render_template("hub/duties.html", waiting=waiting(myself()), days=coming)


@api.get("/duties")
@api.response(200, DutiesOut)
@requires("hub.duties")
def read() -> dict[str, Any]:
    """What waits for the caller, and until when."""
    return {"items": list(_items())}


def _items() -> Iterator[dict[str, Any]]:
    for duty, one in waiting(myself()):
        yield {"kind": duty.key, "thing": one.thing, "action": one.action, "label": str(one.label)} | {
            "url": one.url,
            "due_on": one.due_on,
            "why": str(one.why),
        }
