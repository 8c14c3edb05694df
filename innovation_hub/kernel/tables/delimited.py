"""分隔文字: the rows of a table written as text, after RFC 4180; a row whose quotation is broken stands alone.

Such a row ends with the line on which it began, so that nothing after it is swallowed.
"""

import re
from collections.abc import Callable, Iterator
from itertools import islice

from flask_babel import gettext as _

from innovation_hub.kernel.tables.table import Fault, Record

MARKS = {",": "CSV", "\t": "TSV", ";": "CSV (;)", "|": "CSV (|)"}
SEPARATOR_LINE = re.compile(r"sep=(.)\n", re.IGNORECASE)  # the line that tells Excel which one


def records(text: str, mark: str) -> Iterator[Record]:
    """Each row, blank ones too, with its number and the line where it begins; the text has plain line ends."""
    at, line, number = 0, 1, 0
    while at < len(text):
        number += 1
        cells, end, fault = _record(text, at, mark)
        yield Record(number, line, cells, fault)
        line += text.count("\n", at, end)
        at = end


def separator(text: str, is_known: Callable[[str], bool]) -> str:
    """The mark between cells: the one that gives the first row the most known heads, then the most cells."""
    said = SEPARATOR_LINE.match(text)
    if said and said[1] in MARKS:
        return said[1]

    def worth(mark: str) -> tuple[int, int]:
        head = next((one.cells for one in islice(records(text, mark), 20) if not one.is_blank), ())
        return sum(map(is_known, head)), len(head)

    return max(MARKS, key=worth)


def _record(text: str, start: int, mark: str) -> tuple[list[str], int, Fault | None]:
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    line = text[start:end]
    if '"' not in line:
        return line.split(mark), end + 1, None
    try:
        cells, after = _quoted(text, start, mark)
    except ValueError as error:
        return line.split(mark), end + 1, Fault("", "broken_quotation", str(error))
    return cells, after, None


def _quoted(text: str, at: int, mark: str) -> tuple[list[str], int]:
    ends = re.compile(f"[{re.escape(mark)}\n]|\\Z")
    cells = []
    while True:
        if text.startswith('"', at):
            cell, at = _inside(text, at + 1, mark)
        else:
            found = ends.search(text, at)
            end = found.start() if found else len(text)
            cell, at = text[at:end], end
        cells.append(cell)
        if not text.startswith(mark, at):
            return cells, at + 1
        at += 1


def _inside(text: str, start: int, mark: str) -> tuple[str, int]:
    """What stands between two quotation marks, and where the cell ends."""
    at = text.find('"', start)
    while at >= 0 and text.startswith('"', at + 1):
        at = text.find('"', at + 2)
    if at < 0:
        raise ValueError(_("引號沒有結束。請補上結尾的引號，或把開頭的引號改成兩個。"))
    after = at + 1
    while text.startswith(" ", after):
        after += 1
    if after < len(text) and text[after] not in (mark, "\n"):
        raise ValueError(_("結尾的引號後面還有文字。內容裡的引號請寫成兩個。"))
    return text[start:at].replace('""', '"'), after
