"""日期: days and years as the office writes them, read into one form.

2026-12-31, 2026/12/31, 115/12/31, 115.12.31, 民國115年12月31日, 1151231 and 20261231, in digits of any width.
A year below 1000 is of the Republic (民國元年 is 1912), one above is of the common era.
"""

import re
import unicodedata
from datetime import date

FIRST_YEAR = 1911
YEARS_AHEAD = 10
_ERA = "(?:中華民國|民國|西元|公元|[Rr][Oo][Cc])?"
_PARTED = re.compile(_ERA + r"([0-9]{1,4})(?:年|[-/.])([0-9]{1,2})(?:月|[-/.])([0-9]{1,2})日?")
_WHOLE = re.compile(_ERA + "([0-9]{2,4})([0-9]{2})([0-9]{2})")
_YEAR = re.compile(_ERA + "([0-9]{1,4})年?度?")
LONGEST = 40  # characters of what may be a day


def read_day(text: str) -> date | None:
    """The day that is written; None where it is none, or there is no such day."""
    written = _plain(text)
    found = _PARTED.fullmatch(written) or _WHOLE.fullmatch(written)
    if found is None:
        return None
    year, month, day = map(int, found.groups())
    if not year:
        return None
    try:
        return date(_common_era(year), month, day)
    except ValueError:
        return None


def read_year(text: str) -> int | None:
    """The year of the Republic that is written, 115 or 2026; None where it is none."""
    found = _YEAR.fullmatch(_plain(text))
    year = _common_era(int(found[1])) - FIRST_YEAR if found else 0
    return year if 0 < year < 1000 else None


def is_soon(day: date, today: date) -> bool:
    """Whether it lies within ten years from today: what lies beyond was mistyped."""
    return day.year - today.year <= YEARS_AHEAD


def _common_era(year: int) -> int:
    return year + FIRST_YEAR if year < 1000 else year


def _plain(text: str) -> str:
    """In plain digits and without blanks; nothing where it is too long to be a day."""
    return "".join(unicodedata.normalize("NFKC", text).replace("−", "-").split()) if len(text) <= LONGEST else ""
