"""直條圖: monthly figures as columns, those of one month side by side."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from innovation_hub.kernel.charts.axes import Plot
from innovation_hub.kernel.charts.chart import Chart
from innovation_hub.kernel.charts.legend import Swatch, box
from innovation_hub.kernel.charts.months import INKS, Months, Series, Style, monthly
from innovation_hub.kernel.charts.svg import hint, rect, tag

FILLED = 0.76
SOLID = 0.94


def columns(
    key: str, title: str, months: Sequence[str], series: Sequence[Series], unit: str, *, goal: float | None = None
) -> Chart:
    """Draw a column for each month and series."""
    return monthly(key, title, Months(months, series, unit, goal), Style(_swatch, _draw))


def _swatch(index: int) -> Swatch:
    return box(INKS[index])


def _draw(plot: Plot, data: Months, index: int) -> Iterator[Markup]:
    series, breadth = data.series[index], plot.slot * FILLED / len(data.series)
    for month, value in enumerate(series.values):
        if value is not None:
            x = plot.x(month + 0.5) + breadth * (index - len(data.series) / 2)
            top, bottom = sorted((plot.y(0), plot.y(value)))
            column = rect(x, top, breadth * SOLID, bottom - top, INKS[index], rx=2)
            yield tag("g", hint(data.told(series, month)), column)
