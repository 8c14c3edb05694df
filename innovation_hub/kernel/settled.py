"""落定: up to where the journal gains no more rows, whatever transactions are still open."""

from sqlalchemy import text

from innovation_hub.kernel import journal
from innovation_hub.kernel.db import db, is_sqlite

OPEN = "SELECT pg_snapshot_xmin(s)::text::bigint, pg_snapshot_xmax(s)::text::bigint FROM pg_current_snapshot() s"


class Settled:
    """Up to where the journal gains no more rows: an open transaction may hold a position before the last one seen.

    On PostgreSQL the end once seen is settled when all transactions open then have ended; SQLite has one writer.
    """

    def __init__(self) -> None:
        self.position, self.seen, self.after = 0, 0, -1

    def look(self) -> int:
        """The position, as far as is known now."""
        if is_sqlite():
            return journal.end()
        end = journal.end()
        oldest, next_one = db.session.execute(text(OPEN)).one()
        if oldest >= self.after:
            self.position, self.seen, self.after = self.seen, end, next_one
        return self.position
