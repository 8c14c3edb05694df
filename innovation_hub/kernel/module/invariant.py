"""不變條件: what must hold in the whole database, a row each: its key, its sentence, and which rows break it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Executable

from innovation_hub.kernel.storage.session import db

Rows = Iterable[Mapping[str, Any]]


@dataclass(frozen=True)
class Invariant:
    """One thing that must hold: `holds` says it; `broken` is the query, or the function, that finds what breaks it.

    Each row found names the thing by what a person can look up. The key is for ever.
    """

    key: str
    holds: object
    broken: Executable | Callable[[], Rows | Executable]

    def breaking(self) -> Iterator[dict[str, Any]]:
        """The rows that break it, in the open transaction."""
        found = self.broken() if callable(self.broken) else self.broken
        for row in rows(found) if isinstance(found, Executable) else found:
            yield dict(row)


def rows(query: Executable) -> Iterator[dict[str, Any]]:
    """The rows of a query, a batch at a time: a year of events need not stand in memory."""
    found = db.session.execute(query, execution_options={"yield_per": 1000}).mappings()
    return (dict(row) for row in found)
