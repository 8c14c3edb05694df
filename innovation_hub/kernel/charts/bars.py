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
from innovation_hub.kernel.text.language import colon, listed


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
    figures = listed(f"{bar.label} {amount(bar.value, unit)}" for bar in items)
    return _("共 %(count)d 項：%(listed)s。", count=len(items), listed=figures)


@dataclass(frozen=True)
class _Layout:
    canvas: Canvas
    labels: float
    scale: Scale
    unit: str

    @property
    def pitch(self) -> float:
        return self.canvas.size * 2.4

    @property
    def bar(self) -> float:
        return self.canvas.size * 1.5


def _draw(canvas: Canvas, items: Sequence[Bar], unit: str) -> Picture:
    labels = label_room(canvas, (bar.label for bar in items))
    layout = _Layout(canvas, labels, _scale(canvas, labels, items, unit), unit)
    height, zero = layout.pitch * len(items), layout.scale(0)
    base = line(zero, 0, zero, height, "chart-grid", stroke_width=2)
    return Picture(height, [base, *(_row(layout, layout.pitch * index, bar) for index, bar in enumerate(items))])


def _scale(canvas: Canvas, labels: float, items: Sequence[Bar], unit: str) -> Scale:
    values = [0, *(bar.value for bar in items if bar.value is not None)]
    right = canvas.width - GAP - widest(canvas, (amount(bar.value, unit) for bar in items))
    return Scale(min(values), max(values), labels + GAP, max(right, labels + GAP))


def _row(layout: _Layout, top: float, bar: Bar) -> Markup:
    middle, written = top + layout.pitch / 2, amount(bar.value, layout.unit)
    low, high = sorted((layout.scale(0), layout.scale(bar.value or 0)))
    return row(
        layout.canvas, top, layout.pitch, bar.href, colon(bar.label, written),
        label(layout.canvas, bar.label, layout.labels, middle),
        rect(low, middle - layout.bar / 2, high - low, layout.bar, TONES[bar.tone], rx=3),
        text(high + GAP / 2, middle, written, font_weight="bold"),
    )  # fmt: skip
