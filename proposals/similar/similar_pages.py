"""找相似的提案: beside the form while typing, beside a proposal, and for programs."""

from typing import Any

from flask import Blueprint, render_template, request
from flask_babel import lazy_gettext as _l
from marshmallow import Schema, fields
from marshmallow.validate import Length, Range

from innovation_hub.kernel.office.decisions import OUTCOMES
from innovation_hub.kernel.policy import table as policy
from innovation_hub.kernel.web.guards import asks, find, myself, requires
from innovation_hub.kernel.web.json_requests import Blueprint as Programs
from innovation_hub.kernel.web.json_requests import Integer
from proposals.lifecycle import STAGES
from proposals.models import Proposal
from proposals.similar import judgements
from proposals.similar.index.phrases import marked
from proposals.similar.similar_proposals import MOST, Likeness, like

pages = Blueprint("finding", __name__)
api = Programs("finding_api", __name__, description="相似提案 Similar proposals")
SHOWN = 5
LEAST, BESIDE_BEST = 0.01, 0.4  # what is less like, or far less than the best, is not worth a reader's glance
TO_READ = Length(max=20000, error=_l("最多 20000 字。"))
HOW_MANY = Range(1, MOST, error=_l("件數太少或太多。"))
SAID = ("title", "problem", "measures")


class TextToCompare(Schema):
    """A text, and how many similar proposals are wanted."""

    title = fields.String(load_default="", validate=TO_READ)
    problem = fields.String(load_default="", validate=TO_READ)
    measures = fields.String(load_default="", validate=TO_READ)
    k = Integer(load_default=SHOWN, strict=True, validate=HOW_MANY)


class HowMany(Schema):
    """How many similar proposals are wanted."""

    k = Integer(load_default=SHOWN, validate=HOW_MANY)


class LikenessOut(Schema):
    """A similar proposal: how likely the two say the same (0 … 1), how it ended, what both say."""

    id = fields.Integer(attribute="proposal.id")
    number = fields.String(attribute="proposal.number")
    title = fields.String(attribute="proposal.title")
    stage = fields.String(attribute="proposal.stage")
    outcome = fields.String(attribute="proposal.outcome", allow_none=True)
    score = fields.Float()
    duplicate = fields.Boolean()
    phrases = fields.List(fields.String())


class Likenesses(Schema):
    """The most similar ones, best first: the order also counts what they share with the nearest ones."""

    items = fields.List(fields.Nested(LikenessOut))


@pages.post("/proposals/similar")
@requires("proposal.list")
@asks
def while_typing() -> str:
    """The few proposals most like what stands in the form, as a piece of a page, or as a page of its own."""
    answers = {key: request.form.get(key, "")[:20000] for key in SAID}
    return _shown(like(answers, SHOWN, but=[request.form.get("id", 0, type=int)]))


@pages.get("/proposals/<int:id>/similar")
@requires("proposal.compare")
def beside(id: int) -> str:
    """The proposals most like this one; for who is to judge it, without those found not similar before."""
    proposal = find(Proposal, id, to="compare")
    if not policy.may(myself(), "proposal.judge", proposal):
        return _shown(like(proposal.answers, SHOWN, but=[id]), about=proposal)
    but = judgements.unlike(id) | {id}
    return _shown(like(proposal.said, SHOWN, but, to="compare"), about=proposal, judged=proposal)


@api.post("/proposals/similar")
@api.arguments(TextToCompare)
@api.response(200, Likenesses)
@requires("proposal.list")
@asks
def search(given: dict[str, Any]) -> dict[str, list[Likeness]]:
    """Finds the proposals most like a text."""
    return {"items": like(given, given["k"])}


@api.get("/proposals/<int:id>/similar")
@api.arguments(HowMany, location="query")
@api.response(200, Likenesses)
@requires("proposal.read")
def similar(given: dict[str, int], id: int) -> dict[str, list[Likeness]]:
    """Finds the proposals most like this one."""
    return {"items": like(find(Proposal, id).answers, given["k"], but=[id])}


def _shown(found: list[Likeness], about: Proposal | None = None, judged: Proposal | None = None) -> str:
    """A piece of a page, or a page of its own; `judged` leads to each pair."""
    best = max((one.score for one in found), default=0.0)
    found = [one for one in found if one.score >= max(LEAST, best * BESIDE_BEST)]
    template = "proposals/_similar.html" if "HX-Request" in request.headers else "proposals/similar.html"
    facts = {"about": about, "judged": judged, "stages": STAGES, "outcomes": OUTCOMES, "marked": marked}
    return render_template(template, found=found, **facts)
