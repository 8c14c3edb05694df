"""還原: a backup proved, filled in beside, brought up to date, examined, and only then put in place."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask, current_app
from flask_migrate import Migrate, upgrade

from innovation_hub.kernel import clock
from innovation_hub.kernel.config import ROOT
from innovation_hub.kernel.evidence import verify
from innovation_hub.kernel.module.module import modules
from innovation_hub.kernel.operations import doctor
from innovation_hub.kernel.operations.backups.archive import Report, unpack
from innovation_hub.kernel.operations.backups.engines import ours
from innovation_hub.kernel.operations.backups.manifest import Manifest
from innovation_hub.kernel.operations.backups.refused import Refused, full_disks_reported
from innovation_hub.kernel.operations.doctor import Finding
from innovation_hub.kernel.search.texts import fold_anew
from innovation_hub.kernel.storage.schema_version import versions
from innovation_hub.kernel.storage.session import db, init_db, reading, writing
from innovation_hub.kernel.text.language import init_words


@dataclass(frozen=True)
class Restored:
    """What was restored, where the old one is kept, what the doctor found, where the journal parts from its seals."""

    manifest: Manifest
    kept: str
    findings: Sequence[Finding]
    parted: verify.Finding | None


def restore(file: Path, replace: bool, report: Report) -> Restored:
    """Puts the backup in place of the database; Refused where it cannot be, and the database is as before then."""
    occupied = ours().occupied()
    if occupied and not replace:
        raise Refused("資料庫裡已有資料，要取代請加 --replace the database is not empty: --replace replaces it")
    with prove(file, report) as (manifest, folder):
        _refuse_others(manifest)
        with full_disks_reported(Path()), ours().filled(folder / ours().COPY) as url:
            with _product_on(url):
                findings, parted = _made_ready(manifest)
            db.session.remove()
            db.engine.dispose()
            stamp = f"replaced_{clock.local(clock.now()):%Y%m%d%H%M%S}"
            return Restored(manifest, ours().take_place(url, stamp if occupied else ""), findings, parted)


@contextmanager
def prove(file: Path, report: Report) -> Iterator[tuple[Manifest, Path]]:
    """The manifest of a backup whose every hash is right, and the folder of what was in it."""
    with tempfile.TemporaryDirectory(prefix="hub-restore-") as name, full_disks_reported(Path(name)):
        yield unpack(file, Path(name), report), Path(name)


def _refuse_others(manifest: Manifest) -> None:
    engine = db.engine.dialect.name
    if manifest.engine != engine:
        raise Refused(
            f"這是 {manifest.engine} 的備份，這裡用的是 {engine} is a backup of {manifest.engine}; here is {engine}"
        )
    manifest.refuse_newer()


def _made_ready(manifest: Manifest) -> tuple[list[Finding], verify.Finding | None]:
    """Counts what was restored, brings it to this product's version, links the journal, and has the doctor look."""
    with db.engine.connect() as connection:
        different = manifest.differences(connection)
    if different:
        raise Refused(f"還原的列數與備份不同，沒有換上 the counts differ, nothing was replaced: {'; '.join(different)}")
    if manifest.revision != versions()[-1]:
        upgrade()
    with writing():
        fold_anew()
        _undo_what_must_not_be_again()
        with db.engine.begin() as connection:
            connection.exec_driver_sql("ANALYZE")
    linked = verify.Verification({manifest.chain["position"]: manifest.chain["hash"]} if manifest.chain else {})
    with reading():
        for _ in linked.run():
            pass
    return list(doctor.examine()), linked.finding


def _undo_what_must_not_be_again() -> None:
    for module in modules().values():
        if module.restored:
            module.restored()
    db.session.commit()


@contextmanager
def _product_on(url: str) -> Iterator[None]:
    """Inside, the product stands on the database at this address."""
    app = Flask("restore")
    app.config.update(current_app.config, HUB_DATABASE_URL=url)
    app.extensions["modules"] = current_app.extensions["modules"]
    init_db(app)
    init_words(app)
    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
    with app.app_context():
        try:
            yield
        finally:
            db.session.remove()
            db.engine.dispose()
