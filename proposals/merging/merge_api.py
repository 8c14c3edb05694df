"""併案的程式介面: preview, propose, answer, settle, undo, for programs."""

from collections.abc import Callable
from typing import Any

from marshmallow import Schema, fields
from marshmallow.validate import Range
from sqlalchemy import or_

from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.web.guards import find, myself, requires, seen
from innovation_hub.kernel.web.json_requests import Blueprint, Integer
from proposals.merges import Merge
from proposals.merging import merging, preview, unmerging
from proposals.models import Proposal
from proposals.search import another

api = Blueprint("merges_api", __name__, description="併案 Merges")


class MergeIn(Schema):
    """The other of the two, why, and the child's part in percent (even where it is left out)."""

    other = Integer(required=True, strict=True)
    reason = fields.String(required=True)
    portion = Integer(strict=True)


class PreviewIn(Schema):
    """The other of the two, and the child's part to try."""

    other = Integer(load_default=0)
    portion = Integer(validate=Range(min=1, max=99))


class ReasonIn(Schema):
    """Why; needed but for consent."""

    reason = fields.String(load_default="")


class SettleIn(Schema):
    """Whether the merge is made in spite of an objection, and why."""

    make = fields.Boolean(required=True)
    reason = fields.String(load_default="")


class PreviewOut(Schema):
    """What would come of the merge, and why it cannot be made now where `hindered` is not empty."""

    parent_id = fields.Integer(attribute="parent.id")
    parent_number = fields.String(attribute="parent.number")
    child_id = fields.Integer(attribute="child.id")
    child_number = fields.String(attribute="child.number")
    portion = fields.Integer()
    shares = fields.Method("share_rows")
    carried = fields.List(fields.String())
    followers = fields.Integer()
    hindered = fields.Function(lambda found: merging.hindrance(found.parent, found.child))

    def share_rows(self, found: preview.Preview) -> list[dict[str, Any]]:
        """The shares, nameless for who scores blind."""
        return _shares(found, myself())


class MergeOut(Schema):
    """A merge and where it stands."""

    id = fields.Integer()
    stage = fields.String()
    child_id = fields.Integer()
    child_number = fields.String()
    parent_id = fields.Integer()
    parent_number = fields.String()
    into_id = fields.Integer()
    portion = fields.Integer()
    reason = fields.String()
    due_on = fields.Date()
    ended_reason = fields.String(allow_none=True)
    shares = fields.Method("share_rows")

    def share_rows(self, merge: Merge) -> list[dict[str, Any]]:
        """Everyone's share and answer."""
        return _shares(preview.of(merge), myself())


class MergesOut(Schema):
    """The merges of a proposal, oldest first."""

    items = fields.List(fields.Nested(MergeOut))


@api.get("/proposals/<int:id>/merges/preview")
@api.arguments(PreviewIn, location="query")
@api.response(200, PreviewOut)
@requires("proposal.merge")
def before(given: dict[str, Any], id: int) -> preview.Preview:
    """Shows what a merge would move, whom it would tell, and the shares that would come of it."""
    return preview.preview(find(Proposal, id, to="merge"), another(given["other"]), given.get("portion"))


@api.post("/proposals/<int:id>/merges")
@api.arguments(MergeIn)
@api.response(201, MergeOut)
@requires("proposal.merge")
def propose(given: dict[str, Any], id: int) -> Merge:
    """Proposes a merge to the proposers of both; the first received is the parent."""
    one, other = find(Proposal, id, to="merge"), another(given["other"])
    return merging.propose(one, other, myself(), given["reason"], given.get("portion"))


@api.get("/proposals/<int:id>/merges")
@api.response(200, MergesOut)
@requires("merge.read")
def merges_of(id: int) -> dict[str, list[Merge]]:
    """Lists the merges of a proposal that the asker may see."""
    mine = seen(Merge).where(or_(Merge.child_id == id, Merge.parent_id == id))
    return {"items": list(db.session.scalars(mine.order_by(Merge.id)))}


@api.get("/merges/<int:id>")
@api.response(200, MergeOut)
@requires("merge.read")
def show(id: int) -> Merge:
    """Gives a merge with the shares and the answers."""
    return find(Merge, id)


@api.post("/merges/<int:id>/consent")
@api.arguments(ReasonIn)
@api.response(200, MergeOut)
@requires("merge.answer")
def consent(given: dict[str, str], id: int) -> Merge:
    """A proposer of one of the two consents; when the last one does, the two are merged."""
    return _then(id, lambda merge: merging.answer(merge, myself(), True, given["reason"]))


@api.post("/merges/<int:id>/objection")
@api.arguments(ReasonIn)
@api.response(200, MergeOut)
@requires("merge.answer")
def objection(given: dict[str, str], id: int) -> Merge:
    """A proposer of one of the two objects; the secretariat decides."""
    return _then(id, lambda merge: merging.answer(merge, myself(), False, given["reason"]))


@api.post("/merges/<int:id>/settlement")
@api.arguments(SettleIn)
@api.response(200, MergeOut)
@requires("merge.settle")
def settle(given: dict[str, Any], id: int) -> Merge:
    """Makes the merge in spite of an objection, or drops it."""
    return _then(id, lambda merge: merging.settle(merge, myself(), given["make"], given["reason"]))


@api.post("/merges/<int:id>/undo")
@api.arguments(ReasonIn)
@api.response(200, MergeOut)
@requires("merge.undo")
def undo(given: dict[str, str], id: int) -> Merge:
    """Undoes the merge: all is as it was; possible until the parent is decided."""
    return _then(id, lambda merge: unmerging.undo(merge, myself(), given["reason"]))


def _then(id: int, verb: Callable[[Merge], None]) -> Merge:
    merge = find(Merge, id)
    verb(merge)
    db.session.flush()
    return merge


def _shares(found: preview.Preview, person: Employee) -> list[dict[str, Any]]:
    named = found.names_known_to(person)
    return [_share(share, named) for share in found.shares]


def _share(share: preview.Share, named: bool) -> dict[str, Any]:
    known = {"login": share.person.login if named else None, "consents": share.answer and share.answer.consents}
    return known | {"in_parent": share.in_parent, "in_child": share.in_child, "after": share.after}
