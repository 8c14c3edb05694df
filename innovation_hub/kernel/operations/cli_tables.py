"""總表的指令: flask hub policy | lifecycles | notices | figures | events | parameters."""

import json

import click
from flask.cli import with_appcontext

from innovation_hub.kernel.operations.printing import PRINTED, lines


def _command(name: str) -> click.Command:
    def show(as_json: bool) -> None:
        rows = PRINTED[name][1]()
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1) if as_json else "\n".join(lines(rows)))

    option = click.Option(["--json", "as_json"], is_flag=True, help="As JSON, for programs.")
    return click.Command(name, callback=with_appcontext(show), params=[option], help=f"{PRINTED[name][1].__doc__}")


COMMANDS = tuple(map(_command, PRINTED))
