"""作業規定的頁面: the rules in force and those before, for everyone; the administrator amends them."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from werkzeug.wrappers import Response

from innovation_hub.kernel.errors import NotFound
from innovation_hub.kernel.office.people import Role
from innovation_hub.kernel.policy.parameters import parameters
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.web.forms import saved
from innovation_hub.kernel.web.guards import myself, requires
from review.lifecycle import LABELS
from review.rulebook.forms import RulebookForm, rulebook_form
from review.rulebook.models import Rulebook
from review.rulebook.versions import publish

regulations = Blueprint("rulebook", __name__)
ROLES = {
    Role.SECTION_CHIEF: _l("課室主管（或代理人）"),
    Role.SECRETARIAT: _l("研考承辦"),
    Role.REVIEWER: _l("跨課室審查人"),
    Role.TASK_FORCE: _l("推動小組委員"),
    Role.HEAD: _l("區長"),
}


@regulations.get("/rulebook")
@requires("rulebook.read")
def show() -> str:
    """The rules in force, to read and to print."""
    return _shown(Rulebook.current())


@regulations.get("/rulebook/<int:version>")
@requires("rulebook.read")
def earlier(version: int) -> str:
    """The rules of one version: a case finishes on the one it began with."""
    book = db.session.get(Rulebook, version)
    if book is None:
        raise NotFound
    return _shown(book)


@regulations.get("/rulebook/amend")
@requires("rulebook.edit")
def amend() -> str:
    """The rules in force as a form."""
    return _asked(rulebook_form(Rulebook.current()))


@regulations.post("/rulebook/amend")
@requires("rulebook.edit")
def save() -> Response | tuple[str, int]:
    """Publishes the next version."""
    form = rulebook_form(_base())
    if not saved(form, _in_force, lambda: _publish(form)):
        return _asked(form), form.status
    flash(_("已發布第 %(version)s 版；從現在起收件的案子適用。", version=Rulebook.current().version), "success")
    return redirect(url_for("rulebook.show"))


def _shown(book: Rulebook) -> str:
    versions = db.session.scalars(select(Rulebook).order_by(Rulebook.version.desc())).all()
    facts = {"labels": LABELS, "roles": ROLES, "answer_days": int(parameters()["merge.answer_days"].value)}
    return render_template("review/rulebook.html", book=book, versions=versions, **facts)


def _asked(form: RulebookForm) -> str:
    return render_template("review/amend.html", form=form, book=form.book)


def _base() -> Rulebook:
    """The version whose rows were sent."""
    on = request.form.get("base", "")
    found = db.session.get(Rulebook, int(on)) if on.isascii() and on.isdigit() and len(on) < 9 else None
    return found or Rulebook.current()


def _in_force() -> RulebookForm:
    return rulebook_form(Rulebook.current(), formdata=None)


def _publish(form: RulebookForm) -> None:
    publish(form.rules(), form.reason.data or "", int(form.version.data or 0), myself(), form.book.version)
