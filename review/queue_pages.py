"""我的審查桌: what waits for a person, as a page and as a table, and cases by their words."""

from collections.abc import Iterable
from typing import Any

from flask import Response, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import Select

from innovation_hub.kernel.module.rows import Hit
from innovation_hub.kernel.office.decisions import TIERS
from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.storage.cursor_pages import page_of
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.text.language import section_name
from innovation_hub.kernel.web.exports import Table, table_response
from innovation_hub.kernel.web.guards import myself, requires
from review import reviewer_queue
from review.cases import Case
from review.pages import days_left, pages, progress_of, waiting_for

__all__ = ["found", "pages", "waiting_for"]
FOUND, EXPORT_LIMIT = 6, 20000


@pages.get("/reviews")
@requires("review.desk")
def index() -> str:
    """What waits for me, or all the cases I may see."""
    everything = request.args.get("all") == "1"
    query = (reviewer_queue.everything if everything else reviewer_queue.todo)(myself())
    page = page_of(query, Case.id, request.args.get("cursor"))
    facts = {"page": page, "everything": everything, "progress": progress_of(myself())}
    return render_template("review/desk.html", tiers=TIERS, days_left=days_left, **facts)


@pages.get("/reviews.<any(ods, csv):kind>")
@requires("review.desk")
def export(kind: str) -> Response:
    """The same list as a table; a section that is hidden from a judge stays so."""
    query = (reviewer_queue.everything if request.args.get("all") == "1" else reviewer_queue.todo)(myself())
    heads = [_("編號"), _("提案名稱"), _("課室"), _("級別"), _("期限"), _("已送出的評分表"), _("應送出的評分表")]
    return table_response(Table(_("審查案件"), heads, [_row(case) for case in _all(query)]), kind)


def found(by: Employee, words: str) -> list[Hit]:
    """The newest cases with these words, for the box that finds everything."""
    query = reviewer_queue.everything(by).where(Case.says(words))
    cases = db.session.scalars(query.order_by(Case.id.desc()).limit(FOUND)).unique()
    return [Hit(f"{one.number} {one.title}", url_for("review.show", id=one.id), TIERS[one.tier]) for one in cases]


def _all(query: Select[Case]) -> Iterable[Case]:
    return db.session.scalars(query.order_by(Case.id.desc()).limit(EXPORT_LIMIT)).unique()


def _row(case: Case) -> list[Any]:
    section = None if case.rules.blind and case.is_judged_by(myself()) else section_name(case.section)
    due, cards = case.round.due_on if case.is_open else None, (len(case.round.sealed), len(case.round.asked))
    return [case.number, case.title, section, str(TIERS[case.tier]), due, *cards]
