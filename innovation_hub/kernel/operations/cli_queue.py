"""修理的指令: flask hub failures | retry | skip | replay."""

import click
from flask.cli import with_appcontext

from innovation_hub.kernel.errors import HubError
from innovation_hub.kernel.messaging import delivery, replay, skipping
from innovation_hub.kernel.operations import queue_state
from innovation_hub.kernel.storage.session import db, writing


@click.command("failures")
@with_appcontext
def failures() -> None:
    """What failed and waits."""
    for failure in queue_state.failures():
        when = "parked" if failure.parked else f"next try {failure.next_try_at:%H:%M:%S}"
        place = f"{failure.subscriber} {failure.stream} at {failure.position}"
        click.echo(f"{place}: {failure.error} ({failure.tries} tries, {when})")


@click.command("retry")
@click.argument("subscriber")
@click.argument("stream")
@with_appcontext
def retry(subscriber: str, stream: str) -> None:
    """Tries a failed stream again."""
    with writing():
        if not delivery.try_again(subscriber, stream):
            raise click.ClickException(f"nothing of {stream} waits at {subscriber}")
        db.session.commit()
    click.echo(f"{stream} will be tried again by {subscriber}")


@click.command("skip")
@click.argument("subscriber")
@click.argument("stream")
@click.option("--reason", required=True, help="Why the event may be left out; it is written into the journal.")
@with_appcontext
def skip(subscriber: str, stream: str, reason: str) -> None:
    """Has a subscriber go on without the event at which the stream is parked."""
    with writing():
        try:
            skipping.skip(subscriber, stream, reason)
        except HubError as refused:
            raise click.ClickException(f"{refused.code}: {refused.detail}") from refused
        db.session.commit()
    click.echo(f"{subscriber} goes on with {stream}")


@click.command("replay")
@click.argument("subscriber")
@click.option("--from", "position", default=0, help="Only streams told something from this position on; default: all.")
@with_appcontext
def again(subscriber: str, position: int) -> None:
    """Has a subscriber that folds events forget and handle them again, beside the running product."""
    module = replay.replayable().get(subscriber)
    if module is None:
        raise click.ClickException(f"only these are replayed: {', '.join(replay.replayable())}")
    with click.progressbar(length=replay.count(module, position), label=f"replay {subscriber}") as bar:
        total = 0
        for handled in replay.replay(module, position):
            total += handled
            bar.update(handled)
    click.echo(f"{subscriber}: {total} events handled")
