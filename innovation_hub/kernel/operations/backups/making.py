"""備份: the whole product as it stands at one moment, in one file, while it goes on working."""

import tempfile
from pathlib import Path

from innovation_hub.kernel.operations.backups.archive import Report, pack
from innovation_hub.kernel.operations.backups.engines import ours
from innovation_hub.kernel.operations.backups.manifest import Manifest
from innovation_hub.kernel.operations.backups.refused import Refused, full_disks_reported
from innovation_hub.kernel.storage.session import db


def make(file: Path, force: bool, report: Report) -> Manifest:
    """Makes the backup and returns what is in it; Refused where it cannot be, and nothing is left behind then."""
    if file.exists() and not force:
        raise Refused(f"{file} 已經存在，要覆蓋請加 --force already exists: --force overwrites it")
    if not file.parent.is_dir():
        raise Refused(f"沒有這個資料夾 there is no folder {file.parent}")
    db.session.rollback()
    with (
        full_disks_reported(file.parent),
        tempfile.TemporaryDirectory(dir=file.parent, prefix=f".{file.name}.") as folder,
    ):
        member, manifest = ours().copy(Path(folder), report)
        return pack(manifest, [member], file, report)


def bytes_to_come() -> int:
    """About how much `make` will tell of: each byte is copied, then packed."""
    return 2 * ours().bytes_to_copy()
