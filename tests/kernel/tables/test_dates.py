"""A day as an office writes it, where it has one meaning."""

from datetime import date

import pytest

from innovation_hub.kernel.tables.dates import read_day

LAST = date(2026, 8, 3)


@pytest.mark.parametrize(
    "text",
    [
        *("2025-05-06", "2025/5/6", "2025-5-6", "2025.05.06", "20250506", "2025年5月6日", "西元2025年5月6日"),
        *("114/05/06", "114-5-6", "114.5.6", "114年5月6日", "民國114年5月6日", "中華民國 114 年 5 月 6 日", "1140506"),
        *("２０２５-０５-０６", "114/05/06(二)", "2025年5月6日 星期二", "45783", "45783.5"),
        *("2025-05-06 00:00:00", "2025-05-06T00:00:00", "2025/5/6 上午 12:00:00", "2025/5/6 12:00:00 AM"),
        *("2025-05-05T22:30:00+00:00", "2025-05-05 16:00:00Z"),
    ],
)
def test_one_meaning_is_taken(text):
    assert read_day(text, date(1912, 1, 1), LAST) == date(2025, 5, 6)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("5/6/2025", "有幾種讀法：2025-05-06、2025-06-05"),
        ("99/5/6", "有幾種讀法：1999-05-06、2010-05-06"),
        ("990506", "有幾種讀法：1999-05-06、2010-05-06"),
        ("2025-W01-1", "看不懂日期"),
        ("2025-02-29", "看不懂日期"),
        ("114/13/1", "看不懂日期"),
        ("114/5", "看不懂日期"),
        ("9" * 5000, "看不懂日期"),
        ("2026-08-04", "日期須在 1912-01-01 到 2026-08-03 之間"),
        ("1911-12-31", "日期須在"),
    ],
)
def test_two_meanings_or_none_are_refused_with_what_they_could_be(text, says):
    with pytest.raises(ValueError, match=says):
        read_day(text, date(1912, 1, 1), LAST)


@pytest.mark.parametrize(
    ("text", "day"), [("13/6/2025", (2025, 6, 13)), ("6/13/2025", (2025, 6, 13)), ("99年5月6日", (2010, 5, 6))]
)
def test_what_only_one_reading_allows_is_taken(text, day):
    assert read_day(text, date(1912, 1, 1), LAST) == date(*day)
