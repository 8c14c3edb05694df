"""協調的程式介面: groups of similar proposals and the meetings about them, for programs."""

from typing import Any

from marshmallow import Schema, fields
from marshmallow.validate import Length

from innovation_hub.kernel.policy import table as policy
from innovation_hub.kernel.storage.cursor_pages import Page, page_of
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.web.day_fields import Day
from innovation_hub.kernel.web.etags import match, match_if_named, tag
from innovation_hub.kernel.web.guards import find, myself, requires, seen
from innovation_hub.kernel.web.json_requests import Blueprint, Integer
from proposals.coordination.clusters import Cluster, chosen, clusters, worded
from proposals.coordination.meeting import invited
from proposals.coordination.models import Coordination
from proposals.writing.schemas import Line

Answer = tuple[Coordination, int, dict[str, str]]
api = Blueprint("coordinating_api", __name__, description="協調 Coordination")


class ClusterOut(Schema):
    """A group of similar proposals, the first received first."""

    score = fields.Float()
    judged = fields.Boolean()
    words = fields.List(fields.String())
    sections = fields.List(fields.String(), attribute="section_keys")
    proposals = fields.List(fields.Nested(Line))


class Clusters(Schema):
    """The groups, the nearest first."""

    items = fields.List(fields.Nested(ClusterOut))


class PlanIn(Schema):
    """A meeting to be called."""

    proposals = fields.List(Integer(strict=True), required=True, validate=Length(min=2, max=50))
    participants = fields.List(fields.String(), required=True, validate=Length(min=1, max=40))
    subject = fields.String(required=True)
    meets_on = Day(required=True)
    place = fields.String(load_default="")


class MinutesIn(Schema):
    """What was said, and what came of it; what is not given stays, what is given as null is emptied."""

    minutes = fields.String(allow_none=True)
    outcome = fields.String(allow_none=True)


class MeetingOut(Schema):
    """A meeting: its proposals, who takes part, what came of it."""

    id = fields.Integer()
    version = fields.Integer()
    stage = fields.String()
    subject = fields.String()
    meets_on = fields.Date()
    place = fields.String()
    minutes = fields.String()
    outcome = fields.String(allow_none=True)
    proposals = fields.List(fields.Integer(), attribute="proposal_ids")
    participants = fields.List(fields.String(), attribute="logins")


class Meetings(Schema):
    """A page of meetings."""

    items = fields.List(fields.Nested(MeetingOut))
    next = fields.String(allow_none=True)


class CursorIn(Schema):
    """Where the page begins."""

    cursor = fields.String()


@api.get("/clusters")
@api.response(200, Clusters)
@requires("cluster.list")
def groups() -> dict[str, list[Cluster]]:
    """Lists the groups of similar proposals with one still open."""
    return {"items": worded(clusters()[:50])}


@api.get("/coordinations")
@api.arguments(CursorIn, location="query")
@api.response(200, Meetings)
@requires("coordination.list")
def index(given: dict[str, str]) -> tuple[Page[Coordination], int, dict[str, str]]:
    """Lists the meetings the asker may read of, newest first."""
    page = page_of(seen(Coordination), Coordination.id, given.get("cursor"))
    return page, 200, page.links


@api.post("/coordinations")
@api.arguments(PlanIn)
@api.response(201, MeetingOut)
@requires("coordination.open")
def create(given: dict[str, Any]) -> Answer:
    """Calls a meeting about some proposals."""
    subjects, people = chosen(given.pop("proposals")), invited([], " ".join(given.pop("participants")))
    return _tagged(Coordination.open(myself(), subjects, people, **given), 201)


@api.get("/coordinations/<int:id>")
@api.response(200, MeetingOut)
@requires("coordination.read")
def show(id: int) -> Answer:
    """Gives one meeting, with its version as ETag."""
    return _tagged(find(Coordination, id))


@api.put("/coordinations/<int:id>/minutes")
@api.arguments(MinutesIn)
@api.response(200, MeetingOut)
@api.doc(parameters=["IF_MATCH"])
@requires("coordination.write")
def write(given: dict[str, str | None], id: int) -> Answer:
    """Keeps what was said; it may be changed until the meeting is concluded. Needs If-Match."""
    meeting = find(Coordination, id)
    meeting.ask_to_write(myself())
    match(meeting.version, lambda: MeetingOut().dump(meeting))
    kept = {"minutes": meeting.minutes, "outcome": meeting.outcome} | given
    meeting.write(myself(), **{name: text or "" for name, text in kept.items()})
    return _tagged(meeting)


@api.post("/coordinations/<int:id>/conclude")
@api.response(200, MeetingOut)
@requires("coordination.write")
def conclude(id: int) -> Answer:
    """Ends the meeting, in the version If-Match names where there is one; there must be minutes and an outcome."""
    return _perform(id, "conclude")


@api.post("/coordinations/<int:id>/cancel")
@api.response(200, MeetingOut)
@requires("coordination.write")
def cancel(id: int) -> Answer:
    """Takes the meeting back, in the version If-Match names where there is one."""
    return _perform(id, "cancel")


def _perform(id: int, action: str) -> Answer:
    meeting = find(Coordination, id)
    policy.require(myself(), "coordination.write", meeting)
    match_if_named(meeting.version, lambda: MeetingOut().dump(meeting))
    meeting.perform(action, by=myself())
    return _tagged(meeting)


def _tagged(meeting: Coordination, status: int = 200) -> Answer:
    db.session.flush()
    return meeting, status, tag(meeting.version)
