"""百分比: contributions in percent with two decimals, kept as whole hundredths so that they always sum to 100."""

from collections.abc import Iterable, Mapping
from math import isfinite

from sqlalchemy import Integer
from sqlalchemy.types import TypeDecorator

WHOLE = 10_000
Number = int | float


def hundredths(percent: Number) -> int:
    """Percent as whole hundredths of a percent: 33.34 → 3334."""
    return round(percent * 100)


def percent(hundredths: int) -> Number:
    """Hundredths of a percent as percent: 3334 → 33.34, 4000 → 40."""
    return hundredths // 100 if hundredths % 100 == 0 else hundredths / 100


def read(given: object) -> Number:
    """A number, or a number in text, as percent; ValueError where it is none or has more than two decimals."""
    value = float(str(given)[:30])
    if not isfinite(value) or abs(value) > WHOLE or abs(value * 100 - round(value * 100)) > 1e-6:
        raise ValueError
    return percent(hundredths(value))


def total(portions: Iterable[Number]) -> int:
    """The sum of these percents, in hundredths."""
    return sum(map(hundredths, portions))


def equal(people: Iterable[int]) -> dict[int, Number]:
    """100 % in equal parts by largest remainder: what is left over goes to the first ones (33.34, 33.33, 33.33)."""
    ids = list(people)
    part, rest = divmod(WHOLE, len(ids))
    return {id: percent(part + (n < rest)) for n, id in enumerate(ids)}


def apportion(exact: Mapping[int, int], scale: int) -> dict[int, int]:
    """Hundredths out of `exact` (hundredths times `scale`, summing to 100 %), at least one each, by largest remainder.

    What is left goes to the largest remainders, what is too much comes from the largest parts; the earlier first.
    """
    found = {person: max(1, part // scale) for person, part in exact.items()}
    rest = WHOLE - sum(found.values())
    for person in sorted(found, key=lambda person: found[person] * scale - exact[person])[: max(rest, 0)]:
        found[person] += 1
    for _ in range(-rest):
        found[max(found, key=lambda person: found[person])] -= 1
    return found


class Percent(TypeDecorator[Number]):
    """A column of whole hundredths that reads and writes percent."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Number | None, dialect: object) -> int | None:
        """Percent → hundredths."""
        return None if value is None else hundredths(value)

    def process_result_value(self, value: int | None, dialect: object) -> Number | None:
        """Hundredths → percent."""
        return None if value is None else percent(int(value))
