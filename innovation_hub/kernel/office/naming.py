"""叫誰: a colleague is named by login or by name, however it is written."""

from collections.abc import Collection, Iterable

from flask_babel import gettext as _
from sqlalchemy import func, or_, select

from innovation_hub.kernel.errors import Invalid
from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.search.texts import SearchText
from innovation_hub.kernel.storage.session import db, is_sqlite
from innovation_hub.kernel.text.folding import fold, fold_login
from innovation_hub.kernel.text.language import brackets, listed, section_name

SHOWN = 200  # characters of words that name nobody


def by_login(login: str) -> Employee | None:
    """Whose login it is."""
    return db.session.scalars(select(Employee).where(Employee.login == fold_login(login))).unique().one_or_none()


def people_called(given: Iterable[str], field: str) -> dict[str, Employee]:
    """Whom each word names, by login or, in office, by name; Invalid names at `field` who is nobody, or several."""
    wanted = {word: (fold_login(word), fold(word)) for word in given}
    people = _candidates([login for login, _name in wanted.values()], [name for _login, name in wanted.values()])
    found = {word: _meant(people, *words) for word, words in wanted.items()}
    if nobody := [word for word, some in found.items() if not some]:
        raise Invalid(**{field: _("找不到同仁：%(words)s", words=listed(nobody)[:SHOWN])})
    for word, some in found.items():
        if len(some) > 1:
            said = listed(brackets(one.login, section_name(one.section)) for one in some)
            raise Invalid(**{field: _("「%(word)s」不只一位：%(people)s。請填帳號。", word=word[:40], people=said)})
    return {word: some[0] for word, some in found.items()}


def _meant(people: Collection[Employee], login: str, name: str) -> list[Employee]:
    """Who has the login, else all who have the name."""
    return [one for one in people if one.login == login] or [
        one for one in people if name and one.active and fold(one.name) == name
    ]


def _candidates(logins: list[str], names: list[str]) -> list[Employee]:
    within = func.instr if is_sqlite() else func.strpos
    begins = [within(SearchText.folded, f"{name}\n") == 1 for name in names if name]
    if not begins:
        return []
    called = select(SearchText.thing_id).where(SearchText.kind == Employee.__tablename__, or_(*begins))
    either = or_(Employee.login.in_(logins), Employee.id.in_(called))
    query = select(Employee).where(either)
    return list(db.session.scalars(query.order_by(Employee.id)).unique())
