"""提案的程式介面: what an employee does in the browser, a program can do."""

from typing import Any

from innovation_hub.kernel.storage.cursor_pages import Page, page_of
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.web.etags import match, match_if_named, tag
from innovation_hub.kernel.web.guards import find, myself, requires
from innovation_hub.kernel.web.json_requests import Blueprint
from proposals.co_proposers import consents
from proposals.co_proposers.names import divided, find_people
from proposals.following import timeline
from proposals.models import Proposal
from proposals.search import chosen
from proposals.writing.schemas import Changes, Draft, Filters, Lines, Steps, Whole

api = Blueprint("proposals_api", __name__, description="提案 Proposals")
Answer = tuple[Proposal, int, dict[str, str]]


@api.get("/proposals")
@api.arguments(Filters, location="query")
@api.response(200, Lines)
@requires("proposal.list")
def index(filters: dict[str, Any]) -> tuple[Page[Proposal], int, dict[str, str]]:
    """Lists what the asker may read, newest first."""
    page = page_of(chosen(filters, myself()), Proposal.id, filters.get("cursor"))
    return page, 200, page.links


@api.post("/proposals")
@api.arguments(Draft)
@api.response(201, Whole)
@requires("proposal.write")
def create(given: dict[str, Any]) -> Answer:
    """Makes a draft."""
    portions = given.pop("co_proposers", None)
    proposal = Proposal.draft(myself(), **given)
    _share(proposal, portions)
    db.session.flush()
    return proposal, 201, tag(proposal.version)


@api.get("/proposals/<int:id>")
@api.response(200, Whole)
@requires("proposal.read")
def show(id: int) -> Answer:
    """Gives one proposal, with its version as ETag."""
    proposal = find(Proposal, id)
    return proposal, 200, tag(proposal.version)


@api.patch("/proposals/<int:id>")
@api.arguments(Changes)
@api.response(200, Whole)
@api.doc(parameters=["IF_MATCH"])
@requires("proposal.edit")
def change(given: dict[str, Any], id: int) -> Answer:
    """Changes some fields of a draft or a returned proposal; needs If-Match."""
    proposal = find(Proposal, id)
    portions = given.pop("co_proposers", None)
    proposal.ask_to_write(myself())
    match(proposal.version, lambda: Whole().dump(proposal))
    proposal.write(myself(), **given)
    _share(proposal, portions)
    db.session.flush()
    return proposal, 200, tag(proposal.version)


@api.post("/proposals/<int:id>/submit")
@api.response(200, Whole)
@requires("proposal.submit")
def submit(id: int) -> Answer:
    """Submits it for review, or again after a return."""
    return _perform(id, "submit")


@api.post("/proposals/<int:id>/withdraw")
@api.response(200, Whole)
@requires("proposal.withdraw")
def withdraw(id: int) -> Answer:
    """Withdraws it from review."""
    return _perform(id, "withdraw")


@api.get("/proposals/<int:id>/timeline")
@api.response(200, Steps)
@requires("proposal.read")
def history(id: int) -> dict[str, object]:
    """Tells what happened to it."""
    return {"items": timeline.steps(find(Proposal, id))}


def _perform(id: int, action: str) -> Answer:
    proposal = find(Proposal, id)
    match_if_named(proposal.version, lambda: Whole().dump(proposal))
    proposal.perform(action, by=myself())
    db.session.flush()
    return proposal, 200, tag(proposal.version)


def _share(proposal: Proposal, portions: list[dict[str, Any]] | None) -> None:
    if portions is None:
        return
    people = find_people([portion["login"] for portion in portions])
    given = [portion.get("share") for portion in portions]
    consents.name(proposal, myself(), divided(proposal, people, given))
