"""新模組: the folder of a new module, and tests of it that fail until they are written."""

import re
from pathlib import Path

import click

from innovation_hub.kernel.config import ROOT

NAME = re.compile(r"[a-z][a-z_]{1,30}")
FILES = {
    "innovation_hub/{name}/__init__.py": '''"""{label}: say in a sentence what it is for."""

from flask_babel import lazy_gettext as _l

from innovation_hub.kernel.module.module import Module
from innovation_hub.kernel.module.rows import MenuItem
from innovation_hub.{name}.pages import pages
from innovation_hub.{name}.policy import MAY

MODULE = Module(
    name="{name}",
    label=_l("{label}"),
    pages=(pages,),
    menu=(MenuItem(_l("{label}"), "{name}.index"),),
    policy=MAY,
)
''',
    "innovation_hub/{name}/policy.py": '''"""{label}的權限: who may do what, one row an action."""

from innovation_hub.kernel.policy.rules import signed_in

MAY = {{"{name}.list": signed_in}}
''',
    "innovation_hub/{name}/pages.py": '''"""{label}的頁面: what a person sees of it."""

from flask import Blueprint, render_template

from innovation_hub.kernel.web.guards import requires

pages = Blueprint("{name}", __name__, url_prefix="/{name}", template_folder="templates")


@pages.get("")
@requires("{name}.list")
def index() -> str:
    """The list."""
    return render_template("{name}/index.html")
''',
    "innovation_hub/{name}/templates/{name}/index.html": """{{% extends "layout.html" %}}
{{% block title %}}{{{{ _("{label}") }}}}{{% endblock %}}
{{% block content %}}
{{% endblock %}}
""",
    "tests/{name}/__init__.py": "",
    "tests/{name}/test_policy.py": '''"""Who may do what with {name}."""


def test_who_may_see_the_list():
    raise AssertionError("say who may, and who may not")
''',
    "tests/{name}/test_pages.py": '''"""What a person sees of {name}."""


def test_the_list_says_what_is_there_and_what_to_do_next():
    raise AssertionError("write what a person reads there, in both languages")
''',
}
REST = """{name} stands in innovation_hub/{name}/ and tests/{name}/. What is left:
  wsgi.py                                {name}.MODULE in MODULES
  pyproject.toml                         its floor in the contracts
  tests/architecture/entry_points.py     a line for each address
  make words                             its English catalogue"""


@click.command("new-module")
@click.argument("name")
@click.option("--label", default="新模組", help="What people call it, in Chinese.")
@click.option("--into", type=click.Path(path_type=Path, file_okay=False), default=ROOT, help="The product's folder.")
def new_module(name: str, label: str, into: Path) -> None:
    """Makes the folder of a new module, with tests that fail until they are written."""
    if not NAME.fullmatch(name):
        raise click.ClickException(f"模組名稱要是小寫英文與底線 a module is named by lower-case letters and _: {name}")
    files = {into / path.format(name=name): text.format(name=name, label=label) for path, text in FILES.items()}
    if there := [path for path in files if path.exists()]:
        raise click.ClickException(f"已經存在 is there already: {there[0]}")
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    click.echo(REST.format(name=name))
