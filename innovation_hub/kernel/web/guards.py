"""守門: who asks, which policy row guards the view, and how a view loads what she may see."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Flask, current_app, g, request
from flask_login import LoginManager, current_user
from flask_wtf import CSRFProtect
from sqlalchemy import Select, select
from sqlalchemy.exc import DBAPIError
from werkzeug.routing import IntegerConverter, Map

from innovation_hub.kernel.errors import NotFound, NotSignedIn
from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.policy import table as policy
from innovation_hub.kernel.storage.session import db

T = TypeVar("T")
View = TypeVar("View", bound=Callable[..., Any])

sign_ins = LoginManager()
csrf = CSRFProtect()
ACTIONS_OF_OTHERS = {"static": "hub.static", "api-docs.openapi_json": "hub.openapi"}


class Number(IntegerConverter):
    """A number in an address: one that no column could hold leads nowhere."""

    def __init__(self, map: Map, **limits: Any) -> None:
        super().__init__(map, **{"max": 2**31 - 1} | limits)


def me() -> Employee | None:
    """Who is signed in, if anybody."""
    return getattr(current_user, "employee", None)


def nobody() -> None:
    """Has the rest of the request know nobody: whom the cookie names cannot be asked of a database that is away."""
    g._login_user = sign_ins.anonymous_user()


def ask_who() -> None:
    """Finds out who is signed in: nobody when the database cannot tell."""
    try:
        me()
    except DBAPIError:
        db.session.rollback()
        nobody()


def myself() -> Employee:
    """Who is signed in; NotSignedIn when nobody is."""
    person = me()
    if person is None:
        raise NotSignedIn
    return person


def requires(action: str) -> Callable[[View], View]:
    """Marks a view with the policy row that guards it; unknown and forbidden look the same."""

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            if g.get("action") != action:  # the address's own guard has been asked already, by `admit`
                enter(action)
            return view(*args, **kwargs)

        guarded.requires = action  # type: ignore[attr-defined]  # read by unguarded() at start-up
        return guarded  # type: ignore[return-value]  # wraps keeps the signature

    return mark


def asks(view: View) -> View:
    """Marks a view that only reads, whatever its method: it claims no idempotency key and waits for no writer."""
    view.asks = view.repeatable = True  # type: ignore[attr-defined]  # read where the request is dispatched
    return view


def repeatable(view: View) -> View:
    """Marks a view that may be asked any number of times to the same effect: it claims no idempotency key."""
    view.repeatable = True  # type: ignore[attr-defined]  # read where the request is dispatched
    return view


def uploads(view: View) -> View:
    """Marks a view that takes a file, which may be larger than what people type."""
    view.uploads = True  # type: ignore[attr-defined]  # read before the request's body is
    return view


def marked(mark: str) -> bool:
    """Whether the view of this request carries a mark."""
    return bool(getattr(current_app.view_functions.get(request.endpoint or ""), mark, False))


def enter(action: str) -> None:
    """Asks the policy at an entry point."""
    person = me()
    if not policy.possible(person, action):
        raise NotFound if person else NotSignedIn
    g.action = action


def admit() -> None:
    """Asks the guard of the request's address, before anything else of the request is read."""
    if request.routing_exception is None and request.endpoint and request.method != "OPTIONS":
        enter(action_of(current_app, request.endpoint))


def seen(model: type[T], to: str = "read") -> Select[T]:
    """The rows this person may `to`, as a query to go on with."""
    rule = policy.rules()[f"{model.KIND}.{to}"]  # type: ignore[attr-defined]  # every thing with an entry point has its KIND
    return select(model).where(rule.where(me(), model))


def find(model: type[T], id: int, to: str = "read") -> T:
    """The one with this id, if this person may `to` it; NotFound otherwise."""
    found = db.session.scalars(seen(model, to).where(model.id == id)).unique().one_or_none()  # type: ignore[attr-defined]  # every table has its id
    if found is None:
        raise NotFound
    return found


def unguarded(app: Flask) -> list[str]:
    """The URLs whose view has no row in the policy."""
    return sorted(
        rule.rule for rule in app.url_map.iter_rules() if action_of(app, rule.endpoint) not in app.extensions["policy"]
    )


def action_of(app: Flask, endpoint: str) -> str:
    """The policy row that guards an endpoint; empty when none does."""
    if endpoint.endswith(".static"):
        return "hub.static"
    view = app.view_functions[endpoint]
    return str(ACTIONS_OF_OTHERS.get(endpoint) or getattr(view, "requires", ""))
