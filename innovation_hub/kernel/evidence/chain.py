"""鏈: each entry of the journal, all its columns, hashed together with all before it; the same on either engine.

The form of a row is for ever: a JSON array (RFC 8259, UTF-8, no blanks) of the columns in this order, the body as the
text it was written as, the instant as `2026-11-25 01:02:03.000004` in UTC. A column the journal gains goes to its end.
"""

import json
from bisect import bisect_right
from collections.abc import Sequence
from hashlib import sha256
from operator import itemgetter
from typing import Any

from sqlalchemy import text

from innovation_hub.kernel.storage.session import db

COLUMNS = ("position", "stream", "sequence", "name", "version", "body", "at", "by_id", "cause", "trace")
SPOKEN = {
    "sqlite": {},
    "postgresql": {"body": "body::text", "at": "to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"},
}
PAGES = {
    engine: text(
        f"SELECT {', '.join(spoken.get(column, column) for column in COLUMNS)} FROM events "
        "WHERE position > :after ORDER BY position LIMIT :limit"
    )
    for engine, spoken in SPOKEN.items()
}
START = bytes(32)
PAGE = 5000
Row = tuple[Any, ...]
_position: Any = itemgetter(0)
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def link(before: bytes, row: Row) -> bytes:
    """The hash of all up to this row: SHA-256 over the hash before it and the row."""
    return sha256(before + _encode(row).encode()).digest()


def page(after: int, until: int, limit: int = PAGE) -> list[Row]:
    """At most `limit` rows of the journal after one position and up to another, as the database has them.

    The end is cut off here: PostgreSQL takes a range with two ends for so few rows that it would sort all of them.
    """
    asked = {"after": after, "limit": limit}
    result: Any = db.session.execute(PAGES[db.engine.dialect.name], asked)
    rows: list[Row] = result.cursor.fetchall()  # raw rows: SQLAlchemy's own cost as much again as the hash
    return rows[: bisect_right(rows, until, key=_position)]


class Reader:
    """Reads the journal on in order, a page at a time, up to a last position."""

    def __init__(self, last: int) -> None:
        self.last, self.rows, self.next = last, list[Row](), 0
        self.after, self.ended = 0, False

    def until(self, position: int) -> Sequence[Row]:
        """The rows not read yet up to this position."""
        found: list[Row] = []
        while True:
            end = bisect_right(self.rows, position, self.next, key=_position)
            found += self.rows[self.next : end]
            self.next = end
            if end < len(self.rows) or not self._turn():
                return found

    def some(self) -> Sequence[Row]:
        """The next rows, as many as a page has; none at the end."""
        if self.next == len(self.rows) and not self._turn():
            return []
        rest, self.next = self.rows[self.next :], len(self.rows)
        return rest

    def _turn(self) -> bool:
        """Takes the next page; False when there is none."""
        if not self.ended:
            self.rows, self.next = page(self.after, self.last), 0
            self.after = self.rows[-1][0] if self.rows else self.after
            self.ended = not self.rows
        return not self.ended
