"""SQLite 的備份: a copy by the engine's own backup, of one moment, while others write; a file in another's place."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import NullPool, create_engine

from innovation_hub.kernel.operations.backups import archive
from innovation_hub.kernel.operations.backups.archive import Report
from innovation_hub.kernel.operations.backups.manifest import Manifest
from innovation_hub.kernel.operations.backups.refused import Refused
from innovation_hub.kernel.storage.session import db

COPY, PAGES = "database.sqlite3", 2000
IN_USE = "資料庫還在使用中，請先停止所有伺服器與工人 the database is in use: stop all servers and workers first"


def copy(folder: Path, report: Report) -> tuple[Path, Manifest]:
    """The copy in the folder, and what is in it.

    The read transaction held on the source keeps it at one moment: without it each write begins the copy anew.
    """
    target = folder / COPY
    try:
        with closing(sqlite3.connect(_file(), isolation_level=None)) as source, closing(_plain(target)) as made:
            source.execute("BEGIN")
            source.execute("SELECT count(*) FROM sqlite_master").fetchone()
            size = source.execute("PRAGMA page_size").fetchone()[0]
            left = [source.execute("PRAGMA page_count").fetchone()[0]]
            source.backup(made, pages=PAGES, progress=lambda _, rest, all: _report(report, left, rest, size), sleep=0)
            made.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        raise Refused(str(error)) from error
    return target, _seen_in(target)


def bytes_to_copy() -> int:
    """About how large the copy will be."""
    return _file().stat().st_size if _file().exists() else 0


def occupied() -> int:
    """How many people and events the database has; 0 also where there is none."""
    if not _file().exists():
        return 0
    with closing(_plain(_file())) as found:
        names = {name for (name,) in found.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        counted = names & {"employees", "events"}
        return sum(found.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in counted)


@contextmanager
def filled(member: Path) -> Iterator[str]:
    """The address of a database beside ours, filled from the copy; on the same disk, so that it can take our place."""
    beside = _file().with_suffix(".restoring")
    beside.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside.touch(mode=0o600)
    shutil.copyfile(member, beside)
    try:
        yield f"sqlite:///{beside}"
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            Path(f"{beside}{ending}").unlink(missing_ok=True)


def take_place(url: str, keep: str) -> str:
    """Puts the filled database in place of ours, in one step; returns where the old one is kept, if it is."""
    new, kept = Path(url.removeprefix("sqlite:///")), ""
    _alone(new)
    with new.open("rb") as file:
        os.fsync(file.fileno())
    if _file().exists():
        _alone(_file())
        if keep:
            kept = f"{_file()}.{keep}"
            os.link(_file(), kept)
    new.replace(_file())
    archive.settle(_file().parent)
    return kept


def _alone(file: Path) -> None:
    """Has all of it in the one file, with no log beside; Refused where others are in it."""
    with closing(sqlite3.connect(file, timeout=1, isolation_level=None)) as found:
        try:
            found.execute("PRAGMA locking_mode = EXCLUSIVE")
            mode = found.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
            found.execute("BEGIN EXCLUSIVE")
            found.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise Refused(f"{IN_USE} ({error})") from error
    if mode != "delete":
        raise Refused(IN_USE)


def _seen_in(file: Path) -> Manifest:
    engine = create_engine(f"sqlite:///{file}", poolclass=NullPool)
    with engine.connect() as connection:
        return Manifest.of(connection)


def _plain(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(file, isolation_level=None)


def _file() -> Path:
    return Path(str(db.engine.url.database))


def _report(report: Report, left: list[int], rest: int, size: int) -> None:
    report((left[0] - rest) * size)
    left[0] = rest
