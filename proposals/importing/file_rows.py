"""匯入檔: a file of JSON lines, or a CSV table with a head, as numbered rows; all UTF-8, with or without BOM."""

import csv
import json
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

LONGEST = 10_000_000
Row = dict[str, Any]
Numbered = tuple[int, Row | None]


def read(file: Path) -> Iterator[Numbered]:
    """Each row with its number as an editor or a spreadsheet shows it; None is a row that is not an object.

    Empty rows are left out. Bytes that are not UTF-8 come as lone surrogates, for whoever checks the row to refuse.
    """
    with file.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as lines:
        kind = _from_table if _is_table(file) else _from_lines
        yield from kind(lines)


def _is_table(file: Path) -> bool:
    if file.suffix.lower() in (".csv", ".jsonl", ".ndjson", ".json"):
        return file.suffix.lower() == ".csv"
    return not file.read_bytes().lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def _from_lines(lines: Iterable[str]) -> Iterator[Numbered]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield number, _object(line)


def _object(line: str) -> Row | None:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _from_table(lines: Iterable[str]) -> Iterator[Numbered]:
    csv.field_size_limit(LONGEST)
    rows = csv.reader(lines)
    head = [name.strip() for name in next(rows, [])]
    for number, cells in enumerate(rows, 2):
        row = {name: cell for name, cell in zip_longest(head, cells, fillvalue="") if cell}
        if row:
            yield number, row
