"""核心的程式介面: the journal, for the auditor."""

from typing import Any

from flask_babel import lazy_gettext as _l
from marshmallow import Schema, fields
from marshmallow.validate import Range

from innovation_hub.kernel.events import journal
from innovation_hub.kernel.text.language import event_name
from innovation_hub.kernel.web.guards import requires
from innovation_hub.kernel.web.json_requests import Blueprint

api = Blueprint("hub_api", __name__, description="事件簿 Journal")


class EntryOut(Schema):
    """One event of the journal."""

    position = fields.Integer()
    stream = fields.String()
    sequence = fields.Integer()
    name = fields.String()
    version = fields.Integer()
    label = fields.Function(lambda entry: event_name(entry.label), metadata={"type": "string"})
    body = fields.Dict()
    at = fields.AwareDateTime()
    by_id = fields.Integer(allow_none=True)
    cause = fields.Integer(allow_none=True)
    trace = fields.String()


class Entries(Schema):
    """Some entries in journal order; `next` is the position to go on after, None at the journal's end."""

    items = fields.List(fields.Nested(EntryOut))
    next = fields.Integer(allow_none=True)


class From(Schema):
    """Where to begin, and how many at most."""

    after = fields.Integer(load_default=0, validate=Range(0, 2**62, error=_l("請填 0 或更大的整數。")))
    limit = fields.Integer(load_default=200, validate=Range(1, 1000, error=_l("請填 1 到 1000 的整數。")))


@api.get("/events")
@api.arguments(From, location="query")
@api.response(200, Entries)
@requires("hub.journal")
def index(given: dict[str, int]) -> dict[str, Any]:
    """Reads the journal on from a position."""
    entries = journal.after(given["after"], given["limit"])
    return {"items": entries, "next": entries[-1].position if len(entries) == given["limit"] else None}
