"""Monthly figures as columns and as lines."""

import pytest

from innovation_hub.kernel.charts import Series, Table, columns, trend
from innovation_hub.kernel.charts.columns import SOLID
from tests.kernel.charts.reading import drawn, hints, sizes, texts
from tests.kernel.charts.samples import FULL, MONTHS, RECEIVED, REPLIED

QUARTER = ["1月", "2月", "3月"]


def test_the_table_has_a_column_a_series_and_one_for_the_goal():
    assert FULL["columns"].table.columns == ("月份", "受理（件）", "結案（件）")
    assert FULL["trend"].table == Table(
        "首次回覆率",
        ("月份", "首次回覆率（%）", "目標（%）"),
        [(month, value, 90) for month, value in zip(MONTHS, REPLIED, strict=True)],
    )


def test_the_description_tells_the_last_the_lowest_and_the_highest_figure():
    assert FULL["trend"].description == "1月至12月：首次回覆率最近 96%，最低 79.2%，最高 97%。目標 90%。"


def test_columns_are_as_high_as_their_figures():
    heights = sizes(columns("c", "題", MONTHS, [Series("受理", RECEIVED)], "件"), "chart-1", "height")
    assert [height / heights[0] for height in heights] == pytest.approx(
        [value / RECEIVED[0] for value in RECEIVED], abs=0.001
    )


def test_columns_of_one_month_stand_side_by_side_in_the_order_of_the_legend():
    chart = columns("c", "題", QUARTER, [Series("受理", [1, 2, 3]), Series("結案", [3, 2, 1])], "件")
    breadth = sizes(chart, "chart-1", "width")[1] / SOLID
    received, decided = sizes(chart, "chart-1", "x")[1:], sizes(chart, "chart-2", "x")[1:]
    assert decided == pytest.approx([x + breadth for x in received], abs=0.05)


def test_each_figure_names_its_month_and_its_series():
    chart = columns("c", "題", QUARTER, [Series("受理", [1, None, 3])], "件")
    assert hints(chart) == ["1月 受理：1 件", "3月 受理：3 件"]


def test_a_single_series_has_its_numbers_written_and_needs_no_legend():
    chart = columns("c", "題", QUARTER, [Series("受理", [7, None, 13])], "件")
    assert texts(chart) == ["件", "0", "5", "10", "15", "3月", "2月", "1月", "7", "13"]


def test_several_series_have_a_legend_and_no_numbers():
    chart = trend("t", "題", QUARTER, [Series("受理", [1, 2, 3]), Series("結案", [3, 2, 1])], "件")
    assert texts(chart) == ["受理", "結案", "件", "0", "1", "2", "3", "3月", "2月", "1月"]


def test_numbers_without_room_are_left_out_altogether():
    days = [f"{day}日" for day in range(1, 32)]
    chart = columns("c", "題", days, [Series("受理", [1] * 30 + [12345])], "件")
    assert "12,345" not in texts(chart) and "1" not in texts(chart)


def test_names_without_room_are_thinned_evenly_from_the_last():
    days = [f"{day}日" for day in range(1, 31)]
    chart = columns("c", "題", days, [Series("受理", [12345] * 30)], "件")
    assert [words for words in texts(chart) if words.endswith("日")] == [f"{day}日" for day in range(30, 0, -2)]


def test_a_month_without_a_figure_breaks_the_line():
    lines = drawn(FULL["trend"], "polyline", "chart-1")
    assert [len(line.get("points").split()) for line in lines] == [3, 8]


def test_the_goal_is_a_dashed_line_at_its_height():
    chart = trend("t", "題", QUARTER, [Series("首次回覆率", [100, 0, 50])], "%", goal=50)
    (_swatch, goal), (line,) = drawn(chart, "line", "chart-text"), drawn(chart, "polyline", "chart-1")
    assert goal.get("y1") == goal.get("y2")
    assert float(goal.get("y1")) == pytest.approx(float(line.get("points").split()[2].split(",")[1]), abs=0.1)


def test_the_axis_covers_a_goal_above_all_figures():
    chart = columns("c", "題", QUARTER, [Series("受理", [1, 2, 3])], "件", goal=40)
    assert "40" in texts(chart)


def test_a_series_with_a_figure_too_few_is_refused():
    with pytest.raises(ValueError, match="shorter"):
        trend("t", "題", QUARTER, [Series("受理", [1, 2])], "件")


def test_figures_of_nothing_but_zeros_are_drawn_on_the_zero_line():
    chart = columns("c", "題", QUARTER, [Series("受理", [0, 0, 0])], "件")
    assert sizes(chart, "chart-1", "height") == [0, 0, 0]
