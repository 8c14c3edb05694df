"""小分布圖: a distribution small enough to stand in a line of text or in a cell."""

from collections.abc import Iterator, Sequence

from flask_babel import gettext as _
from markupsafe import Markup

from innovation_hub.kernel.charts.bars import Bar, told
from innovation_hub.kernel.charts.chart import Canvas, Chart, Picture, svg
from innovation_hub.kernel.charts.scale import Scale
from innovation_hub.kernel.charts.svg import TONES, hint, line, rect, tag
from innovation_hub.kernel.charts.table import Table
from innovation_hub.kernel.charts.words import amount
from innovation_hub.kernel.text.language import colon

SPARK = Canvas("spark", 120, 10)
HEIGHT = 28
BASE = HEIGHT - 2
SOLID = 0.88


def sparkline(key: str, title: str, items: Sequence[Bar], unit: str) -> Chart:
    """Draw a small column for each count; without any it is an empty base line."""
    table = Table(title, (_("項目"), _("數量")), [(bar.label, bar.value) for bar in items])
    description = told(items, unit) if items else _("尚無資料")
    drawn = svg(key, title, description, SPARK, Picture(HEIGHT, [*_columns(items, unit), _base()]))
    return Chart(title, description, drawn, table, drawn)


def _columns(items: Sequence[Bar], unit: str) -> Iterator[Markup]:
    scale = Scale(0, max((bar.value or 0 for bar in items), default=0), 0, BASE)
    slot = SPARK.width / max(len(items), 1)
    for index, bar in enumerate(items):
        high = scale(bar.value or 0)
        column = rect(index * slot, BASE - high, slot * SOLID, high, TONES[bar.tone], rx=1)
        yield tag("g", hint(colon(bar.label, amount(bar.value, unit))), column)


def _base() -> Markup:
    return line(0, BASE + 1, SPARK.width, BASE + 1, "chart-soft", stroke_width=1)
