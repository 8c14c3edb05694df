"""指令: flask accounts section | add | password."""

import click
from flask.cli import AppGroup
from sqlalchemy import select

from innovation_hub.accounts.credentials import hashed, keep_hash
from innovation_hub.kernel.errors import Invalid
from innovation_hub.kernel.office.people import Duty, Employee, Role, Section, section_named
from innovation_hub.kernel.storage.session import db, writing

accounts = AppGroup("accounts", help="Sections, people and their passwords.")
ROLES = [role.value for role in Role]
password_asked = click.password_option(help="Asked for when it is left out.")


@accounts.command("section")
@click.argument("key")
@click.argument("name")
@click.argument("name_en")
@writing()
def add_section(key: str, name: str, name_en: str) -> None:
    """Adds a section: KEY 名稱 "English name"."""
    db.session.add(Section(key=key, name=name, name_en=name_en))
    db.session.commit()
    click.echo(f"{key} {name}")


@accounts.command("add")
@click.argument("login")
@click.argument("name")
@click.argument("section")
@click.option("--role", "roles", multiple=True, type=click.Choice(ROLES), help="May be given again.")
@password_asked
@writing()
def add_person(login: str, name: str, section: str, roles: tuple[str, ...], password: str) -> None:
    """Adds a person: LOGIN 姓名 SECTION (the section's key)."""
    home, stored = section_named(section), _hashed(password)
    if home is None:
        raise click.ClickException(f"no section has the key {section}")
    person = Employee(login=login.lower(), name=name, section_id=home.id, duties=[Duty(role=role) for role in roles])
    db.session.add(person)
    db.session.flush()
    keep_hash(person, stored)
    db.session.commit()
    click.echo(f"{person.login} {name}")


@accounts.command("password")
@click.argument("login")
@password_asked
@writing()
def give_password(login: str, password: str) -> None:
    """Gives a person a new password."""
    person = db.session.scalars(select(Employee).where(Employee.login == login.lower())).unique().one_or_none()
    if person is None:
        raise click.ClickException(f"nobody has the login {login}")
    keep_hash(person, _hashed(password))
    db.session.commit()
    click.echo(f"{person.login} {person.name}")


def _hashed(password: str) -> str:
    try:
        return hashed(password)
    except Invalid as refusal:
        raise click.ClickException(str(refusal.fields["new"])) from None
