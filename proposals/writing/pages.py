"""寫提案: the pages on which a proposal is written, in two steps, saved while typing."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from innovation_hub.kernel.errors import Clash, Invalid, NotNow
from innovation_hub.kernel.office.service_items import ServiceItem
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.text.cleaning import one_line
from innovation_hub.kernel.web.forms import attempt, overtaken, saved
from innovation_hub.kernel.web.guards import find, myself, repeatable, requires
from proposals.co_proposers import consents
from proposals.co_proposers.names import divided, find_people
from proposals.fields import FIELDS
from proposals.models import WRITABLE, Proposal
from proposals.percent import read
from proposals.writing import draft_keys
from proposals.writing.forms import CO_PROPOSERS, DetailsForm, IdeaForm, details_form

pages = Blueprint("writing", __name__)
LIMITS = {field.key: field.limit for field in FIELDS}
Page = str | AnyResponse | tuple[str, int]


@pages.get("/proposals/new")
@requires("proposal.write")
def new() -> Page:
    """An empty form; its key stands in its address, so that who comes back finds the draft that came of it."""
    key = request.args.get("key", "")[: draft_keys.LONGEST]
    if not key:
        return redirect(url_for("writing.new", key=uuid4().hex))
    if draft := draft_keys.draft_of(myself(), key):
        return redirect(url_for("writing.edit", id=draft.id))
    return _new(IdeaForm(), key)


@pages.post("/proposals/new")
@requires("proposal.write")
@repeatable
def create() -> Page:
    """A new draft, or the one that came of this page before; then the second step."""
    form, key = IdeaForm(), request.form.get("once", "")
    try:
        proposal = attempt(form, lambda: draft_keys.keep(myself(), key, form.answers()))
    except Clash:
        db.session.rollback()
        return _both(form, draft_keys.draft_of(myself(), key))
    if proposal is None:
        return _new(form, key or uuid4().hex), 422
    return _onward(proposal, "writing.details" if proposal.stage in WRITABLE else "proposals.show")


@pages.get("/proposals/<int:id>/edit")
@requires("proposal.edit")
def edit(id: int) -> str:
    """The idea, to be changed."""
    proposal = _writable(id)
    return render_template("proposals/idea.html", form=_idea_form(proposal), proposal=proposal, limits=LIMITS)


@pages.post("/proposals/<int:id>/edit")
@requires("proposal.edit")
def save(id: int) -> Page:
    """Keeps the idea."""
    proposal = _writable(id)
    form = _idea_form(proposal)
    if not saved(form, lambda: _idea_form(_writable(id), formdata=None), lambda: _write(proposal, form)):
        return render_template("proposals/idea.html", form=form, proposal=proposal, limits=LIMITS), form.status
    return _onward(proposal, "writing.details")


@pages.get("/proposals/<int:id>/details")
@requires("proposal.edit")
def details(id: int) -> str:
    """The rest, to be filled in."""
    proposal = _writable(id)
    return render_template("proposals/details.html", form=_details_form(proposal), proposal=proposal, limits=LIMITS)


@pages.post("/proposals/<int:id>/details")
@requires("proposal.edit")
def save_details(id: int) -> Page:
    """Keeps the rest."""
    proposal = _writable(id)
    form = _details_form(proposal)
    if not saved(form, lambda: _details_form(_writable(id), formdata=None), lambda: _write(proposal, form)):
        return render_template("proposals/details.html", form=form, proposal=proposal, limits=LIMITS), form.status
    return _onward(proposal, "proposals.show")


@pages.post("/proposals/<int:id>/autosave")
@requires("proposal.edit")
def autosave(id: int) -> Response:
    """Keeps what has been typed so far; the answer says which version it has become."""
    proposal = _writable(id)
    made = _details_form if "origin" in request.form else _idea_form
    form: IdeaForm | DetailsForm = made(proposal)
    if overtaken(form, made(proposal, formdata=None)):
        raise Clash
    _write(proposal, form, naming=False)
    return _saved(proposal)


@pages.post("/proposals/new/autosave")
@requires("proposal.write")
@repeatable
def autosave_new() -> Response:
    """Makes the first autosave of a new idea its draft; what the same page sends again goes into that draft."""
    return _saved(draft_keys.keep(myself(), request.form.get("once", ""), _typed()))


def _new(form: IdeaForm, key: str) -> str:
    return render_template("proposals/idea.html", form=form, proposal=None, key=key, limits=LIMITS)


def _both(form: IdeaForm, draft: Proposal | None) -> Page:
    """The draft that was changed elsewhere, and what was typed."""
    if draft is None or not overtaken(form, _idea_form(draft, formdata=None)):
        raise Clash
    return render_template("proposals/idea.html", form=form, proposal=draft, limits=LIMITS), form.status


def _saved(proposal: Proposal) -> Response:
    db.session.flush()
    urls = {"action": url_for("writing.edit", id=proposal.id), "autosave": url_for("writing.autosave", id=proposal.id)}
    return jsonify(version=proposal.version, saved_at=proposal.changed_at.isoformat(), **urls)


def _typed() -> dict[str, Any]:
    known = {field.key for field in FIELDS} | {"category"}
    return {key: value for key, value in request.form.items() if key in known}


def _onward(proposal: Proposal, endpoint: str) -> AnyResponse:
    flash(_("已存成草稿。"), "success")
    return redirect(url_for("proposals.show" if request.form.get("then") == "stop" else endpoint, id=proposal.id))


def _writable(id: int) -> Proposal:
    proposal = find(Proposal, id, to="edit")
    if proposal.stage not in WRITABLE:
        raise NotNow(_("審查中的提案不能修改。要改的話，請先撤回，或等退回補正。"))
    return proposal


def _idea_form(proposal: Proposal, **sent: Any) -> IdeaForm:
    kept = {**proposal.answers, "category": proposal.category, "version": proposal.version}
    return IdeaForm(data=kept, **sent)


def _details_form(proposal: Proposal, **sent: Any) -> DetailsForm:
    """With a row more than there are co-proposers, or as many as were sent."""
    rows = sum(key.startswith("co_login_") for key in request.form)
    made = details_form(max(CO_PROPOSERS, rows, len(proposal.proposers)))
    return made(data={**proposal.answers, **_details(proposal)}, **sent)


def _write(proposal: Proposal, form: IdeaForm | DetailsForm, naming: bool = True) -> None:
    proposal.expect(form.version.data)
    if isinstance(form, DetailsForm):
        _write_details(proposal, form, naming)
    else:
        proposal.write(myself(), **form.answers())


def _details(proposal: Proposal) -> dict[str, Any]:
    item = db.session.get(ServiceItem, proposal.service_item_id) if proposal.service_item_id else None
    filled: dict[str, Any] = {"origin": proposal.origin, "service_item": item.key if item else ""}
    filled |= {"cooperating": proposal.cooperating, "version": proposal.version}
    for n, proposer in enumerate(proposal.proposers[1:]):
        filled |= {f"co_login_{n}": proposer.employee.login, f"co_share_{n}": Decimal(str(proposer.share))}
    return filled


def _write_details(proposal: Proposal, form: DetailsForm, naming: bool) -> None:
    proposal.write(myself(), **form.answers())
    if naming and not proposal.is_agreed and proposal.is_led_by(myself()):
        _name(proposal, form)


def _name(proposal: Proposal, form: DetailsForm) -> None:
    rows = [(called, share.data) for login, share in form.portions if (called := one_line(login.data))]
    people = find_people([called for called, _share in rows], "co_login_0")
    given = [None if share is None else read(share) for _called, share in rows]
    try:
        consents.name(proposal, myself(), divided(proposal, people, given))
    except Invalid as error:
        raise Invalid(co_share_0=error.fields["co_proposers"]) from error
