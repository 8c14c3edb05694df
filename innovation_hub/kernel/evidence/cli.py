"""證據的指令: flask hub verify-journal | anchor."""

from collections.abc import Iterable
from pathlib import Path

import click
from flask.cli import with_appcontext

from innovation_hub.kernel.events import journal
from innovation_hub.kernel.evidence import anchoring, anchors, inspection, seals
from innovation_hub.kernel.evidence.anchors import WRITTEN, Point, written
from innovation_hub.kernel.evidence.verify import KINDS, Verification
from innovation_hub.kernel.storage.session import db, writing


@click.command("verify-journal")
@click.option("--anchor", "anchors", multiple=True, metavar="FILE|HASH@POSITION", help="Hold it against these too.")
@with_appcontext
def verify_journal(anchors: tuple[str, ...]) -> None:
    """Reads the whole journal against its seals, and against anchors; names the first fault."""
    points = dict(points_of(anchors))
    verification = Verification(points)
    with click.progressbar(length=journal.count(), label="verify") as bar:
        for count in verification.run():
            bar.update(count)
    found = verification.finding
    if found:
        raise click.ClickException(f"position {found.position}: {found.kind} {KINDS[found.kind]}")
    click.echo(
        f"無誤 clean: sealed up to {verification.sealed}, {seals.unsealed()} not yet sealed, {len(points)} anchors"
    )
    click.echo(f"{verification.hash.hex()}@{verification.position}")


@click.command("anchor")
@click.option("--accept", is_flag=True, help="The journal is right though it does not hold the last anchor: a backup.")
@with_appcontext
def anchor(accept: bool) -> None:
    """Prints the journal's head and sends it to every place that is set, now."""
    with writing():
        found = inspection.look()
        db.session.commit()
    if found and found.verdict and not accept:
        kind = KINDS[found.verdict]
        raise click.ClickException(f"the last anchor, at {found.position}, does not fit: {kind}; nothing was sent")
    point = anchors.head()
    if point is None:
        raise click.ClickException("nothing is sealed yet")
    click.echo(str(point))
    failed = [place for place in anchoring.places() if not _sent(place, point)]
    with writing():
        inspection.look()
        db.session.commit()
    if failed:
        raise click.ClickException(f"not sent: {', '.join(failed)}")


def _sent(place: str, point: Point) -> bool:
    arrived = anchoring.send(place, point)
    click.echo(f"{place}: {'sent' if arrived else 'failed'}")
    return arrived


def points_of(anchors: Iterable[str]) -> Iterable[tuple[int, str]]:
    """Position and hash of each anchor given, or written in a file given."""
    for given in anchors:
        found = written(given if WRITTEN.fullmatch(given) else Path(given).read_text())
        if not found:
            raise click.ClickException(f"no anchor (HASH@POSITION) in {given}")
        yield from ((point.position, point.hash) for point in found)
