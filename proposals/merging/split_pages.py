"""拆案的門: the secretariat has the second idea of a proposal go on by itself, in the browser and by programs."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from marshmallow import Schema, fields
from werkzeug.wrappers import Response
from wtforms import StringField, TextAreaField

from innovation_hub.kernel.errors import NotFound
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.web.forms import HubForm, Needed, accepted, attempt
from innovation_hub.kernel.web.guards import find, myself, requires
from innovation_hub.kernel.web.json_requests import Blueprint as Programs
from proposals.merging import splitting
from proposals.merging.splits import in_force
from proposals.models import Proposal

pages = Blueprint("dividing", __name__)
api = Programs("splits_api", __name__, description="拆案 Splits")
Page = str | Response | tuple[str, int]


class SplitForm(HubForm):
    """What the second idea is called, and why it should go on by itself."""

    title = StringField(_l("新提案的名稱"), [Needed()])
    reason = TextAreaField(_l("理由"), [Needed()], render_kw={"rows": 3})


class BackForm(HubForm):
    """Why it is taken back."""

    reason = TextAreaField(_l("理由"), [Needed()], render_kw={"rows": 3})


class SplitIn(Schema):
    """What the second idea is called, and why."""

    title = fields.String(required=True)
    reason = fields.String(required=True)


class BackIn(Schema):
    """Why it is taken back."""

    reason = fields.String(load_default="")


class SplitOut(Schema):
    """The draft that was made."""

    id = fields.Integer()
    title = fields.String()
    stage = fields.String()


@pages.get("/proposals/<int:id>/split")
@requires("proposal.split")
def ask(id: int) -> str:
    """What would come of it."""
    return _form(find(Proposal, id, to="split"), SplitForm())


@pages.post("/proposals/<int:id>/split")
@requires("proposal.split")
def split(id: int) -> Page:
    """Makes the draft."""
    form, origin = SplitForm(), find(Proposal, id, to="split")
    made = attempt(form, lambda: splitting.split(origin, myself(), form.title.data or "", form.reason.data or ""))
    if made is None:
        return _form(find(Proposal, id, to="split"), form), 422
    flash(_("已備好草稿，並請提案人改寫後送出。"), "success")
    return redirect(url_for("proposals.show", id=id))


@pages.get("/proposals/<int:id>/split/<int:into>/undo")
@requires("proposal.split")
def ask_back(id: int, into: int) -> str:
    """Asks why it should be taken back."""
    return _back(*made_of(id, into), BackForm())


@pages.post("/proposals/<int:id>/split/<int:into>/undo")
@requires("proposal.split")
def undo(id: int, into: int) -> Page:
    """Takes it back."""
    form, (origin, made) = BackForm(), made_of(id, into)
    if not accepted(form, lambda: splitting.undo(origin, made, myself(), form.reason.data or "")):
        return _back(*made_of(id, into), form), 422
    flash(_("已復原，拆出的提案收回。"), "success")
    return redirect(url_for("proposals.show", id=id))


@api.post("/proposals/<int:id>/splits")
@api.arguments(SplitIn)
@api.response(201, SplitOut)
@requires("proposal.split")
def create(given: dict[str, Any], id: int) -> Proposal:
    """Has the second idea of a proposal go on by itself: a draft for its proposers, with the same shares."""
    made = splitting.split(find(Proposal, id, to="split"), myself(), given["title"], given["reason"])
    db.session.flush()
    return made


@api.post("/proposals/<int:id>/splits/<int:into>/undo")
@api.arguments(BackIn)
@api.response(200, SplitOut)
@requires("proposal.split")
def take_back(given: dict[str, Any], id: int, into: int) -> Proposal:
    """Takes back what was made, until it is decided."""
    origin, made = made_of(id, into)
    splitting.undo(origin, made, myself(), given["reason"])
    db.session.flush()
    return made


def made_of(id: int, into: int) -> tuple[Proposal, Proposal]:
    """The origin, and what was made of it; NotFound where it was not."""
    origin = find(Proposal, id, to="split")
    if in_force(id, into) is None:
        raise NotFound
    return origin, db.session.get_one(Proposal, into)


def _form(origin: Proposal, form: SplitForm) -> str:
    return render_template("proposals/split.html", origin=origin, form=form)


def _back(origin: Proposal, made: Proposal, form: BackForm) -> str:
    return render_template("proposals/split_undo.html", origin=origin, made=made, form=form)
