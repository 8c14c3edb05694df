"""指令: flask proposals import."""

import json
from pathlib import Path

import click
from flask.cli import with_appcontext

from innovation_hub.kernel.errors import Invalid
from innovation_hub.kernel.storage.session import writing
from innovation_hub.kernel.tables.encodings import NAMES
from innovation_hub.kernel.tables.reading import read_table
from innovation_hub.kernel.tables.table import Reading
from innovation_hub.kernel.text.cleaning import one_line
from proposals.importing.bring_in import Tally, bring_in
from proposals.importing.columns import heads
from proposals.importing.defaults import rest_of
from proposals.importing.import_record import Rest


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--year", type=int, help="民國年 of rows without a date; last year when left out.")
@click.option("--section", metavar="KEY", help="Of rows that name none; the proposer's own when left out.")
@click.option("--proposer", metavar="LOGIN", help="Of rows that name none; the secretariat when left out.")
@click.option("--encoding", type=click.Choice(list(NAMES), case_sensitive=False), help="Found by itself when left out.")
@click.option("--sheet", metavar="NAME", help="Of a workbook with several tables.")
@click.option("--dry-run", is_flag=True, help="Checks and counts, and changes nothing.")
@with_appcontext
@writing()
def import_file(
    file: Path, year: int | None, section: str | None, proposer: str | None, dry_run: bool, **how: str | None
) -> None:
    """Brings in proposals of earlier years: CSV, XLSX, XLS, ODS, JSON.

    Rows have 提案名稱 (title), and where known 編號, 現況問題, 具體作法, 預期效益, 類別, 課室, 提案人, 決定, 送出日期,
    年度, 參考資料; the product's own export can be read. A row that was brought in before is left as it is; one that
    cannot be kept is reported, and the others go on. Exit status: 0 all rows are here, 1 a row was refused, 2 the file
    could not be read.
    """
    rest = _rest(year, section, proposer)
    found = _read(file, **how)
    click.echo(f"讀成 read as {found.kind}; {len(found.rows)} 列 rows; 第一列 first row: {_first(found)}")
    for note in found.notes:
        click.echo(_printable(note))
    with click.progressbar(found.rows, label=file.name) as given:
        tally = bring_in(given, rest, dry_run)
    _report(tally, dry_run)
    click.get_current_context().exit(1 if tally.refused else 0)


def _rest(year: int | None, section: str | None, proposer: str | None) -> Rest:
    try:
        return rest_of("" if year is None else str(year), section or "", proposer or "")
    except Invalid as error:
        [(option, sentence)] = error.fields.items()
        raise click.BadParameter(str(sentence), param_hint=f"--{option}") from None


def _read(file: Path, encoding: str | None, sheet: str | None) -> Reading:
    try:
        return read_table(file.read_bytes(), file.name, heads(), encoding, sheet)
    except Invalid as error:
        raise click.UsageError(_printable(" ".join(map(str, error.fields.values())) or str(error.detail))) from None


def _first(found: Reading) -> str:
    return _printable(one_line(json.dumps(found.rows[0].cells, ensure_ascii=False))[:200])


def _report(tally: Tally, dry_run: bool) -> None:
    for row in tally.rows:
        line = f" (第 {row.line} 行 line {row.line})" if row.line != row.row else ""
        for fault in row.errors:
            said = f"{one_line(_printable(fault.field))} {_printable(fault.message)}"
            click.echo(f"第 {row.row} 列 row {row.row}{line}: {said}")
    counts = f"匯入 imported {tally.imported}, 已有 already there {tally.already_there}, 未收 refused {tally.refused}"
    click.echo(counts + (" (試跑 dry run)" if dry_run else ""))


def _printable(text: str) -> str:
    return text.encode(errors="replace").decode()
