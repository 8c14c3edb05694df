"""一列一項: what charts of one row an item share, labels on the left and rows that are links."""

from collections.abc import Iterable

from markupsafe import Markup

from innovation_hub.kernel.charts.chart import Canvas
from innovation_hub.kernel.charts.svg import hint, link, tag, text
from innovation_hub.kernel.charts.words import fit

GAP = 12
MOST = 0.38


def widest(canvas: Canvas, words: Iterable[str]) -> float:
    """Return the width of the widest words in pixels."""
    return max(map(canvas.spread, words))


def label_room(canvas: Canvas, labels: Iterable[str]) -> float:
    """Return the width the labels take, at most two fifths of the canvas."""
    return min(widest(canvas, labels), canvas.width * MOST)


def label(canvas: Canvas, words: str, room: float, middle: float) -> Markup:
    """Write a row's label, cut where it is too wide."""
    return text(0, middle, fit(words, room / canvas.size))


def row(canvas: Canvas, top: float, height: float, href: str | None, told: str, *parts: str) -> Markup:
    """Put the parts of a row together; its whole width answers to the pointer."""
    return link(href, hint(told), area(-GAP / 2, top, canvas.width + GAP, height), *parts)


def area(x: float, y: float, width: float, height: float) -> Markup:
    """Draw the unseen box that hover, click and focus work on."""
    place = {"x": x, "y": y, "width": width, "height": height, "rx": 4}
    return tag("rect", class_="chart-hit", fill="none", pointer_events="all", **place)
