"""Working days of cases against their limit."""

from hypothesis import given
from hypothesis import strategies as st

from innovation_hub.kernel.charts import Table, histogram
from tests.kernel.charts.reading import drawn, hints, sizes, texts
from tests.kernel.charts.samples import FULL


def test_bins_are_laid_from_the_limit_so_that_none_spans_it():
    chart = histogram("d", "天數", [1, 5, 22, 23, 25], limit=22)
    assert chart.table == Table(
        "天數",
        ("工作日", "件數"),
        [
            *[("1–2", 1), ("3–4", 0), ("5–6", 1), ("7–8", 0), ("9–10", 0), ("11–12", 0)],
            *[("13–14", 0), ("15–16", 0), ("17–18", 0), ("19–20", 0), ("21–22", 1), ("23–24", 1), ("25–26", 1)],
        ],
    )


def test_a_short_limit_is_shown_day_by_day():
    assert histogram("d", "天數", [1, 3, 3], limit=5).table.rows == [
        ("1", 1),
        ("2", 0),
        ("3", 2),
        ("4", 0),
        ("5", 0),
        ("6", 0),
    ]


def test_cases_far_beyond_the_limit_share_the_last_bin():
    rows = histogram("d", "天數", [1, 17, 18, 900], limit=5).table.rows
    assert rows[-2:] == [("16", 0), ("17+", 3)]


def test_a_case_finished_on_the_day_of_receipt_has_a_bin():
    assert histogram("d", "天數", [0, 0, 1], limit=2).table.rows == [("0", 2), ("1", 1), ("2", 0), ("3", 0)]


def test_the_description_tells_median_limit_and_shares():
    told = "共 9 件，中位數 15 個工作日，期限 22 個工作日、期限內 7 件（77.8%）、逾期 2 件（22.2%）。"
    assert FULL["histogram"].description == told


def test_a_case_on_the_last_day_is_in_time():
    assert "逾期 0 件（0%）" in histogram("d", "天數", [22], limit=22).description


def test_late_cases_have_an_ink_of_their_own_behind_the_limit_line():
    chart = FULL["histogram"]
    (_swatch, limit) = drawn(chart, "line", "chart-text")
    within, late = sizes(chart, "chart-1", "x")[1:], sizes(chart, "chart-bad", "x")[1:]
    assert max(within) < float(limit.get("x1")) < min(late)


def test_each_bin_names_itself():
    assert hints(histogram("d", "天數", [1, 2], limit=2)) == [
        "1 個工作日：1 件",
        "2 個工作日：1 件",
        "3 個工作日：0 件",
    ]


def test_the_legend_counts_both_sides_of_the_limit():
    assert texts(FULL["histogram"])[:3] == ["期限內 7 件（77.8%）", "逾期 2 件（22.2%）", "期限 22 個工作日"]


@given(st.lists(st.integers(0, 2000), min_size=1), st.integers(1, 60))
def test_every_case_is_counted_once_on_its_side_of_the_limit(days, limit):
    chart = histogram("d", "天數", days, limit)
    assert sum(count for _label, count in chart.table.rows) == len(days)
    late = sum(count for label, count in chart.table.rows if int(label.rstrip("+").split("–")[0]) > limit)
    assert late == sum(day > limit for day in days)
    assert len(chart.table.rows) <= 25
