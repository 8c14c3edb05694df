"""圖: a picture drawn for a wide and for a narrow place, with its title, its description and its table."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from flask_babel import gettext as _
from markupsafe import Markup

from innovation_hub.kernel.charts.svg import tag, text
from innovation_hub.kernel.charts.table import Table
from innovation_hub.kernel.charts.words import width

FONTS = "Microsoft JhengHei, PingFang TC, Noto Sans TC, Noto Sans CJK TC, sans-serif"


@dataclass(frozen=True)
class Chart:
    """What a page shows (`svg`), what a paper holds (`paper`) and the figures both were drawn from (`table`)."""

    title: str
    description: str
    svg: Markup
    table: Table
    paper: Markup


@dataclass(frozen=True)
class Canvas:
    """A place to draw: its name, its width and the size of its text in pixels."""

    name: str
    width: float
    size: float

    @property
    def small(self) -> float:
        """The size of what stands beside the figures: axes, units, headings."""
        return self.size - 2

    def spread(self, words: str) -> float:
        """Return how wide these words become here, in pixels."""
        return width(words) * self.size


@dataclass(frozen=True)
class Picture:
    """What was drawn on a canvas, and how high it became in pixels."""

    height: float
    parts: Iterable[str]


WIDE = Canvas("wide", 640, 15)
NARROW = Canvas("narrow", 360, 14)


def chart(
    key: str, table: Table, description: str, draw: Callable[[Canvas], Picture], *, linked: bool = False
) -> Chart:
    """Draw for both places; `key` is unique in its page and makes the ids."""
    wide, narrow = (svg(key, table.name, description, canvas, draw(canvas), linked=linked) for canvas in (WIDE, NARROW))
    return Chart(table.name, description, tag("div", wide, narrow, class_="chart-frame"), table, wide)


def nothing(key: str, table: Table) -> Chart:
    """Say in the chart's place that there is nothing to draw."""
    return chart(key, table, _("尚無資料"), _nothing)


def _nothing(canvas: Canvas) -> Picture:
    return Picture(96, [text(canvas.width / 2, 48, _("尚無資料"), "chart-soft", text_anchor="middle")])


def svg(key: str, title: str, description: str, canvas: Canvas, picture: Picture, *, linked: bool = False) -> Markup:
    """Frame a picture; one with links is a group, for an image hides its links from a screen reader."""
    name = f"{key}-{canvas.name}"
    return tag(
        "svg",
        tag("title", title, id=f"{name}-title"),
        tag("desc", description, id=f"{name}-desc"),
        *picture.parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {canvas.width:g} {picture.height:g}",
        class_=f"chart chart-{canvas.name}",
        role="group" if linked else "img",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
        font_family=FONTS,
        font_size=canvas.size,
    )
