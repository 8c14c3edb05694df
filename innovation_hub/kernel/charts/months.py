"""逐月圖: what columns and lines of monthly figures share, the goal line, the legend and the table."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from markupsafe import Markup

from innovation_hub.kernel.charts.axes import Plot, grid, plot
from innovation_hub.kernel.charts.chart import Canvas, Chart, Picture, chart, nothing
from innovation_hub.kernel.charts.legend import Entry, Swatch, dashes, legend, legend_height
from innovation_hub.kernel.charts.svg import line, tag, text
from innovation_hub.kernel.charts.table import Table
from innovation_hub.kernel.charts.words import amount, headed, number, width
from innovation_hub.kernel.text.language import colon

INKS = ("chart-1", "chart-2", "chart-3", "chart-4", "chart-5", "chart-6")


@dataclass(frozen=True)
class Series:
    """A name and its figure for each month; None where there is no figure. A chart holds at most six."""

    label: str
    values: Sequence[float | None]

    @property
    def known(self) -> list[float]:
        """The figures there are, in order."""
        return [value for value in self.values if value is not None]


@dataclass(frozen=True)
class Months:
    """The figures of a chart: one value of each series for each month, or for each step `along` something else."""

    months: Sequence[str]
    series: Sequence[Series]
    unit: str
    goal: float | None
    along: str = ""

    @property
    def reach(self) -> list[float]:
        """All the values the axis must cover."""
        goal = [] if self.goal is None else [self.goal]
        return [value for series in self.series for value in series.known] + goal

    def told(self, series: Series, index: int) -> str:
        """Say one figure: 「3月 受理：12 件」."""
        return colon(f"{self.months[index]} {series.label}", amount(series.values[index], self.unit))


@dataclass(frozen=True)
class Style:
    """How a series looks in the legend and in the plot, given its index."""

    swatch: Callable[[int], Swatch]
    draw: Callable[[Plot, Months, int], Iterator[Markup]]


def monthly(key: str, title: str, data: Months, style: Style) -> Chart:
    """Draw monthly figures in a style."""
    table = _table(title, data)
    if not any(series.known for series in data.series):
        return nothing(key, table)
    return chart(key, table, _told(data), lambda canvas: _draw(canvas, data, style))


def _table(title: str, data: Months) -> Table:
    labels, values = [series.label for series in data.series], [series.values for series in data.series]
    if data.goal is not None:
        labels, values = [*labels, _("目標")], [*values, [data.goal] * len(data.months)]
    columns = (data.along or _("月份"), *(headed(label, data.unit) for label in labels))
    return Table(title, columns, list(zip(data.months, *values, strict=True)))


def _told(data: Months) -> str:
    listed = _("；").join(_told_of(series, data) for series in data.series if series.known)
    span = _("%(first)s至%(last)s：%(listed)s。", first=data.months[0], last=data.months[-1], listed=listed)
    return span if data.goal is None else span + _("目標 %(goal)s。", goal=amount(data.goal, data.unit))


def _told_of(series: Series, data: Months) -> str:
    values = series.known[-1], min(series.known), max(series.known)
    last, low, high = (amount(value, data.unit) for value in values)
    if data.along:
        return _("%(label)s最低 %(low)s，最高 %(high)s", label=series.label, low=low, high=high)
    return _("%(label)s最近 %(last)s，最低 %(low)s，最高 %(high)s", label=series.label, last=last, low=low, high=high)


def _draw(canvas: Canvas, data: Months, style: Style) -> Picture:
    entries = _entries(data, style)
    field = plot(canvas, legend_height(canvas, entries), data.reach, data.months)
    drawn = (part for index in range(len(data.series)) for part in style.draw(field, data, index))
    parts = [*legend(canvas, entries), *grid(field, data.unit), *drawn, *_goal(field, data.goal)]
    return Picture(field.height, [*parts, *_numbers(field, data)])


def _entries(data: Months, style: Style) -> list[Entry]:
    entries = [Entry(style.swatch(index), series.label) for index, series in enumerate(data.series)]
    if data.goal is not None:
        return [*entries, Entry(dashes("chart-text"), _("目標 %(goal)s", goal=amount(data.goal, data.unit)))]
    return entries if len(entries) > 1 else []


def _goal(field: Plot, goal: float | None) -> Iterator[Markup]:
    if goal is not None:
        y = field.y(goal)
        yield line(field.left, y, field.canvas.width, y, "chart-text", stroke_width=2, stroke_dasharray="7 4")


def _numbers(field: Plot, data: Months) -> Iterator[Markup]:
    """Write the figures of a single series over it, if all of them have room."""
    series, small = data.series[0], field.canvas.small
    if len(data.series) > 1 or max(width(number(value)) for value in series.known) * small > field.slot:
        return
    for month, value in enumerate(series.values):
        if value is not None:
            x, y = field.x(month + 0.5), field.y(value) - field.canvas.size * 0.9
            yield tag("g", text(x, y, number(value), font_size=small, text_anchor="middle"), class_="chart-halo")
