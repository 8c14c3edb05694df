"""圖表: figures in, an SVG picture and its table out; no JavaScript, the same in page, PDF and dark mode."""

from innovation_hub.kernel.charts.bars import Bar, bars
from innovation_hub.kernel.charts.chart import Chart
from innovation_hub.kernel.charts.columns import columns
from innovation_hub.kernel.charts.funnel import Step, funnel
from innovation_hub.kernel.charts.heat_map import Cell, Figure, heat_map
from innovation_hub.kernel.charts.histogram import histogram
from innovation_hub.kernel.charts.months import Series
from innovation_hub.kernel.charts.moves import moves
from innovation_hub.kernel.charts.sparkline import sparkline
from innovation_hub.kernel.charts.svg import Tone
from innovation_hub.kernel.charts.table import Table
from innovation_hub.kernel.charts.trend import trend

__all__ = [
    "Bar",
    "Cell",
    "Chart",
    "Figure",
    "Series",
    "Step",
    "Table",
    "Tone",
    "bars",
    "columns",
    "funnel",
    "heat_map",
    "histogram",
    "moves",
    "sparkline",
    "trend",
]
