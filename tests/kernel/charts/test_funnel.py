"""The funnel of stages."""

import pytest

from innovation_hub.kernel.charts import Step, Table, funnel
from tests.kernel.charts.reading import drawn, hints, links, sizes, texts
from tests.kernel.charts.samples import FULL, STEPS


def test_the_table_holds_each_stage_with_its_share_of_the_first_and_of_the_one_before():
    assert FULL["funnel"].table == Table(
        "提案漏斗",
        ("階段", "數量（件）", "占首階段（%）", "占前一階段（%）"),
        [
            ("送出預審", 128, 100.0, 100.0),
            ("第一級 課室自審", 112, 87.5, 87.5),
            ("第三級 推動小組審議", 52, 40.6, 46.4),
            ("採行", 31, 24.2, 59.6),
        ],
    )


def test_the_description_tells_all_stages():
    told = "共 4 個階段：送出預審 128 件、第一級 課室自審 112 件、第三級 推動小組審議 52 件、採行 31 件。"
    assert FULL["funnel"].description == told


def test_only_stages_with_an_address_are_links():
    assert links(FULL["funnel"]) == ["/proposals", "/proposals?tier=1"]


def test_each_stage_names_itself():
    named = [
        "送出預審：128 件（100.0%）",
        "第一級 課室自審：112 件（87.5%）",
        "第三級 推動小組審議：52 件（40.6%）",
        "採行：31 件（24.2%）",
    ]
    assert hints(FULL["funnel"]) == named


def test_bars_are_as_broad_as_their_counts():
    breadths = sizes(FULL["funnel"], "chart-1", "width")
    assert [breadth / breadths[0] for breadth in breadths] == pytest.approx(
        [step.count / 128 for step in STEPS], abs=0.001
    )


def test_stages_are_joined_by_necks():
    assert len(drawn(FULL["funnel"], "polygon", "chart-1")) == 3


def test_a_funnel_that_nothing_entered_has_no_shares():
    chart = funnel("f", "漏斗", [Step("送出", 0), Step("採行", 0)], "件")
    assert chart.table.rows == [("送出", 0, None, None), ("採行", 0, None, None)]
    assert texts(chart) == ["件", "占首階段", "送出", "0", "—", "採行", "0", "—"]
    assert sizes(chart, "chart-1", "width") == [0, 0]


def test_a_later_stage_may_hold_more_than_the_first():
    chart = funnel("f", "漏斗", [Step("送出", 10), Step("列管", 40)], "件")
    narrow, broad = sizes(chart, "chart-1", "width")
    assert broad == pytest.approx(4 * narrow, abs=0.05)
