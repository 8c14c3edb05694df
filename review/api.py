"""預審的程式介面: the desk, the scorecard, the decision."""

from typing import Any

from sqlalchemy import Select

from innovation_hub.kernel.office.decisions import CONTROL_LEVELS
from innovation_hub.kernel.office.people import sections
from innovation_hub.kernel.storage.cursor_pages import Page, page_of
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.text.language import section_name
from innovation_hub.kernel.web.etags import match, match_if_named, tag
from innovation_hub.kernel.web.guards import find, myself, requires
from innovation_hub.kernel.web.json_requests import Blueprint
from review import reviewer_queue, tier_moves
from review.cases import Case
from review.decision import Decision
from review.reviewer_queue import View
from review.schemas import CaseOut, DecisionIn, OwnCardOut, RecusalIn, SheetIn, TodoFilters, TodoLines

Answer = tuple[dict[str, object], int, dict[str, str]]
api = Blueprint("review_api", __name__, description="預審 Review")


@api.get("/reviews")
@api.arguments(TodoFilters, location="query")
@api.response(200, TodoLines)
@requires("review.desk")
def index(filters: dict[str, Any]) -> tuple[Page[Case], int, dict[str, str]]:
    """Lists the cases the asker may see; `todo=1`: those that wait for her."""
    query: Select[Case] = (reviewer_queue.todo if filters.get("todo") == "1" else reviewer_queue.everything)(myself())
    if filters.get("tier"):
        query = query.where(Case.tier == filters["tier"])
    page = page_of(query, Case.id, filters.get("cursor"))
    return page, 200, page.links


@api.get("/reviews/<int:id>")
@api.response(200, CaseOut)
@requires("review.read")
def show(id: int) -> dict[str, object]:
    """Gives a case: the dossier as submitted, what is asked, the asker's card, the outcomes she may choose."""
    return _whole(find(Case, id))


@api.put("/reviews/<int:id>/scorecard")
@api.arguments(SheetIn)
@api.response(200, CaseOut)
@api.doc(parameters=["IF_MATCH"])
@requires("review.score")
def put_down(given: dict[str, Any], id: int) -> Answer:
    """Puts marks down; they stay a draft until sealed. Needs If-Match with the `version` of the asker's card."""
    case = find(Case, id)
    card = tier_moves.sheet_of(case, myself())
    match(card.version, lambda: _own_card(case))
    sheet = tier_moves.put_down(case, myself(), on=card.version, **given)
    return _whole(case), 200, tag(sheet.version)


@api.post("/reviews/<int:id>/scorecard/seal")
@api.response(200, CaseOut)
@requires("review.score")
def seal(id: int) -> dict[str, object]:
    """Seals the card, in the version If-Match names where there is one; it is never changed again."""
    case = find(Case, id)
    card = View(case, myself()).card
    if card and card.version is not None:
        match_if_named(card.version, lambda: _own_card(case))
    tier_moves.seal(case, myself(), on=card.version if card else None)
    db.session.flush()
    return _whole(case)


@api.post("/reviews/<int:id>/recuse")
@api.arguments(RecusalIn)
@api.response(204)
@requires("review.recuse")
def recuse(given: dict[str, str], id: int) -> None:
    """Steps aside from the case."""
    tier_moves.recuse(find(Case, id), myself(), given["reason"])


@api.post("/reviews/<int:id>/decision")
@api.arguments(DecisionIn)
@api.response(200, CaseOut)
@requires("review.decide")
def decide(given: dict[str, Any], id: int) -> dict[str, object]:
    """Decides at the tier the case is at."""
    case = find(Case, id)
    tier_moves.decide(case, myself(), Decision(**{key: value or "" for key, value in given.items()}))
    db.session.flush()
    return _whole(case)


def _own_card(case: Case) -> Any:
    return OwnCardOut().dump(View(case, myself()).card)


def _whole(case: Case) -> dict[str, object]:
    view = View(case, myself())
    line = {
        name: getattr(case, name)
        for name in ("id", "proposal_id", "number", "title", "tier", "stage", "round", "revision")
    }
    return line | {
        "dossier": view.dossier,
        "proposers": None if view.blind else [author.employee.name for author in case.authors if not author.gone],
        "criteria": view.asks["criteria"],
        "checklist": [{"key": key, "label": label} for key, label in view.asks["checks"].items()],
        "card": view.card,
        "cards": view.cards,
        "waiting": case.round.waiting,
        "outcomes": view.outcomes,
        "rules": [{"key": key, "label": label} for key, label in case.rulebook.refusals.items()],
        "sections": [{"key": one.key, "label": section_name(one)} for one in sections()],
        "control_levels": [{"key": key, "label": str(label)} for key, label in CONTROL_LEVELS.items()],
    }
