"""健檢: asks every invariant of the whole database, as it stands at one moment, and names what breaks one."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from innovation_hub.kernel.module.invariant import Invariant
from innovation_hub.kernel.module.module import modules
from innovation_hub.kernel.operations import invariants
from innovation_hub.kernel.storage.session import db, is_sqlite, reading, writing

SNAPSHOT = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


@dataclass(frozen=True)
class Finding:
    """One invariant, the rows that break it, and the seconds it took to ask."""

    invariant: Invariant
    rows: Sequence[dict[str, Any]]
    seconds: float


def all_invariants() -> list[Invariant]:
    """The ground's and each module's own."""
    return [*invariants.INVARIANTS, *(one for module in modules().values() for one in module.invariants)]


def examine(asked: Sequence[Invariant] | None = None) -> Iterator[Finding]:
    """Asks them one by one; nothing that happens meanwhile is seen, and nobody waits."""
    with _moment():
        for invariant in all_invariants() if asked is None else asked:
            begun = time.monotonic()
            rows = _ask(invariant)
            yield Finding(invariant, rows, time.monotonic() - begun)


def _ask(invariant: Invariant) -> list[dict[str, Any]]:
    """The rows that break it; where it cannot be asked, say of what is no longer to be read, that is what is wrong."""
    try:
        with db.session.begin_nested():
            return list(invariant.breaking())
    except Exception as error:
        return [{"error": f"{type(error).__name__}: {error}"[:500]}]


def _weigh() -> None:
    """Has SQLite look how large its tables are: it never does by itself, and then asks a hundred times longer."""
    if is_sqlite():
        with writing(), db.engine.begin() as connection:
            connection.exec_driver_sql("PRAGMA analysis_limit = 1000")
            connection.exec_driver_sql("ANALYZE")


@contextmanager
def _moment() -> Iterator[None]:
    db.session.rollback()
    _weigh()
    with reading():
        if not is_sqlite():
            db.session.connection(execution_options=SNAPSHOT)
            db.session.execute(text("SET LOCAL statement_timeout = 0"))
        try:
            yield
        finally:
            db.session.rollback()
