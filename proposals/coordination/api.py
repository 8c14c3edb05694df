"""協調的程式介面: groups of similar proposals and the meetings about them, for programs."""

from typing import Any

from marshmallow import Schema, fields
from marshmallow.validate import Length

from innovation_hub.kernel.storage.cursor_pages import Page, page_of
from innovation_hub.kernel.web.guards import find, myself, requires, seen
from innovation_hub.kernel.web.json_requests import Blueprint, Integer
from proposals.coordination.clusters import Cluster, chosen, clusters, worded
from proposals.coordination.meeting import invited
from proposals.coordination.models import Coordination
from proposals.schemas import Line

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
    meets_on = fields.Date(required=True)
    place = fields.String(load_default="")


class MinutesIn(Schema):
    """What was said, and what came of it."""

    minutes = fields.String(required=True)
    outcome = fields.String(required=True)


class MeetingOut(Schema):
    """A meeting: its proposals, who takes part, what came of it."""

    id = fields.Integer()
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
def create(given: dict[str, Any]) -> Coordination:
    """Calls a meeting about some proposals."""
    subjects, people = chosen(given.pop("proposals")), invited([], " ".join(given.pop("participants")))
    return Coordination.open(myself(), subjects, people, **given)


@api.get("/coordinations/<int:id>")
@api.response(200, MeetingOut)
@requires("coordination.read")
def show(id: int) -> Coordination:
    """Gives one meeting."""
    return find(Coordination, id)


@api.put("/coordinations/<int:id>/minutes")
@api.arguments(MinutesIn)
@api.response(200, MeetingOut)
@requires("coordination.write")
def write(given: dict[str, str], id: int) -> Coordination:
    """Keeps what was said; it may be changed until the meeting is concluded."""
    meeting = find(Coordination, id)
    meeting.write(myself(), **given)
    return meeting


@api.post("/coordinations/<int:id>/conclude")
@api.response(200, MeetingOut)
@requires("coordination.write")
def conclude(id: int) -> Coordination:
    """Ends the meeting; there must be minutes and an outcome."""
    return _perform(id, "conclude")


@api.post("/coordinations/<int:id>/cancel")
@api.response(200, MeetingOut)
@requires("coordination.write")
def cancel(id: int) -> Coordination:
    """Takes the meeting back."""
    return _perform(id, "cancel")


def _perform(id: int, action: str) -> Coordination:
    meeting = find(Coordination, id)
    meeting.perform(action, by=myself())
    return meeting
