"""協調的頁面: groups of similar proposals, and the meetings that come of them."""

from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from innovation_hub.kernel import clock
from innovation_hub.kernel.errors import Clash, NotFound
from innovation_hub.kernel.storage.cursor_pages import page_of
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.text.language import listed, section_name
from innovation_hub.kernel.web.exports import Table, table_response
from innovation_hub.kernel.web.forms import attempt, overtaken, saved
from innovation_hub.kernel.web.guards import find, myself, requires, seen
from proposals.coordination.clusters import chosen, clusters, worded
from proposals.coordination.forms import CoordinationForm, MinutesForm, minutes_form
from proposals.coordination.meeting import invited, suggested
from proposals.coordination.models import COORDINATION_OUTCOMES, COORDINATION_STAGES, Coordination, about
from proposals.lifecycle import STAGES
from proposals.models import Proposal
from proposals.similar.accuracy import THRESHOLD

pages = Blueprint("coordinating", __name__)
Page = str | Response | tuple[str, int]
SHOWN, EXPORT_LIMIT = 20, 20000
WORDS = {"stages": STAGES, "meeting_stages": COORDINATION_STAGES, "outcomes": COORDINATION_OUTCOMES}


@pages.get("/clusters")
@requires("cluster.list")
def groups() -> str:
    """Which proposals say the same, to be coordinated."""
    closed = request.args.get("closed") == "1"
    found = clusters(closed=closed)
    meetings = about({id for cluster in found[:SHOWN] for id in cluster.ids})
    shown = [
        (one, [each for each in meetings if set(each.proposal_ids) & set(one.ids)]) for one in worded(found[:SHOWN])
    ]
    facts = {"found": shown, "more": len(found) - SHOWN, "closed": closed, "threshold": THRESHOLD.value}
    return render_template("proposals/clusters.html", **facts, **WORDS)


@pages.get("/coordinations")
@requires("coordination.list")
def index() -> str:
    """The meetings she may read of."""
    page = page_of(seen(Coordination), Coordination.id, request.args.get("cursor"))
    return render_template("proposals/coordinations.html", page=page, **WORDS)


@pages.get("/clusters.<any(ods, csv):kind>")
@requires("cluster.list")
def export_groups(kind: str) -> Response:
    """All the groups as a table, a row a proposal."""
    heads = [_("組"), _("相似度"), _("編號"), _("提案名稱"), _("課室"), _("收件日期"), _("狀態")]
    found = enumerate(clusters(closed=request.args.get("closed") == "1"), 1)
    rows = [(nth, round(group.score, 2), *_line(one)) for nth, group in found for one in group.proposals]
    return table_response(Table(_("相似群組"), heads, rows), kind)


@pages.get("/coordinations.<any(ods, csv):kind>")
@requires("coordination.list")
def export(kind: str) -> Response:
    """The same meetings as a table."""
    heads = [_("主題"), _("開會日期"), _("地點"), _("狀態"), _("結果"), _("提案"), _("會議紀錄")]
    query = seen(Coordination).order_by(Coordination.id.desc()).limit(EXPORT_LIMIT)
    return table_response(Table(_("協調會議"), heads, [_meeting(one) for one in db.session.scalars(query)]), kind)


@pages.get("/coordinations/new")
@requires("coordination.open")
def new() -> str:
    """A meeting about the proposals named in the address."""
    subjects = _subjects(request.args.getlist("proposal"))
    form = CoordinationForm(suggested(subjects), subject=subjects[0].title, people=_ids(suggested(subjects)))
    return render_template("proposals/coordination_new.html", form=form, subjects=subjects, **WORDS)


@pages.post("/coordinations/new")
@requires("coordination.open")
def create() -> Page:
    """Calls the meeting; who takes part is told."""
    subjects = _subjects(request.form.getlist("proposal"))
    form = CoordinationForm(suggested(subjects))
    made = attempt(form, lambda: _opened(form, subjects))
    if made is None:
        return render_template("proposals/coordination_new.html", form=form, subjects=subjects, **WORDS), 422
    flash(_("已安排協調，出席者會收到通知。"), "success")
    return redirect(url_for("coordinating.show", id=made.id))


@pages.get("/coordinations/<int:id>")
@requires("coordination.read")
def show(id: int) -> str:
    """One meeting."""
    meeting = find(Coordination, id)
    return _page(meeting, minutes_form(meeting))


@pages.post("/coordinations/<int:id>/<any(write, conclude):action>")
@requires("coordination.write")
def write(id: int, action: str) -> Page:
    """Keeps what was said, and ends it where asked."""
    meeting = find(Coordination, id)
    form = minutes_form(meeting)

    def kept() -> None:
        _keep(meeting, form)
        if action == "conclude":
            meeting.perform("conclude", by=myself())

    if not saved(form, lambda: _as_kept(id), kept):
        return _page(find(Coordination, id), form), form.status
    flash(_("已存檔。") if action == "write" else _("協調已結束，出席者會收到通知。"), "success")
    return redirect(url_for("coordinating.show", id=id))


@pages.post("/coordinations/<int:id>/autosave")
@requires("coordination.write")
def autosave(id: int) -> Response:
    """Keeps the minutes typed so far; the answer says which version they have become."""
    meeting = find(Coordination, id)
    form = minutes_form(meeting)
    if overtaken(form, _as_kept(id)):
        raise Clash
    _keep(meeting, form)
    db.session.flush()
    return jsonify(version=meeting.version, saved_at=clock.now().isoformat())


@pages.post("/coordinations/<int:id>/cancel")
@requires("coordination.write")
def cancel(id: int) -> Response:
    """Takes the meeting back."""
    find(Coordination, id).perform("cancel", by=myself())
    flash(_("協調已取消，出席者會收到通知。"), "success")
    return redirect(url_for("coordinating.show", id=id))


def _line(one: Proposal) -> tuple[object, ...]:
    received = clock.local(one.submitted_at).date() if one.submitted_at else None
    return one.number, one.title, section_name(one.section), received, str(STAGES[one.stage])


def _meeting(one: Coordination) -> tuple[object, ...]:
    ended = str(COORDINATION_OUTCOMES[one.outcome]) if one.outcome else None
    about = listed(str(subject.proposal.number) for subject in one.subjects)
    return one.subject, one.meets_on, one.place, str(COORDINATION_STAGES[one.stage]), ended, about, one.minutes


def _page(meeting: Coordination, form: MinutesForm) -> str:
    return render_template("proposals/coordination.html", meeting=meeting, form=form, **WORDS)


def _as_kept(id: int) -> MinutesForm:
    return minutes_form(find(Coordination, id), formdata=None)


def _keep(meeting: Coordination, form: MinutesForm) -> None:
    meeting.expect(form.version.data)
    meeting.write(myself(), form.minutes.data or "", form.outcome.data or "")


def _opened(form: CoordinationForm, subjects: list[Proposal]) -> Coordination:
    people = invited(form.people.data or [], form.more.data or "")
    return Coordination.open(myself(), subjects, people, **form.plan())


def _subjects(given: list[str]) -> list[Proposal]:
    found = chosen([int(id) for id in given[:50] if id.isascii() and id.isdigit() and len(id) < 10])
    if not found:
        raise NotFound
    return found


def _ids(people: list[Any]) -> list[int]:
    return [person.id for person in people]
