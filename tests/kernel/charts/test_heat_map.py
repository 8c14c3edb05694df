"""Sections by figures."""

import pytest

from innovation_hub.kernel.charts import Cell, Figure, Table, heat_map
from innovation_hub.kernel.charts.heat_map import SHADES
from innovation_hub.kernel.charts.words import width
from tests.kernel.charts.reading import drawn, hints, links, texts
from tests.kernel.charts.samples import FIGURES, FULL, SECTIONS


def shades(chart, ink):
    return [float(cell.get("fill-opacity")) for cell in drawn(chart, "rect", ink)]


def test_the_table_has_a_row_a_section_and_a_column_a_figure():
    assert FULL["heat_map"].table == Table(
        "課室熱圖",
        ("課室", "受理（件）", "首次回覆率（%）", "審查天數中位數（日）", "逾期（件）"),
        [("民政課", 12, 88.5, 11, 0), ("社會課", 28, 100, 23, 6), ("秘書室", 4, None, 9, 3)],
    )


def test_each_cell_has_its_number_written():
    assert texts(FULL["heat_map"])[-16:] == [
        *("民政課", "12", "88.5%", "11", "0"),
        *("社會課", "28", "100%", "23", "6"),
        *("秘書室", "4", "—", "9", "3"),
        "同一欄底色越濃，數值越高",
    ]


def test_a_cell_names_its_section_and_its_figure_and_links_to_its_list():
    assert hints(FULL["heat_map"])[:4] == [
        "民政課 受理：12 件",
        "民政課 首次回覆率：88.5%",
        "民政課 審查天數中位數：11 日",
        "民政課 逾期：0 件",
    ]
    assert links(FULL["heat_map"]) == ["/cases?section=1", "/late?section=2"]


def test_the_highest_figure_of_a_column_has_the_strongest_shade_and_the_lowest_the_weakest():
    assert shades(FULL["heat_map"], "chart-bad") == [SHADES[0], SHADES[-1], SHADES[2]]


def test_a_cell_without_a_figure_has_no_shade():
    assert shades(FULL["heat_map"], "chart-good") == [SHADES[0], SHADES[-1]]


def test_a_column_of_equal_figures_has_one_shade():
    chart = heat_map("h", "圖", [Figure("受理", "件")], {"民政課": [Cell(3)], "社會課": [Cell(3)]})
    assert shades(chart, "chart-1") == [SHADES[0], SHADES[0]]


def test_a_column_without_any_figure_is_a_column_of_dashes():
    chart = heat_map("h", "圖", [Figure("受理", "件")], {"民政課": [Cell(None)], "社會課": [Cell(None)]})
    assert texts(chart) == ["件", "受理", "民政課", "—", "社會課", "—", "同一欄底色越濃，數值越高"]


def test_a_section_with_a_cell_too_few_is_refused():
    with pytest.raises(ValueError, match="shorter"):
        heat_map("h", "圖", FIGURES, SECTIONS | {"人事室": [Cell(1)]})


def test_many_columns_get_smaller_numbers_not_overlapping_ones():
    chart = heat_map("h", "圖", [Figure("件數", "")] * 12, {"民政課": [Cell(12345)] * 12})
    numbers = [text for text in drawn(chart, "text", "chart-text") if text.text == "12,345"]
    cell = float(drawn(chart, "rect", "chart-1")[0].get("width"))
    assert len(numbers) == 12
    assert {float(number.get("font-size")) * width("12,345") <= cell for number in numbers} == {True}


def test_heads_are_written_upwards_where_a_word_would_have_to_be_broken():
    figures = [Figure("Participation", "%"), Figure("Overdue", "件"), *[Figure("Adoption", "%")] * 6]
    chart = heat_map("h", "圖", figures, {"民政課": [Cell(1)] * 8})
    turned = [text.text for text in drawn(chart, "text", "chart-soft") if "rotate(-90" in text.get("transform", "")]
    assert turned == ["Participation", "Overdue（件）", *["Adoption"] * 6]


def test_heads_are_written_in_lines_where_their_words_fit():
    assert [text for text in drawn(FULL["heat_map"], "text", "chart-soft") if text.get("transform")] == []
