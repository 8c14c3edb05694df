"""熱圖: sections by figures, each cell with its number, the stronger its colour the higher in its column."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from markupsafe import Markup

from innovation_hub.kernel.charts.chart import Canvas, Chart, Picture, chart, nothing
from innovation_hub.kernel.charts.heads import Heads, heads
from innovation_hub.kernel.charts.rows import GAP, area, label, label_room
from innovation_hub.kernel.charts.scale import Scale
from innovation_hub.kernel.charts.svg import TONES, Tone, hint, link, rect, text
from innovation_hub.kernel.charts.table import Table
from innovation_hub.kernel.charts.words import amount, headed, number, width
from innovation_hub.kernel.text.language import colon, listed

SHADES = (0.06, 0.13, 0.21, 0.29, 0.37)
SEAM = 3


@dataclass(frozen=True)
class Figure:
    """A column of the map; its tone tells whether high is plain, good or bad."""

    label: str
    unit: str
    tone: Tone = "plain"


@dataclass(frozen=True)
class Cell:
    """A section's figure and the address of what it counts; None where there is no figure."""

    value: float | None
    href: str | None = None


Sections = Mapping[str, Sequence[Cell]]


def heat_map(key: str, title: str, figures: Sequence[Figure], sections: Sections) -> Chart:
    """Draw a row for each section and a column for each figure; shades compare within a column."""
    table = _table(title, figures, sections)
    if not figures or not sections:
        return nothing(key, table)
    linked = any(cell.href for cells in sections.values() for cell in cells)
    return chart(key, table, _told(figures, sections), lambda canvas: _draw(canvas, figures, sections), linked=linked)


def _table(title: str, figures: Sequence[Figure], sections: Sections) -> Table:
    columns = (_("課室"), *(headed(figure.label, figure.unit) for figure in figures))
    return Table(title, columns, [(name, *(cell.value for cell in cells)) for name, cells in sections.items()])


def _told(figures: Sequence[Figure], sections: Sections) -> str:
    labels = listed(figure.label for figure in figures)
    return _("%(count)d 個課室的%(listed)s。", count=len(sections), listed=labels)


@dataclass(frozen=True)
class _Layout:
    canvas: Canvas
    left: float
    heads: Heads
    shades: Sequence[Scale]

    @property
    def breadth(self) -> float:
        return (self.canvas.width - self.left) / len(self.shades)

    @property
    def height(self) -> float:
        return self.canvas.size * 2.7

    def top(self, row: int) -> float:
        return self.heads.height + GAP / 2 + self.height * row


def _draw(canvas: Canvas, figures: Sequence[Figure], sections: Sections) -> Picture:
    layout = _layout(canvas, figures, sections)
    rows = (part for row, name in enumerate(sections) for part in _row(layout, figures, row, name, sections[name]))
    bottom = layout.top(len(sections)) + canvas.size
    key = text(layout.left, bottom, _("同一欄底色越濃，數值越高"), "chart-soft", font_size=canvas.small)
    return Picture(bottom + canvas.small, [*_heads(layout), *rows, key])


def _layout(canvas: Canvas, figures: Sequence[Figure], sections: Sections) -> _Layout:
    left = label_room(canvas, sections) + GAP
    room = ((canvas.width - left) / len(figures) - GAP / 2) / canvas.small
    names = [(figure.label, figure.unit) for figure in figures]
    return _Layout(canvas, left, heads(canvas, names, room), _shades(sections))


def _shades(sections: Sections) -> list[Scale]:
    columns = zip(*sections.values(), strict=True)
    known = [[cell.value for cell in column if cell.value is not None] for column in columns]
    return [Scale(min(values, default=0), max(values, default=0), 0, len(SHADES) - 0.01) for values in known]


def _heads(layout: _Layout) -> Iterator[Markup]:
    for column in range(len(layout.shades)):
        x = layout.left + layout.breadth * (column + 0.5)
        yield from layout.heads.over(column, x, layout.top(0) - GAP / 2)


def _row(layout: _Layout, figures: Sequence[Figure], row: int, name: str, cells: Sequence[Cell]) -> Iterator[Markup]:
    yield label(layout.canvas, name, layout.left - GAP, layout.top(row) + (layout.height - SEAM) / 2)
    for column, (figure, cell) in enumerate(zip(figures, cells, strict=True)):
        told = colon(f"{name} {figure.label}", amount(cell.value, figure.unit))
        yield link(cell.href, hint(told), *_cell(layout, row, column, figure, cell))


def _cell(layout: _Layout, row: int, column: int, figure: Figure, cell: Cell) -> Iterator[Markup]:
    x, y = layout.left + layout.breadth * column, layout.top(row)
    breadth, height = layout.breadth - SEAM, layout.height - SEAM
    if cell.value is not None:
        shade = SHADES[int(layout.shades[column](cell.value))]
        yield rect(x, y, breadth, height, TONES[figure.tone], rx=3, fill_opacity=shade)
    yield area(x, y, breadth, height)
    written = amount(cell.value, "%") if figure.unit == "%" else number(cell.value)
    size = min(layout.canvas.size, (breadth - 4) / width(written))
    yield text(x + breadth / 2, y + height / 2, written, font_size=size, text_anchor="middle")
