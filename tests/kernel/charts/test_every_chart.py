"""What holds for every chart, whatever it shows."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innovation_hub.kernel.charts import Bar, Series, Step, bars, columns, funnel, sparkline
from tests.kernel.charts.reading import SVG, hints, parsed, texts
from tests.kernel.charts.samples import EMPTY, FULL

EVERY = [*FULL.values(), *EMPTY.values()]
LINKED = {"funnel", "bars", "heat_map"}


@pytest.mark.parametrize("chart", EVERY)
def test_a_chart_is_named_and_described_by_its_first_two_elements(chart):
    svg = parsed(chart)
    title, description = svg[0], svg[1]
    assert (title.text, description.text) == (chart.title, chart.description)
    assert (svg.get("aria-labelledby"), svg.get("aria-describedby")) == (title.get("id"), description.get("id"))


@pytest.mark.parametrize("kind", FULL)
def test_a_chart_is_an_image_unless_it_holds_links(kind):
    assert parsed(FULL[kind]).get("role") == ("group" if kind in LINKED else "img")


def test_ids_are_unique_in_a_page_of_all_charts():
    ids = re.findall(r' id="([^"]+)"', "".join(chart.svg for chart in FULL.values()))
    assert len(ids) == 2 * (2 * len(FULL) - 1)
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("chart", EVERY)
def test_a_chart_obeys_a_content_security_policy_without_inline_style_or_script(chart):
    names = {name for element in ElementTree.fromstring(str(chart.svg)).iter() for name in element.attrib}
    assert {name for name in names if name == "style" or name.startswith("on")} == set()
    assert {element.tag for element in ElementTree.fromstring(str(chart.svg)).iter()} & {
        f"{SVG}script",
        f"{SVG}style",
    } == set()


@pytest.mark.parametrize("chart", [chart for kind, chart in EMPTY.items() if kind != "sparkline"])
def test_a_chart_without_figures_says_so(chart):
    assert (chart.description, texts(chart)) == ("尚無資料", ["尚無資料"])


def test_a_sparkline_without_figures_is_described_as_such():
    assert EMPTY["sparkline"].description == "尚無資料"


@pytest.mark.parametrize("chart", EVERY)
def test_what_is_drawn_stays_in_its_picture(chart):
    _x, _y, width, height = map(float, parsed(chart).get("viewBox").split())
    rects = [rect for rect in parsed(chart).iter(f"{SVG}rect") if rect.get("class") != "chart-hit"]
    boxes = [[float(rect.get(name)) for name in ("x", "y", "width", "height")] for rect in rects]
    assert [
        box for box in boxes if min(box) < 0 or box[0] + box[2] > width + 0.1 or box[1] + box[3] > height + 0.1
    ] == []


def test_a_label_is_written_as_text_never_as_markup():
    chart = bars("x", "<b>題</b>", [Bar('<script>"&', 1, '/?a="><i>')], "件")
    assert chart.title == "<b>題</b>"
    assert hints(chart) == ['<script>"&：1 件']
    assert "<script>" not in chart.svg and "<i>" not in chart.svg


def test_the_same_figures_give_the_same_bytes():
    assert bars("x", "題", [Bar("甲", 1)], "件") == bars("x", "題", [Bar("甲", 1)], "件")


@given(
    st.lists(st.floats(0, 1e15), min_size=1, max_size=60), st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]))
)
def test_no_figure_and_no_label_makes_a_box_of_negative_size(values, label):
    items = [Bar(label, value) for value in values]
    months, series = [label] * len(values), [Series(label, values)] * 6
    charts = [
        bars("b", label, items, label),
        sparkline("s", label, items, label),
        columns("c", label, months, series, label),
        funnel("f", label, [Step(label, int(value)) for value in values], label),
    ]
    boxes = [rect for chart in charts for rect in parsed(chart).iter(f"{SVG}rect")]
    assert [box for box in boxes if min(float(box.get("width")), float(box.get("height"))) < 0] == []
