"""歷程圖: stages one below the other, and a bow for each move from one to another."""

from collections.abc import Sequence

from flask_babel import gettext as _

from innovation_hub.kernel.charts.chart import Canvas, Chart, Picture, chart
from innovation_hub.kernel.charts.svg import drawn, painted, rect, tag, text
from innovation_hub.kernel.charts.table import Table

STEP, HEIGHT, ROOM = 56, 30, 0.42


def moves(key: str, title: str, rows: Sequence[tuple[str, str, str]]) -> Chart:
    """Rows are (from stage, to stage, label); each bow bears the number of its row in the table."""
    stages = list(dict.fromkeys(stage for at, to, _label in rows for stage in (at, to)))
    table = Table(title, ["#", _("階段"), _("到"), _("名稱")], [[n, *row] for n, row in enumerate(rows, 1)])
    said = _("%(stages)s 個階段，%(moves)s 個動作", stages=len(stages), moves=len(rows))
    return chart(key, table, said, lambda canvas: _drawn(canvas, stages, rows))


def _drawn(canvas: Canvas, stages: list[str], rows: Sequence[tuple[str, str, str]]) -> Picture:
    room, parts = canvas.width * ROOM, list[str]()
    for place, stage in enumerate(stages):
        top = place * STEP + 8
        parts.append(rect(4, top, room, HEIGHT, "chart-grid", rx=6))
        parts.append(text(4 + room / 2, top + HEIGHT / 2, stage, text_anchor="middle"))
    for number, (at, to, _label) in enumerate(rows, 1):
        parts += _bow(canvas, room + 4, stages.index(at), stages.index(to), number)
    return Picture(len(stages) * STEP + 8, parts)


def _bow(canvas: Canvas, edge: float, at: int, to: int, number: int) -> list[str]:
    begin, end = (place * STEP + 8 + HEIGHT / 2 + shift for place, shift in ((at, -5), (to, 5)))
    far = edge + 24 + (canvas.width - edge - 48) * min(1.0, (abs(at - to) + number % 3 * 0.4 + 0.5) / 6)
    path = f"M{edge:g} {begin:g} C{far:g} {begin:g} {far:g} {end:g} {edge + 7:g} {end:g}"
    head = f"M{edge:g} {end:g} l8 -4 v8 z"
    middle = edge + (far - edge) * 0.75
    return [
        tag("path", d=path, **drawn("chart-1")),
        tag("path", d=head, **painted("chart-1")),
        text(middle + 4, (begin + end) / 2, str(number), "chart-soft"),
    ]
