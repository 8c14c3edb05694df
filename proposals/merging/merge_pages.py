"""併案的頁面: a preview, the question to the proposers, their answers, what the secretariat decides, undoing."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import IntegerField, TextAreaField
from wtforms.validators import Optional

from innovation_hub.kernel.office.answers import ANSWERS
from innovation_hub.kernel.web.forms import HubForm, Needed, accepted, attempt
from innovation_hub.kernel.web.guards import find, myself, requires
from proposals.lifecycle import MERGE_STAGES, STAGES
from proposals.merges import ANSWER_DAYS, Merge
from proposals.merging import merging, preview, unmerging
from proposals.merging.preview import Preview
from proposals.models import Proposal
from proposals.similar.index.phrases import marked
from proposals.similar.similar_proposals import shared

pages = Blueprint("joining", __name__)
Page = str | Response | tuple[str, int]


class ProposalForm(HubForm):
    """Why the two should be one, and how much of it is the child's."""

    portion = IntegerField(_l("併入案所占的比重（%）"), [Optional()])
    reason = TextAreaField(_l("理由"), [Needed()], render_kw={"rows": 3})


class ReasonForm(HubForm):
    """Why."""

    reason = TextAreaField(_l("理由"), [Needed()], render_kw={"rows": 3})


class AnswerForm(HubForm):
    """Why one objects; who consents need not say why."""

    reason = TextAreaField(_l("理由"), render_kw={"rows": 3})


@pages.get("/proposals/<int:id>/merge/<int:other>")
@requires("proposal.merge")
def before(id: int, other: int) -> str:
    """What would come of a merge; `portion` in the address tries another part."""
    one, that = two(id, other)
    asked = request.args.get("portion", type=int)
    found = preview.preview(one, that, asked if asked and 1 <= asked <= 99 else None)
    return _before(one, that, found, ProposalForm(data={"portion": found.portion}))


@pages.post("/proposals/<int:id>/merge/<int:other>")
@requires("proposal.merge")
def propose(id: int, other: int) -> Page:
    """Asks the proposers of both."""
    form, (one, that) = ProposalForm(), two(id, other)
    made = attempt(form, lambda: merging.propose(one, that, myself(), form.reason.data or "", form.portion.data))
    if made is None:
        one, that = two(id, other)
        return _before(one, that, preview.preview(one, that), form), 422
    flash(_("已請雙方提案人回覆。"), "success")
    return redirect(url_for("joining.show", id=made.id))


@pages.get("/merges/<int:id>")
@requires("merge.read")
def show(id: int) -> str:
    """A merge: the two, the shares, who answered, and what one may do."""
    return _show(find(Merge, id), ReasonForm())


@pages.post("/merges/<int:id>/answer")
@requires("merge.answer")
def answer(id: int) -> Page:
    """A proposer consents or objects."""
    consents = request.form.get("answer") == "consent"
    return _done(id, lambda merge, reason: merging.answer(merge, myself(), consents, reason), _("已記下您的回覆。"))


@pages.post("/merges/<int:id>/settle")
@requires("merge.settle")
def settle(id: int) -> Page:
    """The secretariat decides in spite of an objection, or drops the merge."""
    make = request.form.get("settle") == "join"
    return _done(id, lambda merge, reason: merging.settle(merge, myself(), make, reason), _("已決定，並通知雙方。"))


@pages.post("/merges/<int:id>/undo")
@requires("merge.undo")
def undo(id: int) -> Page:
    """All is as it was."""
    return _done(id, lambda merge, reason: unmerging.undo(merge, myself(), reason), _("已復原，各自續審。"))


def two(id: int, other: int) -> tuple[Proposal, Proposal]:
    """The one she may have merged, and another she may compare it with."""
    return find(Proposal, id, to="merge"), find(Proposal, other, to="compare")


def _done(id: int, verb: Any, said: str) -> Page:
    form, merge = ReasonForm(), find(Merge, id)
    if not accepted(form, lambda: verb(merge, form.reason.data or "")):
        return _show(find(Merge, id), form), 422
    flash(said, "success")
    return redirect(url_for("joining.show", id=id))


def _before(one: Proposal, other: Proposal, found: Preview, form: ProposalForm) -> str:
    facts = {"one": one, "other": other, "days": int(ANSWER_DAYS.value)}
    facts["hindered"] = merging.hindrance(found.parent, found.child)
    return render_template("proposals/merge_before.html", form=form, **facts, **_facts(found))


def _show(merge: Merge, form: ReasonForm) -> str:
    moves = {move.action: move.label for move in merge.moves(myself())}
    answering = AnswerForm() if "consent" in moves and not form.errors else form
    facts = {"merge": merge, "form": answering, "moves": moves, "merge_stages": MERGE_STAGES}
    return render_template("proposals/merge.html", **facts, **_facts(preview.of(merge)))


def _facts(found: Preview) -> dict[str, Any]:
    left, right = found.parent.said, found.child.said
    both = shared(left, right)
    rows = [
        (label, marked(left.get(key, ""), both), marked(right.get(key, ""), both)) for key, label in ANSWERS.items()
    ]
    return {"found": found, "rows": rows, "stages": STAGES, "named": found.names_known_to(myself())}
