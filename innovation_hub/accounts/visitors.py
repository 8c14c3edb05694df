"""來訪者: who is at the entry point: a browser by its cookie, a program by its bearer token, each in one query."""

from datetime import datetime

from flask import Flask, Request, request
from flask_login import UserMixin, current_user
from sqlalchemy import Select, select

from innovation_hub.accounts.models import SignIn, Token, digest
from innovation_hub.kernel import clock
from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.web.guards import sign_ins

API = "/api/"


class Visitor(UserMixin):
    """An employee at the entry point, with the token that let her in."""

    def __init__(self, employee: Employee, token: str, until: datetime | None = None) -> None:
        self.employee, self.token, self.until = employee, token, until

    def get_id(self) -> str:
        """What the cookie carries."""
        return self.token


def token_shown() -> str:
    """The token that let the visitor in; empty for nobody."""
    return str(getattr(current_user, "token", ""))


def by_cookie(token: str) -> Visitor | None:
    """Whose browser this is; the API has no CSRF guard, so no cookie opens it."""
    if request.path.startswith(API):
        return None
    query = select(Employee, SignIn.until).join(SignIn, SignIn.employee_id == Employee.id).where(Employee.active)
    held = query.where(SignIn.token_hash == digest(token), SignIn.until > clock.now())
    found = db.session.execute(held).unique().one_or_none()
    return Visitor(found[0], token, found[1]) if found else None


def by_bearer(asking: Request) -> Visitor | None:
    """Whose program this is."""
    try:
        given = asking.authorization
    except ValueError:  # bytes that no scheme allows
        return None
    if given is None or given.type != "bearer" or not given.token or not asking.path.startswith(API):
        return None
    held = select(Token.employee_id).where(Token.token_hash == digest(given.token), Token.revoked_at.is_(None))
    return _visitor(held.where(Token.expires_at > clock.now()), given.token)


def _visitor(held: Select[int], token: str) -> Visitor | None:
    query = select(Employee).where(Employee.id == held.scalar_subquery(), Employee.active)
    person = db.session.scalars(query).unique().one_or_none()
    return Visitor(person, token) if person else None


def signed_in_for() -> dict[str, int]:
    """Seconds until the visitor's sign-in ends, for the page that warns of it; nothing for who has none."""
    until = getattr(current_user, "until", None)
    return {"signed_in_for": int((until - clock.now()).total_seconds())} if until else {}


def set_up(app: Flask) -> None:
    """Has the product's entry points ask here."""
    app.context_processor(signed_in_for)
    sign_ins.user_loader(by_cookie)
    sign_ins.request_loader(by_bearer)
