"""圖例: what each colour, mark and line stands for, laid out in as many lines as it needs."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from innovation_hub.kernel.charts.chart import Canvas
from innovation_hub.kernel.charts.svg import line, rect, text

SWATCH = 22
GAP = 18

Swatch = Callable[[float, float], Markup]


@dataclass(frozen=True)
class Entry:
    """A swatch, drawn around a middle, and its words."""

    swatch: Swatch
    words: str


def legend(canvas: Canvas, entries: Sequence[Entry]) -> list[Markup]:
    """Draw the entries from the top left."""
    drawn = []
    for entry, x, y in _places(canvas, entries):
        drawn += [entry.swatch(x + SWATCH / 2 - 3, y), text(x + SWATCH, y, entry.words, font_size=canvas.small)]
    return drawn


def legend_height(canvas: Canvas, entries: Sequence[Entry]) -> float:
    """Return how high the entries become, nothing where there is none."""
    return max((y + canvas.size for _entry, _x, y in _places(canvas, entries)), default=0)


def _places(canvas: Canvas, entries: Sequence[Entry]) -> Iterator[tuple[Entry, float, float]]:
    x, y = 0.0, canvas.size
    for entry in entries:
        long = SWATCH + canvas.spread(entry.words) + GAP
        if x and x + long - GAP > canvas.width:
            x, y = 0.0, y + canvas.size * 1.7
        yield entry, x, y
        x += long


def box(ink: str) -> Swatch:
    """Return the swatch of a filled shape."""
    return lambda x, y: rect(x - 7, y - 7, 14, 14, ink, rx=2)


def dashes(ink: str) -> Swatch:
    """Return the swatch of a dashed line."""
    return lambda x, y: line(x - 8, y, x + 8, y, ink, stroke_width=2, stroke_dasharray="5 3")
