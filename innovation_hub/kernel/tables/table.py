"""讀到的表: a row of a file with its place and its faults, and the file as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass, field

MOST_BYTES = 20_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 200


@dataclass(frozen=True)
class Fault:
    """What is wrong in a row: at which field ("" for the whole row), its code for programs, a sentence for people."""

    field: str
    code: str
    message: str


@dataclass(frozen=True)
class Row:
    """A row: its number as a spreadsheet counts, the line of a text file where it begins, its cells by key."""

    number: int
    line: int
    cells: dict[str, object]
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Record:
    """A row before its head is known: its place and cells, or why it could not be split into cells."""

    number: int
    line: int
    cells: Sequence[str]
    fault: Fault | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it."""
        return self.fault is None and not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True)
class Reading:
    """A file as it was read: what it was taken for, its head, its rows, and what a person should know of it."""

    kind: str
    head: tuple[str, ...]
    rows: list[Row]
    notes: list[str] = field(default_factory=list)
