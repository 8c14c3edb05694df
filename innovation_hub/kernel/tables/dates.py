"""日期: a day as an office writes it, ISO, 民國 or Excel's; taken where it has one meaning only."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from flask_babel import gettext as _

from innovation_hub.kernel import clock

FIRST_YEAR = 1911  # the year before the first of the Republic
SERIAL_ZERO = date(1899, 12, 30)  # day 0 of a workbook, Excel's own error of 29 February 1900 taken in
SERIALS = range(18_264, 100_000)  # from 1950; smaller numbers may be anything
TIME = re.compile(r"[t ]*(上午|下午|[ap]m)?\d{1,2}:\d\d(:\d\d(\.\d+)?)?([ap]m)?$")
WEEKDAY = re.compile(r"\(?(星期|週|周)?[一二三四五六日]\)?$|\([一二三四五六日]\)")
WRITTEN = re.compile(r"(中華民國|民國|roc|西元|公元)?(\d{1,4})(年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,4})日?$")
INSTANT = re.compile(r"\d{4}-\d\d-\d\d[t ]\d\d:\d\d.*(z|[+-]\d\d:?\d\d)$", re.IGNORECASE)
Parts = tuple[int, int, int]


def read_day(text: str, earliest: date, latest: date) -> date:
    """The day; ValueError says what it cannot be: no day, two days, or one that is too early or too late."""
    found = sorted(set(readings(text)))
    within = [day for day in found if earliest <= day <= latest]
    if len(within) == 1:
        return within[0]
    if len(within) > 1:
        both = _("、").join(day.isoformat() for day in within)
        raise ValueError(_("日期「%(text)s」有幾種讀法：%(both)s。請寫成西元年-月-日。", text=text[:40], both=both))
    if found:
        raise ValueError(_("日期須在 %(from)s 到 %(to)s 之間。", **{"from": earliest, "to": latest}))
    raise ValueError(_("看不懂日期「%(text)s」。請寫成 2025-12-31 或 114/12/31。", text=text[:40]))


def readings(text: str) -> Iterator[date]:
    """Every day the text can stand for."""
    written = unicodedata.normalize("NFKC", text).strip()
    if INSTANT.match(written):
        return _instant(written)
    plain = TIME.sub("", re.sub(r"(?<=[^\d ]) +| +(?=[^\dt ])", "", written.casefold()))
    return _days(_parts(WEEKDAY.sub("", plain).replace(" ", ""))) if plain else iter(())


def _instant(text: str) -> Iterator[date]:
    try:
        yield clock.local(datetime.fromisoformat(text.upper())).date()
    except (ValueError, OverflowError):
        return


def _days(parts: Iterator[Parts]) -> Iterator[date]:
    for year, month, day in parts:
        try:
            yield date(year, month, day)
        except ValueError:
            continue


def _parts(text: str) -> Iterator[Parts]:
    if found := WRITTEN.match(text):
        era, first, mark, second, third = found.groups()
        yield from _written(era or ("年" if mark == "年" else ""), first, int(second), third)
    elif text.isascii() and text.isdigit():
        yield from _compact(text)
    elif re.fullmatch(r"\d{5}\.\d+", text):
        yield from _serial(int(text[:5]))


def _written(era: str, first: str, second: int, third: str) -> Iterator[Parts]:
    """The parts between separators; without an era a year of one or two digits, or a year at the end, is open."""
    if len(third) > 2:
        if len(third) == 4 and len(first) <= 2 and not era:
            yield int(third), int(first), second
            yield int(third), second, int(first)
        return
    year, day = int(first), int(third)
    if era in ("西元", "公元") or len(first) == 4:
        yield year, second, day
    elif year:
        yield year + FIRST_YEAR, second, day
        if not era and len(first) <= 2:
            yield from _two_digits(year, second, day)


def _two_digits(first: int, second: int, third: int) -> Iterator[Parts]:
    """The year of a century at the beginning, or at the end."""
    for century in (1900, 2000):
        yield century + first, second, third
        yield century + third, first, second
        yield century + third, second, first


def _compact(text: str) -> Iterator[Parts]:
    day, month, year = text[-2:], text[-4:-2], text[:-4]
    if len(text) == 5:
        yield from _serial(int(text))
    elif len(text) in (7, 8):
        yield from _written("", year, int(month), day)
    elif len(text) == 6:
        yield int(year) + FIRST_YEAR, int(month), int(day)
        yield from ((century + int(year), int(month), int(day)) for century in (1900, 2000))


def _serial(number: int) -> Iterator[Parts]:
    if number in SERIALS:
        day = SERIAL_ZERO + timedelta(days=number)
        yield day.year, day.month, day.day
