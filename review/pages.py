"""預審的頁面: one case."""

from collections.abc import Sequence

from flask import Blueprint, Response, flash, g, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import Row
from werkzeug.wrappers import Response as AnyResponse

from innovation_hub.kernel import clock
from innovation_hub.kernel.errors import Clash, Invalid
from innovation_hub.kernel.office.answers import ANSWERS
from innovation_hub.kernel.office.decisions import TIERS
from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.text.marking import versions
from innovation_hub.kernel.text.numbers import read_number
from innovation_hub.kernel.web.forms import accepted, overtaken, saved
from innovation_hub.kernel.web.guards import find, myself, requires
from review import reviewer_queue, tier_moves
from review.case_parts import Dossier
from review.cases import Case
from review.decision import Decision
from review.forms import CardForm, RecusalForm, card_form, decision_form
from review.judging.cards import Sheet
from review.lifecycle import LABELS
from review.reviewer_queue import View

pages = Blueprint("review", __name__, template_folder="templates")
Page = str | AnyResponse | tuple[str, int]


@pages.get("/reviews/<int:id>")
@requires("review.read")
def show(id: int) -> str:
    """One case: the text left, what is asked of me right; the address may fill the decision's form."""
    view, wanted = View(find(Case, id), myself()), request.args.get("outcome", "")
    if wanted in LABELS and wanted not in [row["key"] for row in view.outcomes]:
        flash(_("您在這一級不能作成「%(outcome)s」，請在評語中寫明，由決定的人處理。", outcome=LABELS[wanted]), "info")
    return _show(view, decision=decision_form(view, request.args))


@pages.get("/reviews/<int:id>/difference")
@requires("review.read")
def compare(id: int) -> str:
    """What the last revision changed against the one before."""
    case = find(Case, id)
    before = db.session.get(Dossier, (id, case.revision - 1))
    old, new = before.answers if before else {}, case.dossier.answers
    changes = [(label, versions(old.get(key, ""), new.get(key, ""))) for key, label in ANSWERS.items()]
    return render_template("review/difference.html", case=case, changes=changes)


@pages.post("/reviews/<int:id>/scorecard")
@requires("review.score")
def put_down(id: int) -> Page:
    """Keeps the marks as a draft, or seals them."""
    view = View(find(Case, id), myself())
    form = card_form(view)
    if not saved(form, lambda: _as_kept(id), lambda: _put_down(view, form)):
        return _show(View(find(Case, id), myself()), card=form), form.status
    sealed = request.form.get("then") == "seal"
    flash(_("評分表已送出並封存。") if sealed else _("已存成草稿，只有您看得到。"), "success")
    return redirect(url_for("review.show", id=id))


@pages.post("/reviews/<int:id>/scorecard/autosave")
@requires("review.score")
def autosave(id: int) -> Response:
    """Keeps what has been marked so far."""
    view = View(find(Case, id), myself())
    form = card_form(view)
    if not form.validate():
        raise Invalid(**{field.name: field.errors[0] for field in form if field.errors})
    if overtaken(form, _as_kept(id)):
        raise Clash
    sheet = _kept(view, form)
    return jsonify(version=sheet.version, saved_at=sheet.changed_at.isoformat())


@pages.post("/reviews/<int:id>/decision")
@requires("review.decide")
def decide(id: int) -> Page:
    """Decides."""
    view = View(find(Case, id), myself())
    form = decision_form(view)
    if not accepted(form, lambda: tier_moves.decide(view.case, view.by, Decision(**form.given()))):
        return _show(View(find(Case, id), myself()), decision=form), 422
    flash(
        _("%(number)s：%(outcome)s。已通知相關的人。", number=view.case.number, outcome=LABELS[form.outcome.data]),
        "success",
    )
    return redirect(url_for("review.index"))


@pages.post("/reviews/<int:id>/recuse")
@requires("review.recuse")
def recuse(id: int) -> Page:
    """Steps aside."""
    case, form = find(Case, id), RecusalForm()
    if not accepted(form, lambda: tier_moves.recuse(case, myself(), form.reason.data or "")):
        return _show(View(find(Case, id), myself()), recusal=form), 422
    flash(_("已登記迴避，本案不再由您評分。"), "success")
    return redirect(url_for("review.index"))


def waiting_for(person: Employee) -> int:
    """How many cases wait for the person: the number beside the menu's word."""
    return len(_on_the_desk_of(person))


def _as_kept(id: int) -> CardForm:
    return card_form(View(find(Case, id), myself()), formdata=None)


def _kept(view: View, form: CardForm) -> Sheet:
    seen = read_number(str(form.version.data or ""))
    return tier_moves.put_down(view.case, view.by, on=seen or 0, **form.given(view))


def _put_down(view: View, form: CardForm) -> None:
    _kept(view, form)
    if request.form.get("then") == "seal":
        tier_moves.seal(view.case, view.by)


def _show(view: View, **refused: object) -> str:
    case = view.case
    decision = refused.pop("decision", None) or decision_form(view)
    forms = {"card": card_form(view), "decision": decision, "recusal": RecusalForm()} | refused
    facts = {"case": case, "view": view, "forms": forms, "labels": LABELS, "tiers": TIERS, "fields": ANSWERS}
    facts |= {
        "names": [] if view.blind else [author.employee.name for author in case.authors if not author.gone],
        "days_left": days_left(case),
        "progress": progress_of(view.by),
    }
    return render_template("review/case.html", **facts, **_neighbours(view))


def _neighbours(view: View) -> dict[str, object]:
    """The cases before and after this one on the desk, and where this one stands."""
    ids = _on_the_desk_of(view.by)
    at = ids.index(view.case.id) if view.case.id in ids else None
    if at is None:
        return {"before": None, "after": ids[0] if ids else None, "place": None}
    around = [None, *ids, None]
    return {
        "before": around[at],
        "after": around[at + 2],
        "place": _("第 %(at)s 件，共 %(all)s 件", at=at + 1, all=len(ids)),
    }


def _on_the_desk_of(person: Employee) -> list[int]:
    """The cases that wait for the person, asked for once in a request."""
    return [row[0] for row in _desk_of(person)]


def progress_of(person: Employee) -> tuple[int, int]:
    """How many cards are sealed of those that are asked of the person; none of none when nothing waits."""
    rows = _desk_of(person)
    return (rows[0][1], rows[0][2]) if rows else (0, 0)


def _desk_of(person: Employee) -> Sequence[Row[int, int, int]]:
    if "on_the_desk" not in g:
        query = (
            reviewer_queue.todo(person)
            .with_only_columns(Case.id, *reviewer_queue.progress(person))
            .order_by(Case.id.desc())
        )
        g.on_the_desk = db.session.execute(query).all()
    found: Sequence[Row[int, int, int]] = g.on_the_desk
    return found


def days_left(case: Case) -> int:
    """Working days until the round is due; below zero when it is late."""
    today, due = clock.today(), case.round.due_on
    return clock.working_days(today, due) if due >= today else -(clock.working_days(due, today) or 1)
