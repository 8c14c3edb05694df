"""程式介面: an access token for a password, who I am, and the token given back."""

from flask import current_app
from flask_babel import lazy_gettext as _l
from marshmallow import Schema, fields
from marshmallow.validate import Length

from innovation_hub.accounts.credentials import prove
from innovation_hub.accounts.models import give_back, give_token
from innovation_hub.accounts.visitors import token_shown
from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.web.guards import myself, requires
from innovation_hub.kernel.web.json_requests import Blueprint

api = Blueprint("accounts_api", __name__, description="帳號 Accounts")


class Asked(Schema):
    """A login, its password, and what the token is for."""

    login = fields.String(required=True)
    password = fields.String(required=True)
    name = fields.String(required=True, validate=Length(1, 80, error=_l("用途請寫 1 到 80 字。")))


class Given(Schema):
    """The token; it is not shown again."""

    token = fields.String()
    expires_at = fields.AwareDateTime()


class SectionSchema(Schema):
    """A section."""

    key = fields.String()
    name = fields.String()


class Me(Schema):
    """The person a token stands for."""

    id = fields.Integer()
    login = fields.String()
    name = fields.String()
    section = fields.Nested(SectionSchema)
    roles = fields.List(fields.String())


@api.post("/tokens")
@api.arguments(Asked)
@api.response(201, Given)
@api.doc(security=[])
@requires("accounts.sign_in")
def give(asked: dict[str, str]) -> dict[str, object]:
    """Gives an access token for a login and password."""
    person = prove(asked["login"], asked["password"])
    token, secret = give_token(person, asked["name"], current_app.config["HUB_TOKEN_DAYS"])
    return {"token": secret, "expires_at": token.expires_at}


@api.delete("/tokens/current")
@api.response(204)
@requires("accounts.tokens")
def revoke() -> None:
    """Revokes the token that asks."""
    give_back(token_shown())


@api.get("/me")
@api.response(200, Me)
@requires("accounts.me")
def me() -> Employee:
    """Tells whom the token stands for."""
    return myself()
