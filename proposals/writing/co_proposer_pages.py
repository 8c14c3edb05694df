"""共同提案的頁面: the answers of a co-proposer on the proposal's page, and what the secretariat adds there."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from innovation_hub.kernel.errors import Invalid
from innovation_hub.kernel.policy import table as policy
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.web.guards import find, myself, requires
from proposals.co_proposers import consents
from proposals.co_proposers.names import find_people
from proposals.models import Proposal
from proposals.percent import Number, read

pages = Blueprint("co_proposers", __name__)


@pages.post("/proposals/<int:id>/consent")
@requires("proposal.answer")
def consent(id: int) -> Response:
    """She agrees."""
    consents.consent(find(Proposal, id), myself())
    flash(_("您已成為共同提案人。"), "success")
    return redirect(url_for("proposals.show", id=id))


@pages.post("/proposals/<int:id>/objection")
@requires("proposal.answer")
def decline(id: int) -> Response:
    """She does not."""
    consents.decline(find(Proposal, id), myself(), request.form.get("reason", ""))
    return _gone(id, _("已回覆不列名，您的貢獻歸主要提案人。"))


@pages.post("/proposals/<int:id>/leave")
@requires("proposal.leave")
def leave(id: int) -> Response:
    """She takes herself out."""
    consents.leave(find(Proposal, id), myself())
    return _gone(id, _("您已退出共同提案，貢獻歸主要提案人。"))


@pages.post("/proposals/<int:id>/proposers")
@requires("proposal.add_proposer")
def add(id: int) -> Response:
    """The secretariat names somebody during the review."""
    proposal, given = find(Proposal, id), request.form
    try:
        person = find_people([given.get("login", "")], "login")[0]
        consents.add(proposal, myself(), person, _percent(given.get("share", "")), given.get("reason", ""))
        flash(_("已邀請 %(name)s，同意後才算數。", name=person.name), "success")
    except Invalid as error:
        db.session.rollback()
        flash(" ".join(str(sentence) for sentence in error.fields.values()), "error")
    return redirect(url_for("proposals.show", id=id))


def _percent(text: str) -> Number:
    try:
        return read(text)
    except ValueError:
        raise Invalid(share=_("貢獻請填數字，最多兩位小數。")) from None


def _gone(id: int, sentence: str) -> Response:
    """Where she may go now: she may read it no longer, unless for another reason."""
    db.session.flush()
    flash(sentence, "success")
    readable = policy.may(myself(), "proposal.read", db.session.get(Proposal, id))
    return redirect(url_for("proposals.show", id=id) if readable else url_for("proposals.home"))
