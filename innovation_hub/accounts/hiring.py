"""進用與異動: people and sections as the command line adds and changes them, refused with a sentence."""

import re
from collections.abc import Collection

from flask_babel import gettext as _
from sqlalchemy import or_, select, update

from innovation_hub.accounts.credentials import keep_hash
from innovation_hub.accounts.models import SignIn, Token
from innovation_hub.kernel import clock
from innovation_hub.kernel.errors import Invalid
from innovation_hub.kernel.office.naming import by_login
from innovation_hub.kernel.office.people import Duty, Employee, Section, section_named
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.text.cleaning import one_line
from innovation_hub.kernel.text.folding import fold_login

LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")


def add_section(key: str, name: str, name_en: str) -> Section:
    """A new section; Invalid where key or name are taken, or not as they must be."""
    key, name, name_en = _key(key), _said(name), _said(name_en)
    if db.session.scalar(select(Section.id).where(or_(Section.key == key, Section.name == name))):
        raise Invalid(key=_("課室「%(key)s」或「%(name)s」已經有了。", key=key, name=name))
    section = Section(key=key, name=name, name_en=name_en)
    db.session.add(section)
    return section


def hire(login: str, name: str, section: str, roles: Collection[str], stored: str) -> Employee:
    """A new person with her duties and password hash; Invalid where the login is taken, or something is no name."""
    login, name = _key(login), _said(name)
    if by_login(login):
        raise Invalid(login=_("帳號 %(login)s 已經有人使用。", login=login))
    duties = [Duty(role=role) for role in dict.fromkeys(roles)]
    person = Employee(login=login, name=name, section_id=_section(section).id, duties=duties)
    db.session.add(person)
    db.session.flush()
    keep_hash(person, stored)
    return person


def person_of(login: str) -> Employee:
    """Whose login it is; Invalid where it is nobody's."""
    person = by_login(login)
    if person is None:
        raise Invalid(login=_("沒有人使用帳號 %(login)s。", login=login[:64]))
    return person


def move(person: Employee, section: str) -> None:
    """To another section; what she wrote and judges stays where it is."""
    person.section_id = _section(section).id


def give_duty(person: Employee, role: str) -> None:
    """One duty more; nothing where she has it."""
    if role not in person.roles:
        person.duties.append(Duty(role=role))


def take_duty(person: Employee, role: str) -> None:
    """One duty less; Invalid where she has it not."""
    if role not in person.roles:
        raise Invalid(role=_("%(name)s 沒有這個職務。", name=person.name))
    for duty in [one for one in person.duties if one.role == role]:
        db.session.delete(duty)


def retire(person: Employee) -> None:
    """She signs in no more, and no program acts for her; what she did stays hers."""
    person.active, now = False, clock.now()
    mine = update(SignIn).where(SignIn.employee_id == person.id, SignIn.until > now)
    db.session.execute(mine.values(until=now))
    tokens = update(Token).where(Token.employee_id == person.id, Token.revoked_at.is_(None))
    db.session.execute(tokens.values(revoked_at=now))


def _section(key: str) -> Section:
    found = section_named(key.strip())
    if found is None:
        raise Invalid(section=_("沒有課室 %(key)s。", key=key[:64]))
    return found


def _key(text: str) -> str:
    key = fold_login(text)
    if not LOGIN.fullmatch(key):
        raise Invalid(login=_("帳號與代碼只能用英文小寫字母、數字、點、底線與連字號：%(text)s", text=text[:64] or "—"))
    return key


def _said(text: str) -> str:
    if not (said := one_line(text)):
        raise Invalid(name=_("名稱不能空白。"))
    return said
