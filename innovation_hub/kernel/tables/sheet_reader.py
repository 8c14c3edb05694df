"""試算表讀取程序: a process of its own, so that a file that is too much for its memory ends it and nothing else.

A workbook comes on standard input; its sheets go to standard output as JSON, or {"error": why}.
"""

import json
import sys
from datetime import date, datetime, time
from io import BytesIO

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]  # the checks below ask for it

MEMORY = 1_500_000_000  # bytes
SECONDS = 60  # of the processor
CELLS = 5_000_000
ROWS, COLUMNS = 120_000, 2_000


class TooLarge(Exception):
    """The sheet spans more than is read."""


def main() -> None:
    """Reads one workbook."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    json.dump(_read(sys.stdin.buffer.read()), sys.stdout)


def _read(content: bytes) -> object:
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        return {"sheets": [{"name": name, "rows": _rows(book.get_sheet_by_name(name))} for name in book.sheet_names]}
    except PasswordError:
        return {"error": "password"}
    except (TooLarge, MemoryError):
        return {"error": "too_large"}
    except BaseException:  # what the library throws is no Exception where it gave up
        return {"error": "unreadable"}


def _rows(sheet: CalamineSheet) -> list[tuple[int, list[str]]]:
    """The rows that are not empty, each with its number from 1."""
    height, width = (sheet.end[0] + 1, sheet.end[1] + 1) if sheet.end else (0, 0)
    if height > ROWS or width > COLUMNS or height * width > CELLS:
        raise TooLarge
    rows = sheet.to_python(skip_empty_area=False)
    written = ((number, [_written(cell) for cell in row]) for number, row in enumerate(rows, 1))
    return [(number, cells) for number, cells in written if any(cells)]


def _written(cell: object) -> str:
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


if __name__ == "__main__":
    main()
