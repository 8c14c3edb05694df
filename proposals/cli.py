"""指令: flask proposals import."""

from pathlib import Path

import click
from flask.cli import AppGroup
from sqlalchemy import select

from innovation_hub.kernel import clock
from innovation_hub.kernel.charts import Table
from innovation_hub.kernel.office.people import Employee, Role, holders, section_named
from innovation_hub.kernel.storage.session import db, writing
from innovation_hub.kernel.text.cleaning import one_line
from proposals.importing.file_rows import read
from proposals.importing.import_record import Rest
from proposals.importing.importing import bring_in
from proposals.similar import neighbours, similar_proposals, yardsticks
from proposals.similar.accuracy import THRESHOLD
from proposals.similar.index.batch import answers, rows
from proposals.similar.index.rebuild import rebuild
from proposals.similar.labels import sources

CORPUS, PAIRS = "long.corpus.jsonl", "long.pairs.jsonl"

proposals = AppGroup("proposals", help="提案 Proposals.")


@proposals.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--year", type=int, help="民國年 of rows without a date; last year when left out.")
@click.option("--section", metavar="KEY", help="Of rows that name none; the proposer's own when left out.")
@click.option("--proposer", metavar="LOGIN", help="Of rows that name none; the secretariat when left out.")
@click.option("--dry-run", is_flag=True, help="Checks and counts, and changes nothing.")
@writing()
def import_file(file: Path, year: int | None, section: str | None, proposer: str | None, dry_run: bool) -> None:
    """Brings in proposals of earlier years: JSON lines or CSV, UTF-8.

    Rows have title, and where known id, problem, measures, benefit, category, section, proposer, outcome, date, src.
    A row that was brought in before is left as it is; one that cannot be kept is reported, and the others go on.
    """
    rest = Rest(_year(year), _proposer(proposer), _section(section))
    with click.progressbar(list(read(file)), label=file.name) as given:
        tally = bring_in(given, rest, dry_run)
    for number, key, sentence in tally.faults:
        click.echo(f"第 {number} 列 row {number}: {one_line(_printable(key))} {sentence}")
    counts = f"匯入 imported {tally.imported}, 已有 already there {tally.already}, 未收 refused {tally.refused}"
    click.echo(counts + (" (試跑 dry run)" if dry_run else ""))


@proposals.command()
@writing()
def reindex() -> None:
    """Builds the index of similar proposals anew, while the old one answers."""
    with click.progressbar(length=similar_proposals.submitted(), label="reindex") as bar:
        for done in rebuild(db.session(), similar_proposals.page):
            db.session.commit()
            bar.update(done)
    with click.progressbar(length=similar_proposals.submitted(), label="neighbours") as bar:
        for done in neighbours.renew(db.session(), similar_proposals.pages()):
            db.session.commit()
            bar.update(done)


@proposals.command()
@click.option("--corpus", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--queries", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--k", default=10, type=click.IntRange(1, 1000))
def similar(corpus: Path, queries: Path, k: int) -> None:
    """Answers the texts of one file with the most similar of another, a JSON line each; the database is let be."""
    for line in answers(corpus, queries, k):
        click.echo(line)


@proposals.command("similar-accuracy")
@click.option(
    "--yardstick",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of judged texts to measure and keep: long.corpus.jsonl and long.pairs.jsonl.",
)
@writing()
def similar_accuracy(yardstick: Path | None) -> None:
    """Precision and recall at each threshold, on the office's own judgements and on the yardsticks kept.

    A yardstick is a folder with long.corpus.jsonl and long.pairs.jsonl; it is measured anew and kept by its name.
    """
    if yardstick:
        pairs = yardsticks.measure(yardstick.name, rows(yardstick / CORPUS), rows(yardstick / PAIRS))
        yardsticks.keep(yardstick.name, pairs)
        db.session.commit()
    known = sources()
    for source in known:
        _print(source.table(THRESHOLD.value))
    if not known:
        click.echo("尚無判斷過的提案對 no judged pairs yet")


def _print(found: Table) -> None:
    click.echo(found.name)
    for row in (found.columns, *found.rows):
        cells = ["–" if cell is None else str(cell) for cell in row]
        mark = "  <- 現在 now" if row[0] == THRESHOLD.value else ""
        click.echo("  ".join(f"{cell:>11}" for cell in cells) + mark)


def _year(given: int | None) -> int:
    this = clock.today().year - 1911
    if given is not None and not 1 <= given <= this:
        raise click.BadParameter(f"is a year of the Republic, 1 to {this}.", param_hint="--year")
    return given or this - 1


def _proposer(login: str | None) -> Employee:
    if login is None:
        found = next(iter(holders(Role.SECRETARIAT)), None)
    else:
        found = db.session.scalars(select(Employee).where(Employee.login == login)).unique().one_or_none()
    if found is None:
        raise click.BadParameter(f"nobody has the login {login}." if login else "name one.", param_hint="--proposer")
    return found


def _section(key: str | None) -> int | None:
    found = section_named(key) if key else None
    if key and found is None:
        raise click.BadParameter(f"no section has the key {key}.", param_hint="--section")
    return found.id if found else None


def _printable(text: str) -> str:
    return text.encode(errors="replace").decode()
