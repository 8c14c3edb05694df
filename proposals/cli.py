"""指令: flask proposals import, reindex, similar, similar-accuracy."""

import json
from pathlib import Path

import click
from flask.cli import AppGroup

from innovation_hub.kernel.charts import Table
from innovation_hub.kernel.storage.session import db, writing
from proposals.importing.cli import import_file
from proposals.similar import neighbours, texts, yardsticks
from proposals.similar.accuracy import THRESHOLD
from proposals.similar.index.batch import answers, rows
from proposals.similar.index.rebuild import rebuild
from proposals.similar.labels import sources

CORPUS, PAIRS = "long.corpus.jsonl", "long.pairs.jsonl"

proposals = AppGroup("proposals", help="提案 Proposals.")
proposals.add_command(import_file)


@proposals.command()
@writing()
def reindex() -> None:
    """Builds the index of similar proposals anew, while the old one answers."""
    with click.progressbar(length=texts.submitted(), label="reindex") as bar:
        for done in rebuild(db.session(), texts.page):
            db.session.commit()
            bar.update(done)
    with click.progressbar(length=texts.submitted(), label="neighbours") as bar:
        for done in neighbours.renew(db.session(), texts.pages(), texts.texts):
            db.session.commit()
            bar.update(done)


@proposals.command()
@click.option("--corpus", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--queries", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--k", default=10, type=click.IntRange(1, 1000))
def similar(corpus: Path, queries: Path, k: int) -> None:
    """Answers the texts of one file with the most similar of another, a JSON line each; the database is let be."""
    for line in answers(corpus, queries, k, THRESHOLD.value):
        click.echo(line)


@proposals.command("similar-accuracy")
@click.option(
    "--yardstick",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of judged texts to measure and keep: long.corpus.jsonl and long.pairs.jsonl.",
)
@click.option("--json", "as_json", is_flag=True, help="Prints the figures as JSON.")
@writing()
def similar_accuracy(yardstick: Path | None, as_json: bool) -> None:
    """Precision and recall at each threshold, on the office's own judgements and on the yardsticks kept.

    A yardstick is a folder with long.corpus.jsonl and long.pairs.jsonl; it is measured anew and kept by its name.
    """
    if yardstick:
        pairs = yardsticks.measure(yardstick.name, rows(yardstick / CORPUS), rows(yardstick / PAIRS))
        yardsticks.keep(yardstick.name, pairs)
        db.session.commit()
    known = sources()
    if as_json:
        found = [source.figures(THRESHOLD.value) for source in known]
        click.echo(json.dumps({"threshold": THRESHOLD.value, "sources": found}, ensure_ascii=False, indent=2))
        return
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
