"""找相似的提案: beside the form while typing, beside a proposal, and for programs."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, render_template, request
from flask_babel import lazy_gettext as _l
from marshmallow import Schema, fields
from marshmallow.validate import Length, OneOf, Range

from innovation_hub.kernel.office.decisions import OUTCOMES
from innovation_hub.kernel.policy import table as policy
from innovation_hub.kernel.web.guards import asks, find, myself, requires
from innovation_hub.kernel.web.json_requests import Blueprint as Programs
from innovation_hub.kernel.web.json_requests import Integer
from proposals.lifecycle import STAGES
from proposals.models import Proposal
from proposals.similar import judgements
from proposals.similar.index.phrases import marked
from proposals.similar.index.words import PARTLY, SAME, TOPIC
from proposals.similar.similar_proposals import MOST, SimilarProposal, like

pages = Blueprint("finding", __name__)
api = Programs("finding_api", __name__, description="相似提案 Similar proposals")
SHOWN, MORE = 5, 20  # how many stand beside a text, and how many there are to be opened
WORDS = {SAME: _l("很像"), PARTLY: _l("部分相同"), TOPIC: _l("同主題")}
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


class SimilarOut(Schema):
    """A similar proposal: the word for it (same, partly, topic, or null), how it ended, what both say, what one says.

    `score` (0 … 1: how likely the two propose the same) is null for who may not decide.
    """

    id = fields.Integer(attribute="proposal.id")
    number = fields.String(attribute="proposal.number")
    title = fields.String(attribute="proposal.title")
    stage = fields.String(attribute="proposal.stage")
    outcome = fields.String(attribute="proposal.outcome", allow_none=True)
    word = fields.String(allow_none=True, validate=OneOf([*WORDS]))
    score = fields.Float(allow_none=True)
    duplicate = fields.Boolean()
    phrases = fields.List(fields.String())
    asked_only = fields.List(fields.String())
    found_only = fields.List(fields.String())


class SimilarOnes(Schema):
    """The most similar ones, best first: the order also counts what they share with the nearest ones."""

    items = fields.List(fields.Nested(SimilarOut))


@pages.post("/proposals/similar")
@requires("proposal.list")
@asks
def while_typing() -> str:
    """The few proposals most like what stands in the form, as a piece of a page, or as a page of its own."""
    answers = {key: request.form.get(key, "")[:20000] for key in SAID}
    return _shown(like(answers, MORE, but=[request.form.get("id", 0, type=int)]))


@pages.get("/proposals/<int:id>/similar")
@requires("proposal.compare")
def beside(id: int) -> str:
    """The proposals most like this one; for who is to judge it, without those found not similar before."""
    proposal = find(Proposal, id, to="compare")
    return _shown(_beside(proposal, MORE), about=proposal, judged=proposal if _judges(proposal) else None)


@api.post("/proposals/similar")
@api.arguments(TextToCompare)
@api.response(200, SimilarOnes)
@requires("proposal.list")
@asks
def search(given: dict[str, Any]) -> dict[str, list[SimilarProposal]]:
    """Finds the proposals most like a text."""
    return _told(like(given, given["k"]), policy.may(myself(), "similar.score"))


@api.get("/proposals/<int:id>/similar")
@api.arguments(HowMany, location="query")
@api.response(200, SimilarOnes)
@requires("proposal.read")
def similar(given: dict[str, int], id: int) -> dict[str, list[SimilarProposal]]:
    """Finds the proposals most like this one; for who is to judge it, without those found not similar before."""
    proposal = find(Proposal, id)
    return _told(_beside(proposal, given["k"]), _judges(proposal))


def _judges(proposal: Proposal) -> bool:
    return policy.may(myself(), "proposal.judge", proposal)


def _beside(proposal: Proposal, k: int) -> list[SimilarProposal]:
    """What the page and programs are given alike."""
    if not _judges(proposal):
        return like(proposal.answers, k, but=[proposal.id])
    return like(proposal.said, k, judgements.unlike(proposal.id) | {proposal.id}, to="compare")


def _told(found: list[SimilarProposal], scores: bool) -> dict[str, list[SimilarProposal]]:
    return {"items": found if scores else [replace(one, score=None) for one in found]}


def _shown(found: list[SimilarProposal], about: Proposal | None = None, judged: Proposal | None = None) -> str:
    """A piece of a page, or a page of its own; `judged` leads to each pair."""
    template = "proposals/_similar.html" if "HX-Request" in request.headers else "proposals/similar.html"
    facts = {"about": about, "judged": judged, "stages": STAGES, "outcomes": OUTCOMES, "marked": marked}
    named = [one for one in found if one.word]
    return render_template(template, found=named[:SHOWN], more=named[SHOWN:], words=WORDS, **facts)
