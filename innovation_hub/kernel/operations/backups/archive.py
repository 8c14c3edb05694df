"""備份檔: a compressed tar, the manifest first; it appears under its name only when it is whole."""

import gzip
import hashlib
import io
import os
import re
import tarfile
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO

from innovation_hub.kernel.operations.backups.manifest import NAME, Manifest
from innovation_hub.kernel.operations.backups.refused import Refused

CHUNK, LEVEL = 1 << 20, 3
MEMBER = re.compile(r"[a-z][a-z0-9_.-]*")
DAMAGED = "備份檔損壞，沒有還原 the backup is damaged, nothing was restored"
Report = Callable[[int], None]


def pack(manifest: Manifest, members: list[Path], file: Path, report: Report) -> Manifest:
    """Writes the archive; returns the manifest with each member's hash."""
    whole = replace(manifest, members={member.name: hashed(member) for member in members})
    with _whole(file) as target, tarfile.open(fileobj=target, mode="w:gz", compresslevel=LEVEL) as tar:
        said = whole.written()
        tar.addfile(_entry(NAME, len(said)), io.BytesIO(said))
        for member in members:
            with member.open("rb") as source:
                tar.addfile(_entry(member.name, member.stat().st_size), _Reported(source, report))
    return whole


def unpack(file: Path, folder: Path, report: Report) -> Manifest:
    """Puts the members into the folder, each proved by its hash; Refused where anything is missing, more or other."""
    try:
        with tarfile.open(file, "r:gz") as tar:
            manifest = _manifest(tar)
            found = dict(_members(tar, manifest, folder, report))
    except (tarfile.TarError, EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise Refused(f"{DAMAGED}: {error}") from error
    if found != manifest.members:
        wrong = sorted(name for name, digest in manifest.members.items() if found.get(name) != digest)
        raise Refused(f"{DAMAGED}: {', '.join(wrong)}")
    return manifest


def peek(file: Path) -> Manifest:
    """The manifest alone, unproved."""
    with tarfile.open(file, "r:gz") as tar:
        return _manifest(tar)


def hashed(file: Path) -> str:
    """SHA-256 of a file."""
    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


@contextmanager
def _whole(file: Path) -> Iterator[IO[bytes]]:
    """A file beside, which takes the name when all of it is on the disk; until then the name means what it meant."""
    number, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.", suffix=".part")
    try:
        with os.fdopen(number, "wb") as target:
            yield target
            target.flush()
            os.fsync(target.fileno())
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    settle(file.parent)


def settle(folder: Path) -> None:
    """Until the names in the folder are on the disk."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    return entry


def _manifest(tar: tarfile.TarFile) -> Manifest:
    first = tar.next()
    source = tar.extractfile(first) if first is not None and first.name == NAME else None
    if source is None:
        raise Refused(f"這不是本產品的備份檔 this is not a backup of this product: {Path(str(tar.name)).name}")
    return Manifest.read(source.read())


def _members(tar: tarfile.TarFile, manifest: Manifest, folder: Path, report: Report) -> Iterator[tuple[str, str]]:
    while (entry := tar.next()) is not None:
        source = tar.extractfile(entry)
        if source is None or entry.name not in manifest.members or not MEMBER.fullmatch(entry.name):
            raise Refused(f"{DAMAGED}: {entry.name}")
        digest = hashlib.sha256()
        with (folder / entry.name).open("wb") as target:
            while chunk := source.read(CHUNK):
                digest.update(chunk)
                target.write(chunk)
                report(len(chunk))
        yield entry.name, digest.hexdigest()


class _Reported:
    """A file that tells how much of it was read."""

    def __init__(self, source: IO[bytes], report: Report) -> None:
        self.source, self.report = source, report

    def read(self, size: int = -1) -> bytes:
        """The next piece."""
        piece = self.source.read(size)
        self.report(len(piece))
        return piece
