"""橫條圖: one figure for each section, category or kind."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from markupsafe import Markup

from innovation_hub.kernel.charts.chart import Canvas, Chart, Picture, chart, nothing
from innovation_hub.kernel.charts.rows import GAP, label, label_room, row, widest
from innovation_hub.kernel.charts.scale import Scale
from innovation_hub.kernel.charts.svg import TONES, Tone, line, rect, text
from innovation_hub.kernel.charts.table import Table
from innovation_hub.kernel.charts.words import amount, headed

PITCH = 2.4
BAR = 1.5


@dataclass(frozen=True)
class Bar:
    """A figure with its name and the address of what it counts; None where there is no figure."""

    label: str
    value: float | None
    href: str | None = None
    tone: Tone = "plain"


def bars(key: str, title: str, items: Sequence[Bar], unit: str) -> Chart:
    """Draw the figures as horizontal bars, in the order given."""
    table = Table(title, (_("項目"), headed(_("數值"), unit)), [(bar.label, bar.value) for bar in items])
    if not items:
        return nothing(key, table)
    linked = any(bar.href for bar in items)
    return chart(key, table, told(items, unit), lambda canvas: _draw(canvas, items, unit), linked=linked)


def told(items: Sequence[Bar], unit: str) -> str:
    """List the figures in one sentence."""
    listed = "、".join(f"{bar.label} {amount(bar.value, unit)}" for bar in items)
    return _("共 %(count)d 項：%(listed)s。", count=len(items), listed=listed)


def _draw(canvas: Canvas, items: Sequence[Bar], unit: str) -> Picture:
    height = canvas.size * PITCH
    labels = label_room(canvas, (bar.label for bar in items))
    scale = _scale(canvas, labels, items, unit)
    rows = (_row(canvas, index * height, bar, labels, scale, unit) for index, bar in enumerate(items))
    base = line(scale(0), 0, scale(0), height * len(items), "chart-grid", stroke_width=2)
    return Picture(height * len(items), [base, *rows])


def _scale(canvas: Canvas, labels: float, items: Sequence[Bar], unit: str) -> Scale:
    values = [0, *(bar.value for bar in items if bar.value is not None)]
    right = canvas.width - GAP - widest(canvas, (amount(bar.value, unit) for bar in items))
    return Scale(min(values), max(values), labels + GAP, right)


def _row(canvas: Canvas, top: float, bar: Bar, labels: float, scale: Scale, unit: str) -> Markup:
    middle, written = top + canvas.size * PITCH / 2, amount(bar.value, unit)
    low, high = sorted((scale(0), scale(bar.value or 0)))
    return row(
        canvas, top, canvas.size * PITCH, bar.href, f"{bar.label}：{written}",
        label(canvas, bar.label, labels, middle),
        rect(low, middle - canvas.size * BAR / 2, high - low, canvas.size * BAR, TONES[bar.tone], rx=3),
        text(high + GAP / 2, middle, written, font_weight="bold"),
    )  # fmt: skip
