"""指令: flask hub run | worker | events | failures | retry | demo."""

import signal
from types import FrameType

import click
import waitress
from flask import current_app
from flask.cli import AppGroup

from innovation_hub.kernel import delivery, demo, module, state
from innovation_hub.kernel.db import db
from innovation_hub.kernel.module import wiring
from innovation_hub.kernel.worker import Embedded, Process

hub = AppGroup("hub", help="創新中心 Innovation Hub.")


@hub.command()
def run() -> None:
    """The whole product in one process: web server and worker."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # the proxy's own method
    worker = Embedded(app) if app.config["HUB_BROKER_URL"].startswith("memory") else None
    server = waitress.create_server(app, host=app.config["HUB_HOST"], port=app.config["HUB_PORT"], threads=8)
    if worker:
        worker.start()
    signal.signal(signal.SIGTERM, _stop)
    click.echo(f"創新中心 Innovation Hub: http://{app.config['HUB_HOST']}:{app.config['HUB_PORT']}/  (Ctrl-C 結束)")
    if app.config["HUB_DEMO"]:
        click.echo(demo.accounts())
    try:
        server.run()
    finally:
        server.close()
        if worker:
            worker.end()
        click.echo("已停止。Stopped.")


@hub.command("worker")
def work() -> None:
    """A worker process beside the web processes; any number may run."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # the proxy's own method
    if app.config["HUB_BROKER_URL"].startswith("memory"):
        raise click.ClickException(
            "memory:// lives inside one process; set HUB_BROKER_URL to RabbitMQ, or use: flask hub run"
        )
    process = Process(app)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, frame: process.stop.set())
    click.echo("worker: ready")
    process.run()
    click.echo("worker: stopped")


@hub.command()
def events() -> None:
    """The wiring: event, 中文, module, function."""
    for told, hearer, function in sorted(wiring(), key=lambda row: (row[0].name, row[1])):
        click.echo(f"{told.name:26} {told.label():12} {hearer:12} {function}")


@hub.command()
def failures() -> None:
    """What failed and waits."""
    for failure in state.failures():
        when = "parked" if failure.parked else f"next try {failure.next_try_at:%H:%M:%S}"
        place = f"{failure.subscriber} {failure.stream} at {failure.position}"
        click.echo(f"{place}: {failure.error} ({failure.tries} tries, {when})")


@hub.command()
@click.argument("subscriber")
@click.argument("stream")
def retry(subscriber: str, stream: str) -> None:
    """Tries a failed stream again."""
    if not delivery.try_again(subscriber, stream):
        raise click.ClickException(f"nothing of {stream} waits at {subscriber}")
    db.session.commit()
    click.echo(f"{stream} will be tried again by {subscriber}")


@hub.command()
def seed() -> None:
    """Gives an empty database what the modules cannot be without, such as the rulebook."""
    module.seed()
    db.session.commit()


@hub.command("demo")
def fill_demo() -> None:
    """Fills an empty database with a demo world: an office and a year of its proposals."""
    left = demo.days()
    if demo.in_use() or not left:
        click.echo("demo: already there")
        return
    with click.progressbar(left, label="demo") as days:
        demo.fill(current_app._get_current_object(), days)  # type: ignore[attr-defined]  # the proxy's own method


def _stop(number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)
