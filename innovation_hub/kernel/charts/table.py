"""數字的表: the figures behind a chart or a list, the same for page, ODS and CSV."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """A name, a heading per column and rows of plain values: text, numbers, dates, booleans, None."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]
