"""照護的指令: flask hub doctor | backup | restore."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
from flask.cli import with_appcontext
from flask_babel import force_locale

from innovation_hub.kernel.evidence.verify import KINDS
from innovation_hub.kernel.operations import doctor
from innovation_hub.kernel.operations.backups import archive, making, restoring
from innovation_hub.kernel.operations.backups.archive import Report
from innovation_hub.kernel.operations.backups.manifest import Manifest
from innovation_hub.kernel.operations.backups.refused import Refused
from innovation_hub.kernel.operations.doctor import Finding

FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="One JSON document in place of lines.")
@click.option("--list", "only_list", is_flag=True, help="Prints what must hold and asks nothing.")
@click.option("--only", multiple=True, metavar="KEY", help="This invariant, or all that begin so; may be given again.")
@with_appcontext
def examine(as_json: bool, only_list: bool, only: tuple[str, ...]) -> None:
    """Asks every invariant of the whole database, and names each row that breaks one."""
    asked = [one for one in doctor.all_invariants() if one.key.startswith(only or "")]
    if only_list:
        for invariant in asked:
            click.echo(f"{invariant.key:24} {in_both(invariant.holds)}")
        return
    with click.progressbar(doctor.examine(asked), length=len(asked), label="doctor", hidden=as_json) as findings:
        found = list(findings)
    documents = [_document(one) for one in found]
    click.echo(json.dumps(documents, ensure_ascii=False, default=str) if as_json else listed(found))
    if any(one.rows for one in found):
        raise SystemExit(1)


@click.command("backup")
@click.argument("file", type=FILE)
@click.option("--force", is_flag=True, help="Overwrites the file.")
@with_appcontext
def back_up(file: Path, force: bool) -> None:
    """Puts the whole database as it stands now into one FILE, while the product goes on working."""
    with _progress("backup", making.bytes_to_come) as report:
        manifest = making.make(file.absolute(), force, report)
    click.echo(f"備份完成 backed up: {file}, {file.stat().st_size / 1e6:.1f} MB, {_contents(manifest)}")
    click.echo(f"SHA-256 {archive.hashed(file)}")


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--replace", is_flag=True, help="Replaces a database that is not empty; the old one is kept beside.")
@click.option("--check", is_flag=True, help="Only proves the file's hashes.")
@with_appcontext
def restore(file: Path, replace: bool, check: bool) -> None:
    """Puts the backup FILE in place of the database, whole or not at all. Stop servers and workers first."""
    with _progress("restore", lambda: file.stat().st_size * 4) as report:
        if check:
            with restoring.prove(file, report) as (manifest, _):
                click.echo(f"\n備份完好 the backup is sound: {_contents(manifest)}")
            return
        done = restoring.restore(file, replace, report)
    click.echo(f"還原完成 restored: {_contents(done.manifest)}")
    click.echo(
        "所有登入與存取權杖都已作廢，密碼是備份當時的 sign-ins and access tokens ended; passwords are the backup's"
    )
    if done.kept:
        click.echo(f"原資料庫保留在 the old database is kept as {done.kept}")
    parted = done.parted and f"事件簿 {done.parted.position}：{KINDS[done.parted.kind]}"
    click.echo(parted or "事件簿完好 the journal is whole")
    click.echo(listed(done.findings))
    if parted or any(one.rows for one in done.findings):
        raise SystemExit(2)


def listed(found: Sequence[Finding]) -> str:
    """What was found, for people."""
    lines = [line for one in found if one.rows for line in _lines(one)]
    broken, seconds = sum(bool(one.rows) for one in found), sum(one.seconds for one in found)
    count = sum(len(one.rows) for one in found)
    lines.append(f"{len(found)} 項檢查 asked, {broken} 項不符 broken, {count} 列 rows, {seconds:.1f} s")
    return "\n".join(lines)


def in_both(sentence: object) -> str:
    """The sentence in 中文 and English."""
    with force_locale("zh_Hant_TW"):
        chinese = str(sentence)
    with force_locale("en"):
        return f"{chinese} {sentence}"


@contextmanager
def _progress(label: str, length: Callable[[], int]) -> Iterator[Report]:
    """A bar to tell of bytes; what is refused becomes the command's one sentence."""
    try:
        with click.progressbar(length=max(1, length()), label=label) as bar:
            yield bar.update
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from refusal


def _contents(manifest: Manifest) -> str:
    rows = sum(manifest.counts.values())
    return f"{rows} 列 rows, {len(manifest.counts)} 個表 tables, 事件簿 journal {manifest.position}, {manifest.at}"


def _lines(finding: Finding) -> list[str]:
    said = [f"✗ {finding.invariant.key}: {in_both(finding.invariant.holds)}"]
    return said + ["    " + ", ".join(f"{name} {value}" for name, value in row.items()) for row in finding.rows]


def _document(finding: Finding) -> dict[str, object]:
    said = {"key": finding.invariant.key, "holds": in_both(finding.invariant.holds)}
    return {**said, "broken": finding.rows, "seconds": round(finding.seconds, 3)}
