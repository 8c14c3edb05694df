"""程式的請求: what programs send is read once, as JSON; what cannot be read is refused before a view sees it."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Request
from flask_smorest import Api
from flask_smorest import Blueprint as SmorestBlueprint
from marshmallow import RAISE, Schema, fields
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

View = TypeVar("View", bound=Callable[..., Any])
PROBLEM = "application/problem+json"
DESCRIPTION = {
    "security": [{"token": []}],
    "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
}
ONCE = {"name": "Idempotency-Key", "description": "一樣的識別碼只生效一次 Sent again, it has its effect once."}


class Problem(Schema):
    """A refusal (RFC 9457); `errors` gives one sentence a field."""

    type = fields.String()
    title = fields.String()
    status = fields.Integer()
    detail = fields.String()
    instance = fields.String()
    errors = fields.Dict(keys=fields.String(), values=fields.String())


class Reader(FlaskParser):
    """Reads what a view asks for; a key that nobody knows is told, in a body and in an address alike."""

    def load_json(self, req: Request, schema: Schema) -> Any:
        """The body; refused when it says to be something else, or is nested or numbered beyond what can be read."""
        if not req.is_json and (req.content_length or req.get_data(cache=True)):
            raise UnsupportedMediaType
        try:
            return super().load_json(req, schema)
        except (RecursionError, ValueError):
            raise BadRequest from None


class Blueprint(SmorestBlueprint):
    """The addresses of one module for programs."""

    ARGUMENTS_PARSER = Reader(unknown=RAISE)

    def post(self, rule: str, **options: Any) -> Callable[[View], View]:
        """An address to post to, with an idempotency key if one likes."""
        described, routed = self.doc(parameters=["ONCE"]), super().post(rule, **options)
        return lambda view: routed(described(view))


class Programs(Api):
    """The API of all modules; its errors are the product's own (smorest would turn HTML 404 pages into JSON)."""

    ERROR_SCHEMA = Problem

    def _register_error_handlers(self) -> None:
        """The product's handler answers."""

    def _register_responses(self) -> None:
        """Every refusal is described as a problem document."""
        self.DEFAULT_RESPONSE_CONTENT_TYPE, usual = PROBLEM, self.DEFAULT_RESPONSE_CONTENT_TYPE
        super()._register_responses()
        self.DEFAULT_RESPONSE_CONTENT_TYPE = usual

    def _register_etag_headers(self) -> None:
        """The headers a request may have."""
        super()._register_etag_headers()
        self.spec.components.parameter(
            "ONCE", "header", {**ONCE, "schema": {"type": "string", "maxLength": 200}}, lazy=True
        )
