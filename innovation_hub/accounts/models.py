"""帳號: sign-ins and access tokens; of a token only the hash is stored."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import ClassVar

from flask_babel import gettext as _
from sqlalchemy import ForeignKey, select, update
from sqlalchemy.ext.hybrid import hybrid_method
from sqlalchemy.orm import Mapped, mapped_column

from innovation_hub.accounts.agents import recognised
from innovation_hub.accounts.credentials import hashed, keep_hash, prove
from innovation_hub.kernel import clock
from innovation_hub.kernel.errors import Invalid, NotNow
from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.storage.session import Base, db
from innovation_hub.kernel.text.cleaning import one_line

HOURS, DAYS = 12, 90
TIMES = 10


class Owned:
    """What belongs to one employee and opens the entry point to whoever shows the token."""

    id: Mapped[int] = mapped_column(primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("employees.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)

    @hybrid_method
    def belongs_to(self, person: Employee) -> bool:
        """Whether it is this person's own."""
        return self.employee_id == person.id


class SignIn(Owned, Base):
    """登入: one browser in which an employee is signed in, from `since` until `until`."""

    KIND: ClassVar[str] = "sign_in"
    __tablename__ = "sign_ins"
    since: Mapped[datetime]
    until: Mapped[datetime]
    agent: Mapped[str]

    @property
    def browser(self) -> str:
        """Where it is, in words its owner recognises."""
        return recognised(self.agent)

    def extend(self, hours: int) -> int:
        """Lets it last `hours` from now, and gives the seconds left; NotNow after ten times (WCAG 2.2, 2.2.1)."""
        now, longest = clock.now(), self.since + timedelta(hours=hours * (TIMES + 1))
        if self.until >= longest:
            raise NotNow(_("這次登入已到最長期限，不能再延長；請先存檔，再重新登入。"))
        self.until = min(now + timedelta(hours=hours), longest)
        return int((self.until - now).total_seconds())

    def end(self) -> None:
        """Signs that browser out."""
        self.until = clock.now()


class Token(Owned, Base):
    """存取權杖: lets a program act as the employee until it expires or is revoked."""

    KIND: ClassVar[str] = "token"
    __tablename__ = "tokens"
    name: Mapped[str]
    last4: Mapped[str]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    def revoke(self) -> None:
        """Makes it worth nothing from now on."""
        self.revoked_at = clock.now()


def digest(token: str) -> str:
    """What of a token is stored."""
    return sha256(token.encode()).hexdigest()


def sign_in(login: str, password: str, hours: int = HOURS, agent: str = "") -> tuple[Employee, str]:
    """The employee with this login and password, and the token of her new sign-in; WrongPassword otherwise."""
    person = prove(login, password)
    return person, open_sign_in(person, hours, agent)


def open_sign_in(person: Employee, hours: int = HOURS, agent: str = "") -> str:
    """The token of a new sign-in that lasts `hours`; `agent` is what the browser calls itself."""
    token, now = secrets.token_urlsafe(32), clock.now()
    until = now + timedelta(hours=hours)
    db.session.add(SignIn(employee_id=person.id, token_hash=digest(token), since=now, until=until, agent=agent[:200]))
    return token


def signed_in_by(token: str) -> SignIn:
    """The sign-in with this token."""
    return db.session.scalars(select(SignIn).where(SignIn.token_hash == digest(token))).one()


def sign_out(token: str) -> None:
    """Ends the sign-in with this token."""
    signed_in_by(token).end()


def give_back(secret: str) -> None:
    """Revokes the access token with this secret."""
    db.session.scalars(select(Token).where(Token.token_hash == digest(secret))).one().revoke()


def change_password(person: Employee, old: str, new: str, token: str) -> None:
    """Gives the person a new password, and ends her sign-ins but the one with this token."""
    login = person.login
    db.session.rollback()
    stored = hashed(new)
    person = prove(login, old)
    keep_hash(person, stored)
    others = update(SignIn).where(SignIn.employee_id == person.id, SignIn.token_hash != digest(token))
    db.session.execute(others.where(SignIn.until > clock.now()).values(until=clock.now()))


def set_password(person: Employee, password: str) -> None:
    """Gives the person a password; Invalid when it is too short or too long."""
    keep_hash(person, hashed(password))


def end_all() -> None:
    """Everybody signs in anew, and no access token opens any entry point."""
    now = clock.now()
    db.session.execute(update(SignIn).where(SignIn.until > now).values(until=now))
    db.session.execute(update(Token).where(Token.revoked_at.is_(None)).values(revoked_at=now))


def give_token(person: Employee, name: str, days: int = DAYS) -> tuple[Token, str]:
    """A new access token that lasts `days`, and its secret, which cannot be read again; Invalid without a name."""
    secret, now, name = secrets.token_urlsafe(32), clock.now(), one_line(name)
    if not name:
        raise Invalid(name=_("請寫這個權杖的用途。"))
    token = Token(employee_id=person.id, name=name, token_hash=digest(secret), last4=secret[-4:])
    token.created_at, token.expires_at = now, now + timedelta(days=days)
    db.session.add(token)
    return token, secret
