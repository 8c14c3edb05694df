"""指令: flask accounts section | add | password | move | give | take | retire."""

from collections.abc import Callable
from typing import TypeVar

import click
from flask.cli import AppGroup

from innovation_hub.accounts import hiring
from innovation_hub.accounts.credentials import hashed, keep_hash
from innovation_hub.kernel.errors import Invalid
from innovation_hub.kernel.office.people import Employee, Role
from innovation_hub.kernel.storage.session import db, writing

accounts = AppGroup("accounts", help="Sections, people and their passwords.")
T = TypeVar("T")
ROLES = [role.value for role in Role]
role_asked = click.argument("role", type=click.Choice(ROLES))
password_asked = click.password_option(help="Asked for when it is left out.")


@accounts.command("section")
@click.argument("key")
@click.argument("name")
@click.argument("name_en")
@writing()
def add_section(key: str, name: str, name_en: str) -> None:
    """Adds a section: KEY 名稱 "English name"."""
    section = _done(lambda: hiring.add_section(key, name, name_en))
    click.echo(f"{section.key} {section.name}")


@accounts.command("add")
@click.argument("login")
@click.argument("name")
@click.argument("section")
@click.option("--role", "roles", multiple=True, type=click.Choice(ROLES), help="May be given again.")
@password_asked
@writing()
def add_person(login: str, name: str, section: str, roles: tuple[str, ...], password: str) -> None:
    """Adds a person: LOGIN 姓名 SECTION (the section's key)."""
    _tell(_done(lambda: hiring.hire(login, name, section, roles, hashed(password))))


@accounts.command("password")
@click.argument("login")
@password_asked
@writing()
def give_password(login: str, password: str) -> None:
    """Gives a person a new password."""
    _change(login, lambda person: keep_hash(person, hashed(password)))


@accounts.command("move")
@click.argument("login")
@click.argument("section")
@writing()
def move(login: str, section: str) -> None:
    """Moves a person to another SECTION (its key)."""
    _change(login, lambda person: hiring.move(person, section))


@accounts.command("give")
@click.argument("login")
@role_asked
@writing()
def give_duty(login: str, role: str) -> None:
    """Gives a person one duty more."""
    _change(login, lambda person: hiring.give_duty(person, role))


@accounts.command("take")
@click.argument("login")
@role_asked
@writing()
def take_duty(login: str, role: str) -> None:
    """Takes a duty from a person."""
    _change(login, lambda person: hiring.take_duty(person, role))


@accounts.command("retire")
@click.argument("login")
@writing()
def retire(login: str) -> None:
    """Lets a person sign in no more; what she did stays hers."""
    _change(login, hiring.retire)


def _change(login: str, change: Callable[[Employee], None]) -> None:
    def made() -> Employee:
        person = hiring.person_of(login)
        change(person)
        return person

    _tell(_done(made))


def _done(verb: Callable[[], T]) -> T:
    """What the verb gives, kept; its refusal in one sentence, with exit status 1."""
    try:
        given = verb()
    except Invalid as refusal:
        db.session.rollback()
        raise click.ClickException(" ".join(map(str, refusal.fields.values()))) from None
    db.session.commit()
    return given


def _tell(person: Employee) -> None:
    click.echo(f"{person.login} {person.name}")
