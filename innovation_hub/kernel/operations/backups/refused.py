"""做不到: why a backup or a restore was not done; nothing has changed."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FULL = ("disk is full", "No space left on device")


class Refused(Exception):
    """It was not done; the sentence says why and what to do."""


@contextmanager
def full_disks_reported(place: Path) -> Iterator[None]:
    """Turns the many ways to say that a disk is full, or may not be written, into one sentence."""
    try:
        yield
    except Refused as refusal:
        if any(words in str(refusal) for words in FULL):
            raise Refused(f"磁碟空間不足 no space left in {place}") from refusal
        raise
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise Refused(f"磁碟空間不足 no space left in {place}") from error
        raise Refused(f"無法寫入或讀取 cannot write or read in {place}: {error.strerror or error}") from error
