"""圖: the board's pictures, each with its table; every number leads to its list."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import format_date
from flask_babel import gettext as _

from innovation_hub.dashboard.board import Board
from innovation_hub.dashboard.figures import FIGURES, Figure
from innovation_hub.dashboard.measures import CASES
from innovation_hub.dashboard.sets import CYCLE_DAYS
from innovation_hub.kernel import charts, clock
from innovation_hub.kernel.charts import Bar, Cell, Chart, Series, Step, Table
from innovation_hub.kernel.office.people import Section
from innovation_hub.kernel.text.language import section_name, unit_of

FUNNEL = ("submitted", "accepted", "reached_cross_section", "reached_task_force", "decided", "adopted")
STAGES = ("in_section", "in_cross_section", "in_task_force", "returned", "decided", "withdrawn", "not_accepted")
HEAT: Mapping[str, charts.Tone] = {
    "participation": "good",
    "submitted": "plain",
    "first_reply_rate": "good",
    "adoption_rate": "good",
    "overdue": "bad",
}


def funnel(board: Board) -> Chart:
    """How far the year's proposals came."""
    steps = [Step(str(FIGURES[key].label), board.whole.counts[key], listed(board, key)) for key in FUNNEL]
    return charts.funnel("funnel", _("提案走到哪一步"), steps, unit=CASES)


def stages(board: Board) -> Chart:
    """Where they are now."""
    items = [Bar(str(FIGURES[key].label), board.whole.counts[key], listed(board, key)) for key in STAGES]
    return charts.bars("stages", _("提案現在在哪裡"), items, unit=CASES)


def sections(board: Board) -> Chart:
    """Each section's figures beside each other."""
    heads = [charts.Figure(str(FIGURES[key].label), FIGURES[key].measure.unit, tone) for key, tone in HEAT.items()]
    rows = {section_name(section): _cells(board, section.key) for section in board.sections}
    return charts.heat_map("sections", _("各課室"), heads, rows)


def months(board: Board) -> Chart:
    """How many were submitted and decided in each month."""
    found = monthly(board)
    series = [Series(str(FIGURES[key].label), [row[key] for row in found.values()]) for key in ("submitted", "decided")]
    return charts.columns("months", _("每月送件與決定"), [month_name(month) for month in found], series, unit=CASES)


def cycle(board: Board) -> Chart:
    """In how many working days they were decided."""
    return charts.histogram("cycle", _("審查日數"), board.whole.cycle, limit=CYCLE_DAYS)


DRAWINGS: Mapping[str, Callable[[Board], Chart]] = {
    "funnel": funnel,
    "stages": stages,
    "sections": sections,
    "months": months,
    "cycle": cycle,
}


def monthly(board: Board) -> dict[date, dict[str, int]]:
    """Submitted and decided in each month, from January up to now, or to the month the last was decided in."""
    submitted = Counter(way.submitted_on.replace(day=1) for way in board.mine)
    decided = Counter(way.decided_on.replace(day=1) for way in board.mine if way.decided_on)
    start, end = date(board.scope.year + 1911, 1, 1), date(board.scope.year + 1911, 12, 1)
    last = max(min(end, clock.today().replace(day=1)), start, *submitted, *decided)
    span = range((last.year - start.year) * 12 + last.month)
    found = [date(start.year + n // 12, n % 12 + 1, 1) for n in span]
    return {month: {"submitted": submitted[month], "decided": decided[month]} for month in found}


def month_name(month: date) -> str:
    """The month's name, 3月 or Mar."""
    return str(format_date(month, "MMM"))


def listed(board: Board, key: str, **more: Any) -> str:
    """The address of the list behind a figure."""
    return url_for("dashboard.figure", key=key, **board.scope.address, **more)


def figures(board: Board) -> Table:
    """All figures with their definitions."""
    rows = [
        (each.label, each.measure.value(board.whole), unit_of(each.measure.unit), each.goal, each.definition)
        for each in FIGURES.values()
    ]
    return Table(_("看板指標"), (_("指標"), _("數值"), _("單位"), _("目標"), _("定義")), rows)


def by_section(board: Board, figure: Figure) -> Chart:
    """One figure for each section."""
    items = [_bar(board, figure, section) for section in board.sections]
    return charts.bars("by-section", _("各課室的%(figure)s", figure=figure.label), items, unit=figure.measure.unit)


def _bar(board: Board, figure: Figure, section: Section) -> Bar:
    href = url_for("dashboard.figure", key=figure.key, **board.scope.of(section.key))
    return Bar(section_name(section), figure.measure.value(board.tallies[section.key]), href)


def _cells(board: Board, section: str) -> list[Cell]:
    tally, here = board.tallies[section], board.scope.of(section)
    return [Cell(FIGURES[key].measure.value(tally), url_for("dashboard.figure", key=key, **here)) for key in HEAT]
