"""寫提案: the pages on which a proposal is written, in two steps, saved while typing."""

from decimal import Decimal
from typing import Any

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from innovation_hub.kernel.errors import Invalid, NotNow
from innovation_hub.kernel.office.service_items import ServiceItem
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.web.forms import accepted, attempt
from innovation_hub.kernel.web.guards import find, myself, requires
from proposals.co_proposers import consents
from proposals.co_proposers.names import divided, find_people
from proposals.fields import FIELDS
from proposals.forms import CO_PROPOSERS, DetailsForm, IdeaForm, details_form
from proposals.models import WRITABLE, Proposal
from proposals.percent import Number, read

pages = Blueprint("writing", __name__)
LIMITS = {field.key: field.limit for field in FIELDS}
Page = str | AnyResponse | tuple[str, int]


@pages.get("/proposals/new")
@requires("proposal.write")
def new() -> str:
    """An empty form."""
    return render_template("proposals/idea.html", form=IdeaForm(), proposal=None, limits=LIMITS)


@pages.post("/proposals/new")
@requires("proposal.write")
def create() -> Page:
    """A new draft, then the second step."""
    form = IdeaForm()
    proposal = attempt(form, lambda: Proposal.draft(myself(), **form.answers()))
    if proposal is None:
        return render_template("proposals/idea.html", form=form, proposal=None, limits=LIMITS), 422
    return _onward(proposal, "writing.details")


@pages.get("/proposals/<int:id>/edit")
@requires("proposal.edit")
def edit(id: int) -> str:
    """The idea, to be changed."""
    proposal = _writable(id)
    form = IdeaForm(data={**proposal.answers, "category": proposal.category, "version": proposal.version})
    return render_template("proposals/idea.html", form=form, proposal=proposal, limits=LIMITS)


@pages.post("/proposals/<int:id>/edit")
@requires("proposal.edit")
def save(id: int) -> Page:
    """Keeps the idea."""
    proposal, form = _writable(id), IdeaForm()
    proposal.expect(_version(form.version.data))
    if not accepted(form, lambda: proposal.write(myself(), **form.answers())):
        return render_template("proposals/idea.html", form=form, proposal=proposal, limits=LIMITS), 422
    return _onward(proposal, "writing.details")


@pages.get("/proposals/<int:id>/details")
@requires("proposal.edit")
def details(id: int) -> str:
    """The rest, to be filled in."""
    proposal = _writable(id)
    form = _form(proposal, data={**proposal.answers, **_details(proposal)})
    return render_template("proposals/details.html", form=form, proposal=proposal, limits=LIMITS)


@pages.post("/proposals/<int:id>/details")
@requires("proposal.edit")
def save_details(id: int) -> Page:
    """Keeps the rest."""
    proposal = _writable(id)
    form = _form(proposal)
    proposal.expect(_version(form.version.data))
    if not accepted(form, lambda: _write_details(proposal, form)):
        return render_template("proposals/details.html", form=form, proposal=proposal, limits=LIMITS), 422
    return _onward(proposal, "proposals.show")


@pages.post("/proposals/<int:id>/autosave")
@requires("proposal.edit")
def autosave(id: int) -> Response:
    """Keeps what has been typed so far; the answer says which version it has become."""
    proposal = _writable(id)
    proposal.expect(_version(request.form.get("version")))
    if "origin" in request.form:
        _write_details(proposal, _form(proposal), naming=False)
    else:
        proposal.write(myself(), **_typed())
    return _saved(proposal)


@pages.post("/proposals/new/autosave")
@requires("proposal.write")
def autosave_new() -> Response:
    """Makes the first autosave of a new idea its draft."""
    proposal = Proposal.draft(myself(), **_typed())
    return _saved(proposal)


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


def _version(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() else None


def _details(proposal: Proposal) -> dict[str, Any]:
    item = db.session.get(ServiceItem, proposal.service_item_id) if proposal.service_item_id else None
    filled: dict[str, Any] = {"origin": proposal.origin, "service_item": item.key if item else ""}
    filled |= {"cooperating": proposal.cooperating, "version": proposal.version}
    for n, proposer in enumerate(proposal.proposers[1:]):
        filled |= {f"co_login_{n}": proposer.employee.login, f"co_share_{n}": _shown(proposer.share)}
    return filled


def _shown(share: Number) -> Decimal:
    return Decimal(str(share))


def _form(proposal: Proposal, **given: Any) -> DetailsForm:
    """With two rows more than there are co-proposers, or as many as were sent."""
    sent = sum(key.startswith("co_login_") for key in request.form)
    return details_form(max(CO_PROPOSERS, sent, len(proposal.proposers) + 1))(**given)


def _write_details(proposal: Proposal, form: DetailsForm, naming: bool = True) -> None:
    proposal.write(myself(), **form.answers())
    if naming and not proposal.is_agreed and proposal.is_led_by(myself()):
        _name(proposal, form)


def _name(proposal: Proposal, form: DetailsForm) -> None:
    rows = [(login.data.strip(), share.data) for login, share in form.portions if (login.data or "").strip()]
    people = find_people([login for login, _ in rows], "co_login_0")
    shares = [None if share is None else read(share) for _, share in rows]
    try:
        consents.name(proposal, myself(), divided(proposal, people, shares))
    except Invalid as error:
        raise Invalid(co_share_0=error.fields["co_proposers"]) from error
