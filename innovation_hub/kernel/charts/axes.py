"""座標: the plot that columns, lines and histograms stand in, with its grid."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from markupsafe import Markup

from innovation_hub.kernel.charts.chart import Canvas
from innovation_hub.kernel.charts.scale import Scale, ticks
from innovation_hub.kernel.charts.svg import line, text
from innovation_hub.kernel.charts.words import number, width
from innovation_hub.kernel.text.language import unit_of

GAP = 8
HEIGHT = {"wide": 220, "narrow": 200}


@dataclass(frozen=True)
class Plot:
    """Where things stand: `y` places a value, the names share the width in equal slots."""

    canvas: Canvas
    y: Scale
    left: float
    ticks: Sequence[float]
    names: Sequence[str]

    @property
    def slot(self) -> float:
        """The width of one slot."""
        return (self.canvas.width - self.left) / len(self.names)

    @property
    def height(self) -> float:
        """The height of the picture, with the names under the plot."""
        return self.y.start + self.canvas.size * 2

    def x(self, index: float) -> float:
        """Return the left edge of a slot."""
        return self.left + self.slot * index


def plot(canvas: Canvas, head: float, values: Iterable[float], names: Sequence[str]) -> Plot:
    """Lay out a plot under a head of this height."""
    marks = ticks(values)
    top = head + canvas.size * 2
    left = max(width(number(mark)) for mark in marks) * canvas.small + GAP
    return Plot(canvas, Scale(marks[0], marks[-1], top + HEIGHT[canvas.name], top), left, marks, names)


def grid(plot: Plot, unit: str) -> Iterator[Markup]:
    """Draw a line and a number at each tick, the unit above and the names below."""
    small = plot.canvas.small
    yield text(0, plot.y.end - plot.canvas.size * 1.4, unit_of(unit), "chart-soft", font_size=small)
    for mark in plot.ticks:
        y = plot.y(mark)
        yield line(plot.left, y, plot.canvas.width, y, "chart-soft" if mark == 0 else "chart-grid")
        yield text(plot.left - GAP, y, number(mark), "chart-soft", font_size=small, text_anchor="end")
    yield from _names(plot)


def _names(plot: Plot) -> Iterator[Markup]:
    """Write as many names as have room, the last one always: it is the latest month, or the open end."""
    small = plot.canvas.small
    every = ceil((max(map(width, plot.names)) * small + GAP / 2) / plot.slot)
    for index, name in list(enumerate(plot.names))[::-every]:
        y = plot.y.start + plot.canvas.size
        x = min(plot.x(index + 0.5), plot.canvas.width - width(name) * small / 2)
        yield text(x, y, name, "chart-soft", font_size=small, text_anchor="middle")
