"""判讀的程式介面: what a reviewer finds of two proposals, for programs."""

from typing import Any

from flask_babel import lazy_gettext as _l
from marshmallow import Schema, fields
from marshmallow.validate import Length, OneOf

from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.web.etags import match_if_named, tag
from innovation_hub.kernel.web.guards import find, myself, requires
from innovation_hub.kernel.web.json_requests import Blueprint, Integer
from proposals.models import Proposal
from proposals.search import another
from proposals.similar import judgements
from proposals.similar.judgements import VERDICTS, Judgement
from proposals.similar.links import link, unlink

Answer = tuple[Judgement, int, dict[str, str]]
api = Blueprint("judgements_api", __name__, description="判讀、併案 Judgements and merges")
LONG = _l("太長了。")


class JudgementIn(Schema):
    """What one finds of the proposal and another."""

    other = Integer(required=True, strict=True)
    verdict = fields.String(required=True, validate=OneOf(list(VERDICTS), error=_l("請選擇一種判讀。")))
    reason = fields.String(load_default="", validate=Length(max=500, error=LONG))


class JudgementOut(Schema):
    """One judgement; the last one on a pair is in force."""

    id = fields.Integer()
    low_id = fields.Integer()
    high_id = fields.Integer()
    nth = fields.Integer()
    verdict = fields.String()
    reason = fields.String()
    at = fields.AwareDateTime()


class JudgementsOut(Schema):
    """All judgements on a proposal and another, oldest first."""

    items = fields.List(fields.Nested(JudgementOut))


@api.post("/proposals/<int:id>/judgements")
@api.arguments(JudgementIn)
@api.response(201, JudgementOut)
@requires("proposal.judge")
def judge(given: dict[str, Any], id: int) -> Answer:
    """Judges a pair: merge, link (made at once; asks a reason) or not_similar (the pair is not shown again).

    If-Match may name the last judgement seen (`nth`, 0 where there was none).
    """
    one, other = find(Proposal, id, to="judge"), another(given["other"])
    last = judgements.last(one.id, other.id)
    match_if_named(last.nth if last else 0, lambda: JudgementOut().dump(last))
    if given["verdict"] == "link":
        link(one, other, myself(), given["reason"])
    found = judgements.judge(one, other, myself(), given["verdict"], given["reason"])
    db.session.flush()
    return found, 201, tag(found.nth)


@api.delete("/proposals/<int:id>/links/<int:other>")
@api.response(204)
@requires("proposal.judge")
def remove_link(id: int, other: int) -> None:
    """Takes a link away; 409 where the two are not linked."""
    unlink(find(Proposal, id, to="judge"), find(Proposal, other, to="compare"), myself())


@api.get("/proposals/<int:id>/judgements")
@api.response(200, JudgementsOut)
@requires("proposal.judge")
def judged(id: int) -> dict[str, list[Judgement]]:
    """Lists what was found of the proposal and others."""
    return {"items": judgements.on(find(Proposal, id, to="judge").id)}
