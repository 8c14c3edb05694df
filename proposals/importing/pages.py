"""匯入的頁面: a file is chosen, what becomes of each row is shown, and then it is imported."""

from flask import Blueprint, render_template, request
from flask_babel import lazy_gettext as _l

from innovation_hub.kernel.errors import Invalid
from innovation_hub.kernel.web.forms import say
from innovation_hub.kernel.web.guards import myself, repeatable, requires, uploads
from proposals.importing.bring_in import ALREADY_THERE, IMPORT, REFUSE, Outcome, Tally
from proposals.importing.columns import LABELS
from proposals.importing.forms import ImportForm
from proposals.importing.upload import take

pages = Blueprint("importing", __name__)
SHOWN = 300
ACTIONS = {IMPORT: _l("匯入"), ALREADY_THERE: _l("已經有"), REFUSE: _l("不能收")}


@pages.get("/proposals/import")
@requires("proposal.import")
def show() -> str:
    """An empty form."""
    return render_template("proposals/import.html", form=ImportForm(), labels=LABELS)


@pages.post("/proposals/import")
@repeatable
@uploads
@requires("proposal.import")
def bring() -> str | tuple[str, int]:
    """What becomes of each row, before it is imported or afterwards."""
    form, preview = ImportForm(), request.form.get("then") != "import"
    if form.validate_on_submit():
        file = form.file.data
        try:
            found, tally = take(file.stream, file.filename or "", myself(), preview, **form.asked)
            return _shown(form, preview=preview, found=found, tally=tally, rows=_first(tally), labels=LABELS)
        except Invalid as error:
            say(form, error if error.fields else Invalid(file=error.detail))
    text = _shown(form, labels=LABELS)
    return text if _is_part() else (text, 422)


def _first(tally: Tally) -> list[Outcome]:
    """The refused rows first, since they wait for somebody; no more than a page can hold."""
    return sorted(tally.rows, key=lambda row: row.action != REFUSE)[:SHOWN]


def _shown(form: ImportForm, **facts: object) -> str:
    part = _is_part()
    template = "proposals/_import_result.html" if part else "proposals/import.html"
    return render_template(template, form=form, partial=part, actions=ACTIONS, **facts)


def _is_part() -> bool:
    return "HX-Request" in request.headers
