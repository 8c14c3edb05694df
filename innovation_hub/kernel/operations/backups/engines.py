"""兩種資料庫的備份: what a backup asks of an engine, and which one ours is."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from innovation_hub.kernel.operations.backups import postgresql, sqlite
from innovation_hub.kernel.operations.backups.archive import Report
from innovation_hub.kernel.operations.backups.manifest import Manifest
from innovation_hub.kernel.storage.session import db


class Engine(Protocol):
    """How an engine's database is copied while others write, and how a copy takes its place."""

    COPY: str

    def copy(self, folder: Path, report: Report) -> tuple[Path, Manifest]:
        """A copy of one moment in the folder, and what is in it."""

    def bytes_to_copy(self) -> int:
        """About how large the copy will be."""

    def occupied(self) -> int:
        """How many people and events the database has."""

    def filled(self, member: Path) -> AbstractContextManager[str]:
        """The address of a database beside ours, filled from the copy; gone afterwards unless it took our place."""

    def take_place(self, url: str, keep: str) -> str:
        """Puts it in our place in one step; the old one is kept under this word, where one is given."""


ENGINES: dict[str, Engine] = {"sqlite": sqlite, "postgresql": postgresql}


def ours() -> Engine:
    """The one the product is on."""
    return ENGINES[db.engine.dialect.name]
