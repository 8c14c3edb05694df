"""直方圖: in how many working days cases were finished, against their limit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median

from flask_babel import gettext as _
from markupsafe import Markup

from innovation_hub.kernel.charts.axes import Plot, grid, plot
from innovation_hub.kernel.charts.chart import Canvas, Chart, Picture, chart, nothing
from innovation_hub.kernel.charts.legend import Entry, box, dashes, legend, legend_height
from innovation_hub.kernel.charts.scale import step
from innovation_hub.kernel.charts.svg import hint, line, rect, tag
from innovation_hub.kernel.charts.table import Table
from innovation_hub.kernel.charts.words import amount, number, percent
from innovation_hub.kernel.text.language import listed, unit_of

MOST = 12
WITHIN, LATE = "chart-1", "chart-bad"


@dataclass(frozen=True)
class _Bin:
    label: str
    count: int
    late: bool


def histogram(key: str, title: str, days: Sequence[int], limit: int) -> Chart:
    """Draw how many cases took how many working days; no bin spans the limit, the last one holds all later cases."""
    bins = _bins(days, limit) if days else []
    table = Table(title, (unit_of("工作日"), _("件數")), [(each.label, each.count) for each in bins])
    if not days:
        return nothing(key, table)
    return chart(key, table, _told(days, limit), lambda canvas: _draw(canvas, days, limit, bins))


def _bins(days: Sequence[int], limit: int) -> list[_Bin]:
    pace = int(step(limit, MOST))
    places = [min(ceil((day - limit) / pace), MOST) for day in days]
    span = range(ceil((min(1, *days) - limit) / pace), max(1, *places) + 1)
    return [_Bin(_label(limit, pace, place), places.count(place), place > 0) for place in span]


def _label(limit: int, pace: int, place: int) -> str:
    high = limit + pace * place
    low = max(high - pace + 1, 0)
    if place == MOST:
        return f"{low}+"
    return f"{low}–{high}" if low < high else f"{high}"


def _told(days: Sequence[int], limit: int) -> str:
    middle = number(median(days))
    parts = listed((_limit(limit), _within(days, limit), _late(days, limit)))
    return _("共 %(count)d 件，中位數 %(middle)s 個工作日，%(listed)s。", count=len(days), middle=middle, listed=parts)


def _limit(limit: int) -> str:
    return _("期限 %(limit)d 個工作日", limit=limit)


def _within(days: Sequence[int], limit: int) -> str:
    return _("期限內 %(cases)s", cases=_share(sum(day <= limit for day in days), len(days)))


def _late(days: Sequence[int], limit: int) -> str:
    return _("逾期 %(cases)s", cases=_share(sum(day > limit for day in days), len(days)))


def _share(count: int, whole: int) -> str:
    return _("%(count)d 件（%(share)s）", count=count, share=amount(percent(count, whole), "%"))


def _draw(canvas: Canvas, days: Sequence[int], limit: int, bins: Sequence[_Bin]) -> Picture:
    entries = [
        Entry(box(WITHIN), _within(days, limit)),
        Entry(box(LATE), _late(days, limit)),
        Entry(dashes("chart-text"), _limit(limit)),
    ]
    counts, names = [each.count for each in bins], [each.label for each in bins]
    field = plot(canvas, legend_height(canvas, entries), counts, names)
    parts = [*legend(canvas, entries), *grid(field, "件"), *_columns(field, bins), _edge(field, bins)]
    return Picture(field.height, parts)


def _columns(field: Plot, bins: Sequence[_Bin]) -> Iterator[Markup]:
    for index, each in enumerate(bins):
        top, told = field.y(each.count), _("%(days)s 個工作日：%(count)d 件", days=each.label, count=each.count)
        column = rect(field.x(index) + 1, top, field.slot - 2, field.y(0) - top, LATE if each.late else WITHIN)
        yield tag("g", hint(told), column)


def _edge(field: Plot, bins: Sequence[_Bin]) -> Markup:
    x, top = field.x(sum(not each.late for each in bins)), field.y.end - field.canvas.size / 2
    return line(x, top, x, field.y.start, "chart-text", stroke_width=2, stroke_dasharray="5 3")
