"""程式介面: a person's notices, and marking one read."""

from typing import Any

from marshmallow import Schema, fields

from innovation_hub.kernel.storage.cursor_pages import Page
from innovation_hub.kernel.web.guards import find, requires, seen
from innovation_hub.kernel.web.json_requests import Blueprint
from innovation_hub.notices import models
from innovation_hub.notices.models import Notice

api = Blueprint("notices_api", __name__, description="通知 Notices")


class NoticeSchema(Schema):
    """A notice; `url` is the path of the page it leads to."""

    id = fields.Integer()
    kind = fields.String()
    sentence = fields.String()
    url = fields.String()
    at = fields.AwareDateTime()
    read_at = fields.AwareDateTime(allow_none=True)


class Wanted(Schema):
    """Only the unread; the page behind a cursor."""

    unread = fields.Boolean(load_default=False)
    cursor = fields.String(load_default="")


class Listed(Schema):
    """A page of notices, and the cursor of the next."""

    items = fields.List(fields.Nested(NoticeSchema))
    next = fields.String(allow_none=True)


@api.get("/notices")
@api.arguments(Wanted, location="query")
@api.response(200, Listed)
@requires("notice.list")
def bell(wanted: dict[str, Any]) -> tuple[Page[Notice], int, dict[str, str]]:
    """Lists my notices, unread first, then newest first."""
    query = seen(Notice)
    if wanted["unread"]:
        query = query.where(Notice.read_at.is_(None))
    page = models.page(query, wanted["cursor"])
    return page, 200, page.links


@api.post("/notices/<int:id>/read")
@api.response(200, NoticeSchema)
@requires("notice.read")
def read(id: int) -> Notice:
    """Marks one of mine read."""
    notice = find(Notice, id)
    notice.read()
    return notice
