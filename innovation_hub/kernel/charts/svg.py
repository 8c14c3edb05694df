"""向量圖: the few SVG elements charts are made of; a colour is a class for the page and an attribute for paper."""

from typing import Literal

from markupsafe import Markup, escape

PAPER = {
    "chart-1": "#1f5fa6",
    "chart-2": "#b8560f",
    "chart-3": "#1a7f64",
    "chart-4": "#7a4fb5",
    "chart-5": "#a8326b",
    "chart-6": "#5f6b7a",
    "chart-good": "#1b7a43",
    "chart-warn": "#8f6100",
    "chart-bad": "#b42318",
    "chart-grid": "#d5dae1",
    "chart-text": "#1c2733",
    "chart-soft": "#545d66",
}

Tone = Literal["plain", "good", "warn", "bad"]
TONES: dict[Tone, str] = {"plain": "chart-1", "good": "chart-good", "warn": "chart-warn", "bad": "chart-bad"}

Attribute = str | float | None


def tag(name: str, *children: str, **attributes: Attribute) -> Markup:
    """Write an element; `class_` and `stroke_width` become class and stroke-width, None is left out."""
    written = "".join(f' {_name(key)}="{_value(value)}"' for key, value in attributes.items() if value is not None)
    return Markup(f"<{name}{written}>{''.join(map(escape, children))}</{name}>")  # each part is escaped by now


def _name(key: str) -> str:
    return key if key == "viewBox" else key.rstrip("_").replace("_", "-")


def _value(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else f"{round(value, 2) + 0:g}"


def rect(x: float, y: float, width: float, height: float, ink: str, **attributes: Attribute) -> Markup:
    """Draw a filled box."""
    return tag("rect", x=x, y=y, width=width, height=height, **painted(ink), **attributes)


def line(x1: float, y1: float, x2: float, y2: float, ink: str, **attributes: Attribute) -> Markup:
    """Draw a straight line."""
    return tag("line", x1=x1, y1=y1, x2=x2, y2=y2, **drawn(ink), **attributes)


def text(x: float, y: float, words: str, ink: str = "chart-text", **attributes: Attribute) -> Markup:
    """Write words; `y` is the middle of their line."""
    return tag("text", words, x=x, y=y, dy="0.36em", **painted(ink), **attributes)


def hint(words: str) -> Markup:
    """Name the element it stands in: shown on hover, read by screen readers."""
    return tag("title", words)


def link(href: str | None, *children: str) -> Markup:
    """Group the parts of one figure, as a link where it has an address."""
    return tag("a", *children, href=href, class_="chart-link") if href else tag("g", *children)


def painted(ink: str) -> dict[str, Attribute]:
    """Return the attributes of a shape filled with an ink."""
    return {"class_": ink, "color": PAPER[ink], "fill": "currentColor"}


def drawn(ink: str) -> dict[str, Attribute]:
    """Return the attributes of an outline drawn with an ink."""
    return {"class_": ink, "color": PAPER[ink], "fill": "none", "stroke": "currentColor"}
