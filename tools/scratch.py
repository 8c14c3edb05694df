"""跑測試時的暫存處：記憶體夠就不碰磁碟 | Where a test run keeps what it throws away: in memory where there is room."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEMORY = Path("/dev/shm")
ROOM = 2 * 1024**3


@contextmanager
def folder() -> Iterator[str]:
    """Takes all temporary files of this process until it is removed; waiting for a disk tests nothing here."""
    with tempfile.TemporaryDirectory(prefix="hub-test-", dir=_place(), ignore_cleanup_errors=True) as made:
        Path(made).chmod(0o711)  # a PostgreSQL of our own, which refuses root, goes through it
        before, tempfile.tempdir = tempfile.tempdir, made
        try:
            yield made
        finally:
            tempfile.tempdir = before


def _place() -> Path | None:
    return MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM else None
