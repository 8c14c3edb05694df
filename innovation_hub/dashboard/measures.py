"""算法: how a figure's value is made of a tally; every division guards its zero and says so."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import ceil

from flask_babel import lazy_gettext as _l

from innovation_hub.dashboard.tally import Tally

CASES, DAYS = "件", "工作日"
NO_STAFF = _l("這個範圍沒有可提案的在職同仁，無從計算。")
NO_DECISIONS = _l("這個範圍還沒有已決定的提案，無從計算。")
NOTHING = {
    "accepted": _l("這個範圍還沒有受理的提案，無從計算。"),
    "reply_due": _l("這個範圍還沒有該回覆的提案，無從計算。"),
    "decided": NO_DECISIONS,
}


@dataclass(frozen=True)
class Measure:
    """A value of a tally; `of` is the set of proposals it counts, `part` those among them that raise it."""

    value: Callable[[Tally], float | None]
    of: str
    unit: str
    part: str | None = None
    nothing: object = ""


def cases(of: str) -> Measure:
    """How many proposals the set holds."""
    return Measure(lambda tally: tally.counts[of], of, CASES)


def share(part: str, of: str) -> Measure:
    """How many percent of the set `of` are in the set `part`."""
    return Measure(lambda tally: _ratio(100 * tally.counts[part], tally.counts[of], "0.1"), of, "%", part, NOTHING[of])


def days(found: Callable[[list[int]], float]) -> Measure:
    """One of the working days that the decided ones took, as `found` among them in order."""
    return Measure(
        lambda tally: found(sorted(tally.cycle)) if tally.cycle else None, "decided", DAYS, nothing=NO_DECISIONS
    )


def _participation(tally: Tally) -> float | None:
    return _ratio(100 * tally.proposers, tally.staff, "0.1")


def _per_head(tally: Tally) -> float | None:
    return _ratio(tally.counts["accepted"], tally.staff, "0.01")


PARTICIPATION = Measure(_participation, "accepted", "%", nothing=NO_STAFF)
PER_HEAD = Measure(_per_head, "accepted", "件／人", nothing=NO_STAFF)


def ninetieth(values: list[int]) -> int:
    """The 90th percentile of sorted values by nearest rank: nine in ten are no higher."""
    return values[ceil(len(values) * 9 / 10) - 1]


def _ratio(part: int, whole: int, step: str) -> float | None:
    """Part by whole, halves rounded up as by hand (四捨五入); None where the whole is zero."""
    return float((Decimal(part) / whole).quantize(Decimal(step), ROUND_HALF_UP)) if whole else None
