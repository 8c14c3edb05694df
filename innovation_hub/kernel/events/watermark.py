"""落定: up to where the journal gains no more rows, whatever transactions are still open."""

from sqlalchemy import text

from innovation_hub.kernel.events import journal
from innovation_hub.kernel.storage.session import db, is_sqlite

WRITING = text(
    "SELECT virtualtransaction FROM pg_locks JOIN pg_database ON pg_database.oid = database "
    "WHERE datname = current_database() AND relation = CAST('events' AS regclass) "
    "AND mode = 'RowExclusiveLock' AND pid IS DISTINCT FROM pg_backend_pid()"
)


class Settled:
    """Up to where the journal gains no more rows: an open transaction may hold a position before the last one seen.

    On PostgreSQL whoever has a position has had the table's lock since before, and until its commit can be seen. So the
    end once seen is settled when all who held that lock afterwards have let it go. SQLite has one writer.
    """

    def __init__(self) -> None:
        self.position, self.seen = 0, 0
        self.waiting: set[str] = set()

    def look(self) -> int:
        """The position, as far as is known now."""
        end = journal.end()
        writing = set() if is_sqlite() else set(db.session.scalars(WRITING))
        if not self.waiting & writing:
            self.position, self.seen, self.waiting = self.seen, end, writing
        return self.position if writing else end
