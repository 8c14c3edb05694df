"""匯出: a table as an ODS or CSV file, numbers and dates kept, no cell taken for a formula."""

import csv
import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from math import isfinite
from urllib.parse import quote

import odswriter
from flask import Response

from innovation_hub.kernel import clock
from innovation_hub.kernel.charts.table import Table
from innovation_hub.kernel.errors import NotFound

__all__ = ["Table", "table_response"]

Cell = str | bool | int | float | Decimal | date | None

# What XML 1.0 cannot hold; Unicode's noncharacters and lone surrogates go with it.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Spreadsheets in East Asian languages take full-width signs for the narrow ones.
FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
# What no file system or sheet name takes, and the marks that turn a name's direction round.
UNNAMEABLE = re.compile('[\x00-\x1f\x7f/\\\\:*?"<>|\\[\\]\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+')


def table_response(table: Table, form: str) -> Response:
    """Send the table as a file to be saved; `form` is ods or csv, anything else is not found."""
    if form not in FORMS:
        raise NotFound
    mimetype, write = FORMS[form]
    response = Response(write(table), mimetype=mimetype)
    response.headers["Content-Disposition"] = _disposition(_stem(table.name), form)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _disposition(stem: str, form: str) -> str:
    """Name the file as RFC 6266 asks: plain for old programs, UTF-8 for the others."""
    return f"attachment; filename=\"table.{form}\"; filename*=UTF-8''{quote(f'{stem}.{form}', safe='')}"


def _stem(name: str) -> str:
    return UNNAMEABLE.sub("_", name).strip(" .'")[:80] or "table"


def _csv(table: Table) -> bytes:
    """Write UTF-8 with the mark that Excel wants and the line ends of RFC 4180."""
    written = StringIO(newline="")
    csv.writer(written).writerows([_written(cell) for cell in row] for row in _rows(table))
    return written.getvalue().encode("utf-8-sig")


def _written(cell: Cell) -> str:
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds")
    if isinstance(cell, str) and FORMULA.match(cell):
        return f"'{cell}"
    return "" if cell is None else str(cell)


def _ods(table: Table) -> bytes:
    written = BytesIO()
    with odswriter.writer(written) as book:
        sheet = book.new_sheet(_stem(table.name)[:31], cols=len(table.columns))
        sheet.writerows(_rows(table))
    return written.getvalue()


def _rows(table: Table) -> Iterable[list[Cell]]:
    return ([_plain(cell) for cell in row] for row in (table.columns, *table.rows))


def _plain(cell: object) -> Cell:
    """Keep numbers, dates and truth as they are, instants by the clocks of Taipei; all else is text."""
    if isinstance(cell, datetime):
        return clock.local(cell).replace(tzinfo=None, microsecond=0) if cell.tzinfo else cell.replace(microsecond=0)
    if cell is None or isinstance(cell, bool | date) or (isinstance(cell, int | float | Decimal) and isfinite(cell)):
        return cell
    return UNWRITABLE.sub("", str(cell))


FORMS: dict[str, tuple[str, Callable[[Table], bytes]]] = {
    "ods": ("application/vnd.oasis.opendocument.spreadsheet", _ods),
    "csv": ("text/csv", _csv),
}
