"""漏斗圖: how many of those that came in reached each stage."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from flask_babel import gettext as _
from markupsafe import Markup

from innovation_hub.kernel.charts.chart import Canvas, Chart, Picture, chart, nothing
from innovation_hub.kernel.charts.rows import GAP, label, label_room, row, widest
from innovation_hub.kernel.charts.scale import Scale
from innovation_hub.kernel.charts.svg import painted, rect, tag, text
from innovation_hub.kernel.charts.table import Table
from innovation_hub.kernel.charts.words import amount, headed, number, percent
from innovation_hub.kernel.text.language import brackets, colon, listed, unit_of

INK = "chart-1"


@dataclass(frozen=True)
class Step:
    """A stage, how many reached it, and the address of their list."""

    label: str
    count: int
    href: str | None = None


def funnel(key: str, title: str, steps: Sequence[Step], unit: str) -> Chart:
    """Draw the stages as a funnel, each with its share of the first."""
    table = _table(title, steps, unit)
    if not steps:
        return nothing(key, table)
    linked = any(step.href for step in steps)
    return chart(key, table, _told(steps, unit), lambda canvas: _draw(canvas, steps, unit), linked=linked)


def _table(title: str, steps: Sequence[Step], unit: str) -> Table:
    columns = (_("階段"), headed(_("數量"), unit), _("占首階段（%）"), _("占前一階段（%）"))
    before = (*steps[:1], *steps)
    return Table(title, columns, [
        (step.label, step.count, percent(step.count, steps[0].count), percent(step.count, earlier.count))
        for earlier, step in zip(before, steps, strict=False)
    ])  # fmt: skip


def _told(steps: Sequence[Step], unit: str) -> str:
    stages = listed(f"{step.label} {amount(step.count, unit)}" for step in steps)
    return _("共 %(count)d 個階段：%(listed)s。", count=len(steps), listed=stages)


@dataclass(frozen=True)
class _Layout:
    canvas: Canvas
    labels: float
    counts: float
    breadth: Scale

    @property
    def middle(self) -> float:
        return self.labels + GAP + self.breadth.end / 2

    @property
    def bar(self) -> float:
        return self.canvas.size * 2.2

    def top(self, index: int) -> float:
        return self.canvas.size * (1.8 + 3.2 * index)


def _draw(canvas: Canvas, steps: Sequence[Step], unit: str) -> Picture:
    layout = _layout(canvas, steps)
    rows = (_row(layout, index, step, unit, steps[0].count) for index, step in enumerate(steps))
    return Picture(layout.top(len(steps)) - canvas.size, [*_heads(layout, unit), *_necks(layout, steps), *rows])


def _layout(canvas: Canvas, steps: Sequence[Step]) -> _Layout:
    labels = label_room(canvas, (step.label for step in steps))
    counts = canvas.width - GAP - widest(canvas, [_("占首階段"), *(_share(step, steps[0].count) for step in steps)])
    room = counts - widest(canvas, (number(step.count) for step in steps)) - labels - 2 * GAP
    return _Layout(canvas, labels, counts, Scale(0, max(step.count for step in steps), 0, max(room, 0)))


def _share(step: Step, first: int) -> str:
    share = percent(step.count, first)
    return number(share) if share is None else f"{share:.1f}%"


def _heads(layout: _Layout, unit: str) -> Iterator[Markup]:
    small = layout.canvas.small
    for x, words in ((layout.counts, unit_of(unit)), (layout.canvas.width, _("占首階段"))):
        yield text(x, small, words, "chart-soft", text_anchor="end", font_size=small)


def _necks(layout: _Layout, steps: Sequence[Step]) -> Iterator[Markup]:
    for index, (upper, lower) in enumerate(pairwise(steps)):
        above, below = layout.breadth(upper.count) / 2, layout.breadth(lower.count) / 2
        top, bottom, middle = layout.top(index) + layout.bar, layout.top(index + 1), layout.middle
        corners = ((middle - above, top), (middle + above, top), (middle + below, bottom), (middle - below, bottom))
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
        yield tag("polygon", points=points, fill_opacity=0.2, **painted(INK))


def _row(layout: _Layout, index: int, step: Step, unit: str, first: int) -> Markup:
    canvas, top, breadth = layout.canvas, layout.top(index), layout.breadth(step.count)
    middle, share = top + layout.bar / 2, _share(step, first)
    return row(
        canvas, top, layout.bar, step.href, colon(step.label, brackets(amount(step.count, unit), share)),
        label(canvas, step.label, layout.labels, middle),
        rect(layout.middle - breadth / 2, top, breadth, layout.bar, INK, rx=3),
        text(layout.counts, middle, number(step.count), text_anchor="end", font_weight="bold"),
        text(canvas.width, middle, share, "chart-soft", text_anchor="end"),
    )  # fmt: skip
