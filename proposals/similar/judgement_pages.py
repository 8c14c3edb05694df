"""判讀的頁面: two proposals side by side, what both say marked, and what a reviewer finds of them."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from werkzeug.wrappers import Response
from wtforms import RadioField, TextAreaField

from innovation_hub.kernel.errors import NotFound
from innovation_hub.kernel.office.answers import ANSWERS
from innovation_hub.kernel.office.decisions import OUTCOMES
from innovation_hub.kernel.policy import table as policy
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.text.language import colon
from innovation_hub.kernel.web.forms import VersionedForm, options, saved
from innovation_hub.kernel.web.guards import find, myself, requires
from proposals.asked import Asked
from proposals.lifecycle import STAGES
from proposals.models import Proposal
from proposals.similar import judgements
from proposals.similar.index.phrases import marked
from proposals.similar.judgements import VERDICTS
from proposals.similar.links import link, unlink
from proposals.similar.similar_proposals import shared

pages = Blueprint("judging", __name__)
REFUSED = ("not_adopt", "refuse")
REPEATS = "repeats_refused"
Page = str | Response | tuple[str, int]


class JudgementForm(VersionedForm):
    """What one finds, and why; `version` counts the judgements on the pair that she has seen."""

    verdict = RadioField(_l("判讀"), choices=options(VERDICTS.items()), validate_choice=False)
    reason = TextAreaField(_l("理由"), render_kw={"rows": 2})


@pages.get("/proposals/<int:id>/beside/<int:other>")
@requires("proposal.judge")
def pair(id: int, other: int) -> str:
    """The two side by side."""
    return _pair(*two(id, other), JudgementForm(version=judgements.count(id, other)))


@pages.post("/proposals/<int:id>/beside/<int:other>")
@requires("proposal.judge")
def judge(id: int, other: int) -> Page:
    """Keeps what was found; a link is made at once, a merge is proposed on the next page."""
    one, that = two(id, other)
    form, verdict = JudgementForm(), request.form.get("verdict", "")
    if not saved(form, lambda: _in_force(id, other), lambda: found(one, that, form)):
        return _pair(*two(id, other), form), form.status
    if verdict == "merge" and policy.may(myself(), "proposal.merge", one):
        return redirect(url_for("joining.before", id=id, other=other))
    flash(_("已記下：%(number)s %(verdict)s。", number=that.number, verdict=VERDICTS[verdict]), "success")
    return redirect(url_for("judging.pair", id=id, other=other))


@pages.post("/proposals/<int:id>/beside/<int:other>/unlink")
@requires("proposal.judge")
def remove_link(id: int, other: int) -> Response:
    """Takes the link away."""
    unlink(*two(id, other), myself())
    flash(_("已取消相關聯。"), "success")
    return redirect(url_for("judging.pair", id=id, other=other))


def two(id: int, other: int) -> tuple[Proposal, Proposal]:
    """The one she is to judge and another she may compare it with; NotFound otherwise."""
    if id == other:
        raise NotFound
    return find(Proposal, id, to="judge"), find(Proposal, other, to="compare")


def found(one: Proposal, other: Proposal, form: JudgementForm) -> None:
    """Keeps the verdict, and links the two where that is the verdict."""
    verdict, reason = form.verdict.data or "", form.reason.data or ""
    if verdict == "link":
        link(one, other, myself(), reason)
    judgements.judge(one, other, myself(), verdict, reason, on=int(form.version.data or 0))


def _in_force(id: int, other: int) -> JudgementForm:
    last = judgements.last(id, other)
    said = {"verdict": last.verdict, "reason": last.reason, "version": last.nth} if last else {"version": 0}
    return JudgementForm(formdata=None, data=said)


def _pair(one: Proposal, other: Proposal, form: JudgementForm) -> str:
    left, right = one.said, other.said
    both = shared(left, right)
    rows = [
        (label, marked(left.get(key, ""), both), marked(right.get(key, ""), both)) for key, label in ANSWERS.items()
    ]
    facts: dict[str, Any] = {"one": one, "other": other, "rows": rows, "form": form, "stages": STAGES}
    facts |= {"outcomes": OUTCOMES, "verdicts": VERDICTS, "last": judgements.last(one.id, other.id), "phrases": both}
    return render_template("proposals/pair.html", **facts, case=_case(one), refusal=_refusal(one, other))


def _case(one: Proposal) -> str | None:
    """The page of the case she was asked about."""
    id = db.session.scalar(select(Asked.case_id).where(Asked.proposal_id == one.id).limit(1))
    return f"/reviews/{id}" if id else None


def _refusal(one: Proposal, other: Proposal) -> dict[str, str] | None:
    """What the decision form is to be filled with, where the other was not adopted."""
    if other.outcome not in REFUSED:
        return None
    ended = str(OUTCOMES[other.outcome])
    why = (other.decision or {}).get("reason") or ""
    same = {"number": other.number, "title": other.title, "ended": colon(ended, why) if why else ended}
    reason = _("與 %(number)s「%(title)s」（%(ended)s）內容相同，且無新理由。", **same)
    return {"outcome": "refuse", "rule": REPEATS, "reason": reason}
