"""Horizontal bars, and the sparkline made of the same figures."""

import pytest

from innovation_hub.kernel.charts import Bar, Table, bars
from tests.kernel.charts.reading import drawn, hints, links, sizes, texts
from tests.kernel.charts.samples import FULL


def test_the_table_holds_the_figures_in_their_order():
    assert FULL["bars"].table == Table(
        "各課室提案", ("項目", "數值（件）"), [("民政課", 31), ("社會課", 4), ("經建課", None)]
    )


def test_each_bar_has_its_label_and_its_number_and_no_figure_is_a_dash():
    assert texts(FULL["bars"]) == ["民政課", "31 件", "社會課", "4 件", "經建課", "—"]


def test_a_bar_with_an_address_is_a_link_that_names_itself():
    assert links(FULL["bars"]) == ["/sections/1"]
    assert hints(FULL["bars"]) == ["民政課：31 件", "社會課：4 件", "經建課：—"]


def test_the_tone_of_a_bar_is_its_ink():
    assert len(drawn(FULL["bars"], "rect", "chart-bad")) == 1


def test_figures_below_zero_stand_left_of_the_zero_line():
    chart = bars("b", "增減", [Bar("核章數", -10), Bar("書表", 30)], "份")
    (left, zero), (lower, upper) = sizes(chart, "chart-1", "x"), sizes(chart, "chart-1", "width")
    assert left + lower == pytest.approx(zero, abs=0.02)
    assert upper == pytest.approx(3 * lower, abs=0.05)


def test_bars_of_nothing_but_zeros_have_no_length():
    assert sizes(bars("b", "增減", [Bar("核章數", 0)], "份"), "chart-1", "width") == [0]


def test_a_long_label_is_cut_in_the_picture_and_whole_in_the_hint():
    name = "跨課室及其他未歸類之共同提案單位與委外單位"
    chart = bars("b", "題", [Bar(name, 3)], "件")
    assert texts(chart)[0].endswith("…")
    assert hints(chart) == [f"{name}：3 件"]


def test_a_sparkline_is_as_high_as_its_highest_count():
    assert sizes(FULL["sparkline"], "chart-1", "height") == [0, 9.75, 26]
    assert FULL["sparkline"].description == "共 3 項：1分 0 人、2分 3 人、3分 8 人。"


def test_a_sparkline_is_its_own_paper():
    assert FULL["sparkline"].svg == FULL["sparkline"].paper
