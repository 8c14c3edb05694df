"""指令: flask hub run | worker | events | seed | demo, and those of other files."""

import signal
from types import FrameType
from typing import Any

import click
import waitress
from flask import Flask, current_app
from flask.cli import AppGroup

from innovation_hub.kernel import demo
from innovation_hub.kernel.evidence import cli
from innovation_hub.kernel.messaging.worker import Embedded, Process, stand_back
from innovation_hub.kernel.module import module
from innovation_hub.kernel.operations import cli_backup, cli_queue, cli_tables, new_module
from innovation_hub.kernel.storage.session import db

hub = AppGroup("hub", help="創新中心 Innovation Hub.")
for command in (cli_backup.examine, cli_backup.back_up, cli_backup.restore):
    hub.add_command(command)
for command in (cli.verify_journal, cli.anchor, cli_queue.failures, cli_queue.retry, cli_queue.skip, cli_queue.again):
    hub.add_command(command)
for one in (*cli_tables.COMMANDS, new_module.new_module):
    hub.add_command(one)


@hub.command()
def run() -> None:
    """The whole product in one process: web server and worker."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # the proxy's own method
    server = _listening(app)
    worker = Embedded(app) if app.config["HUB_BROKER_URL"].startswith("memory") else None
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


def _listening(app: Flask) -> Any:
    host, port = app.config["HUB_HOST"], app.config["HUB_PORT"]
    try:
        return waitress.create_server(app, host=host, port=port, threads=8)
    except OSError as error:
        raise click.ClickException(
            f"{host}:{port} 不能使用（{error.strerror}）：可能已有程式在用，請以 HUB_PORT 換一個埠號。\n"
            f"Cannot listen on {host}:{port} ({error.strerror}): set HUB_PORT to a free port."
        ) from error


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
    stand_back(app)
    click.echo("worker: ready")
    process.run()
    click.echo("worker: stopped")


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
