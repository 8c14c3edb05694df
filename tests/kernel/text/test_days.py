"""Days and years are read as the office writes them."""

from datetime import date

import pytest

from innovation_hub.kernel.text.days import is_soon, read_day, read_year

WRITTEN = (
    *("2026-12-31", "2026/12/31", "2026.12.31", "20261231", "115-12-31", "115/12/31", "115.12.31", "1151231"),
    *("115年12月31日", "民國115年12月31日", "２０２６－１２－３１", "１１５年１２月３１日"),
    *("民國 115 年 12 月 31 日", "中華民國115年12月31日"),
)
NO_DAY = "115/2/30 2026-13-01 0/1/1 12-31 115年 soon 9999999999 1-1-1-1 −1/1/1 2026-12-31T10:00 115/12/ ²⁰²⁶/1/1x"
NO_YEAR = ("", "0", "1911", "年", "-5", "115.5", "1e3", "0001" + "0" * 30, "１" * 5000, "1000")


@pytest.mark.parametrize("written", WRITTEN)
def test_a_day_is_one_however_it_is_written(written):
    assert read_day(written) == date(2026, 12, 31)


@pytest.mark.parametrize("written", [*NO_DAY.split(), "", "9" * 5000, "1" * 34, "1/" * 3000])
def test_what_is_no_day_is_none(written):
    assert read_day(written) is None


@pytest.mark.parametrize("written", ["115", "１１５", "115年", "民國115年", "115年度", "2026", "2026年", "西元2026年"])
def test_a_year_is_one_however_it_is_written(written):
    assert read_year(written) == 115


@pytest.mark.parametrize("written", NO_YEAR)
def test_what_is_no_year_is_none(written):
    assert read_year(written) is None


def test_ten_years_ahead_is_the_end():
    today = date(2026, 12, 1)
    assert [is_soon(date(year, 1, 1), today) for year in (2026, 2036, 2037, 9999)] == [True, True, False, False]
