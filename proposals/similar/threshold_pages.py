"""準確率頁: how well the threshold does on judged pairs, and what another would do, before it is saved."""

from flask import Blueprint, Response, render_template, request
from flask_babel import gettext as _

from innovation_hub.kernel import charts
from innovation_hub.kernel.charts import Chart, Series
from innovation_hub.kernel.errors import NotFound
from innovation_hub.kernel.web.exports import table_response
from innovation_hub.kernel.web.guards import requires
from proposals.similar.accuracy import THRESHOLD, Accuracy, curve, percent
from proposals.similar.labels import Source, sources

pages = Blueprint("accuracy", __name__)


@pages.get("/proposals/similar/accuracy")
@requires("similar.accuracy")
def show() -> str:
    """Precision and recall at the threshold and at the one to be tried."""
    tried = request.args.get("threshold", type=float)
    tried = None if tried is None or not THRESHOLD.least <= tried <= THRESHOLD.most else tried
    known = [(source, _at(source, THRESHOLD.value, tried), drawn(source)) for source in sources()]
    return render_template("proposals/accuracy.html", known=known, parameter=THRESHOLD, tried=tried, percent=percent)


@pages.get("/proposals/similar/accuracy/<source>.<any(ods, csv):kind>")
@requires("similar.accuracy")
def export(source: str, kind: str) -> Response:
    """The curve of one source as a table."""
    found = next((one for one in sources() if one.key == source), None)
    if found is None:
        raise NotFound
    return table_response(drawn(found).table, kind)


def drawn(source: Source) -> Chart:
    """Precision and recall at every step of the threshold, in percent."""
    steps = curve(source.pairs)
    series = [
        Series(_("精確率"), [percent(step.precision) for step in steps]),
        Series(_("召回率"), [percent(step.recall) for step in steps]),
    ]
    marks = [f"{step.threshold:.2f}" for step in steps]
    return charts.trend(f"accuracy-{source.key}", str(source.label), marks, series, unit="%", along=_("門檻"))


def _at(source: Source, now: float, tried: float | None) -> list[tuple[object, Accuracy]]:
    named: list[tuple[object, float]] = [(_("現在"), now)]
    named += [(_("試算"), tried)] if tried is not None else []
    return [(name, source.at(threshold)) for name, threshold in named]
