"""趨勢圖: monthly figures as lines, each with a mark of its own shape."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup

from innovation_hub.kernel.charts.axes import Plot
from innovation_hub.kernel.charts.chart import Chart
from innovation_hub.kernel.charts.legend import Swatch
from innovation_hub.kernel.charts.months import INKS, Months, Series, Style, monthly
from innovation_hub.kernel.charts.svg import drawn, hint, painted, tag

SHAPES = (
    "M-5,0a5,5 0 1,0 10,0a5,5 0 1,0 -10,0z",
    "M-4.5,-4.5h9v9h-9z",
    "M0,-6.5L6,4.5H-6z",
    "M0,-6.5L6.5,0L0,6.5L-6.5,0z",
    "M0,6.5L6,-4.5H-6z",
    "M-2,-6h4v4h4v4h-4v4h-4v-4h-4v-4h4z",
)


def trend(
    key: str,
    title: str,
    months: Sequence[str],
    series: Sequence[Series],
    unit: str,
    *,
    goal: float | None = None,
    along: str = "",
) -> Chart:
    """Draw a line for each series, broken where a month has no figure; `along` names what is no month."""
    return monthly(key, title, Months(months, series, unit, goal, along), Style(_swatch, _draw))


def _swatch(index: int) -> Swatch:
    return lambda x, y: _mark(index, x, y)


def _mark(index: int, x: float, y: float, *children: str) -> Markup:
    place = f"translate({x:.1f} {y:.1f})"
    return tag("path", *children, d=SHAPES[index], transform=place, **painted(INKS[index]))


def _draw(plot: Plot, data: Months, index: int) -> Iterator[Markup]:
    series = data.series[index]
    for run in _runs(series.values):
        points = " ".join(f"{plot.x(month + 0.5):.1f},{plot.y(value):.1f}" for month, value in run)
        yield tag("polyline", points=points, stroke_width=2.5, stroke_linejoin="round", **drawn(INKS[index]))
        for month, value in run:
            yield _mark(index, plot.x(month + 0.5), plot.y(value), hint(data.told(series, month)))


def _runs(values: Sequence[float | None]) -> Iterator[list[tuple[int, float]]]:
    for known, run in groupby(enumerate(values), key=lambda point: point[1] is not None):
        if known:
            yield [(month, value) for month, value in run if value is not None]
