"""提案的頁面: my desk, the list, one proposal, its revisions."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import func, select
from werkzeug.wrappers import Response as AnyResponse

from innovation_hub.kernel import clock
from innovation_hub.kernel.errors import Invalid, NotFound
from innovation_hub.kernel.module.rows import Hit
from innovation_hub.kernel.office.decisions import CONTROL_LEVELS, OUTCOMES, TIERS
from innovation_hub.kernel.office.people import Employee, Section
from innovation_hub.kernel.storage.cursor_pages import page_of
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.text.language import listed, section_name
from innovation_hub.kernel.text.marking import versions
from innovation_hub.kernel.web.exports import Table, table_response
from innovation_hub.kernel.web.guards import find, myself, requires, seen
from proposals.fields import CATEGORIES, FIELDS, ORIGINS
from proposals.following import followers, status, timeline
from proposals.lifecycle import DRAFT, IN_REVIEW, RETURNED, STAGES
from proposals.models import Proposal, Revision
from proposals.related import ties
from proposals.search import chosen
from proposals.writing.forms import FilterForm

pages = Blueprint("proposals", __name__, template_folder="templates")
EXPORT_LIMIT = 20000
FOUND, WAITING = 6, 10
WORDS = {
    "stages": STAGES,
    "tiers": TIERS,
    "outcomes": OUTCOMES,
    "categories": CATEGORIES,
    "origins": ORIGINS,
    "control_levels": CONTROL_LEVELS,
    "fields": FIELDS,
}


@pages.get("/")
@requires("hub.home")
def home() -> str:
    """What waits for me, and what became of my proposals."""
    mine = page_of(chosen({"mine": "1"}, myself()), Proposal.id, None, size=10)
    facts = {"mine": mine, "status": status, "invitations": _invitations(), **_waiting_for(myself())}
    return render_template("proposals/home.html", **facts, **WORDS)


@pages.get("/proposals")
@requires("proposal.list")
def index() -> str:
    """All I may read, with filters in the address."""
    page = page_of(chosen(request.args, myself()), Proposal.id, request.args.get("cursor"))
    form = FilterForm(request.args)
    return render_template("proposals/index.html", page=page, form=form, status=status, **WORDS)


@pages.get("/proposals.<any(ods, csv):kind>")
@requires("proposal.list")
def export(kind: str) -> Response:
    """The same list as a table."""
    query = chosen(request.args, myself()).order_by(Proposal.id.desc()).limit(EXPORT_LIMIT)
    rows = [_row(proposal) for proposal in db.session.scalars(query).unique()]
    heads = [_("編號"), _("提案名稱"), _("課室"), _("類別"), _("狀態"), _("級別"), _("決定"), _("送出日期"), _("期限")]
    return table_response(Table(_("提案清單"), heads, rows), kind)


@pages.get("/proposals/<int:id>")
@requires("proposal.read")
def show(id: int) -> str:
    """One proposal: where it is, what it says, what happened."""
    proposal = find(Proposal, id)
    steps = timeline.steps(proposal)
    section = (proposal.decision or {}).get("owner_section_id")
    owner = db.session.get(Section, section) if section else None
    facts = {"moves": list(proposal.moves(myself())), "steps": steps, "climb": _climb(proposal), "owner": owner}
    facts |= {"ties": ties(proposal), "followed": followers.follows(id, myself())}
    return render_template("proposals/show.html", proposal=proposal, status=status, **facts, **WORDS)


@pages.post("/proposals/<int:id>/<any(submit, withdraw, discard):action>")
@requires("proposal.edit")
def perform(id: int, action: str) -> AnyResponse:
    """Makes a move."""
    proposal = find(Proposal, id)
    try:
        proposal.perform(action, by=myself())
    except Invalid as error:
        return _back_to_writing(id, error)
    flash(_("已送出。編號 %(number)s。", number=proposal.number) if action == "submit" else _("已完成。"), "success")
    return redirect(url_for("proposals.show", id=id))


@pages.post("/proposals/<int:id>/<any(follow, unfollow):action>")
@requires("proposal.follow")
def follow(id: int, action: str) -> AnyResponse:
    """She is told how it goes on, or no more."""
    proposal = find(Proposal, id)
    (followers.follow if action == "follow" else followers.unfollow)(proposal.id, myself())
    flash(_("之後併案、決定都會通知您。") if action == "follow" else _("不再通知您這一件。"), "success")
    return redirect(url_for("proposals.show", id=id))


@pages.get("/proposals/<int:id>/revisions/<int:number>")
@requires("proposal.read")
def revision(id: int, number: int) -> str:
    """One revision, and what it changed."""
    proposal = find(Proposal, id)
    query = select(Revision).where(Revision.proposal_id == id, Revision.revision.in_((number - 1, number)))
    found = {row.revision: row for row in db.session.scalars(query)}
    if number not in found:
        raise NotFound
    before = found[number - 1].answers if number - 1 in found else {}
    changes = [(field, versions(before.get(field.key, ""), found[number].answers[field.key])) for field in FIELDS]
    return render_template(
        "proposals/revision.html", proposal=proposal, revision=found[number], before=before, changes=changes
    )


def found(by: Employee, words: str) -> list[Hit]:
    """The newest proposals with these words, for the box that finds everything."""
    query = chosen({"q": words}, by).order_by(Proposal.id.desc()).limit(FOUND)
    return [
        Hit(
            f"{one.number or ''} {one.title or _('（還沒有名稱）')}".strip(),
            url_for("proposals.show", id=one.id),
            listed([STAGES[one.stage], section_name(one.section)]),
        )
        for one in db.session.scalars(query).unique()
    ]


def _waiting_for(person: Employee) -> dict[str, Any]:
    """What waits for the person, asked for by stage: what was returned first; and how many more there are."""
    query = chosen({"mine": "1"}, person).where(Proposal.stage.in_((DRAFT, RETURNED)))
    all_of_it = db.session.scalar(select(func.count()).select_from(query.with_only_columns(Proposal.id).subquery()))
    shown = query.order_by(Proposal.stage == DRAFT, Proposal.id.desc()).limit(WAITING)
    waiting = db.session.scalars(shown).unique().all()
    return {"waiting": waiting, "more": (all_of_it or 0) - len(waiting)}


def _invitations() -> list[Proposal]:
    """The open proposals whose co-proposer she is asked to be."""
    query = seen(Proposal).where(Proposal.names(myself()), Proposal.stage.in_((DRAFT, IN_REVIEW, RETURNED)))
    return list(db.session.scalars(query.order_by(Proposal.id).limit(20)).unique())


def _back_to_writing(id: int, error: Invalid) -> AnyResponse:
    db.session.rollback()
    flash(" ".join(str(sentence) for sentence in error.fields.values()), "error")
    return redirect(url_for("writing.edit", id=id))


def _row(proposal: Proposal) -> list[Any]:
    labels = [CATEGORIES[proposal.category], STAGES[proposal.stage], TIERS.get(proposal.tier or "", "")]
    return [
        proposal.number,
        proposal.title,
        section_name(proposal.section),
        *labels,
        OUTCOMES.get(proposal.outcome or "", ""),
        clock.day_of(proposal.submitted_at) if proposal.submitted_at else None,
        proposal.due_on,
    ]


def _climb(proposal: Proposal) -> list[dict[str, object]]:
    """The three tiers as steps of a stair."""
    keys = list(TIERS)
    at = keys.index(proposal.tier) if proposal.tier in keys else -1
    here = {IN_REVIEW: "now", RETURNED: "back"}.get(proposal.stage, "done")
    states = ["done" if n < at else here if n == at else "" for n in range(len(keys))]
    return [{"label": TIERS[key], "state": state} for key, state in zip(keys, states, strict=True)]
