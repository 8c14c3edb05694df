"""程式的請求: what programs send is read once, as JSON; what cannot be read is refused before a view sees it."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Request
from flask_babel import lazy_gettext as _l
from flask_smorest import Api
from flask_smorest import Blueprint as SmorestBlueprint
from marshmallow import RAISE, Schema, fields, missing
from marshmallow.validate import Range
from webargs.flaskparser import FlaskParser
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from innovation_hub.kernel.errors import Encoded, NoBody
from innovation_hub.kernel.web.bounds import TOLD, trimmed

View = TypeVar("View", bound=Callable[..., Any])
LEAST, MOST = -(2**31), 2**31 - 1
TOO_FAR = _l("數字超出範圍。")
UTF_8 = ("utf-8", "utf8", "us-ascii")
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


class Integer(fields.Integer):
    """A whole number that every column can hold; the document says between which bounds it lies."""

    def __init__(self, **options: Any) -> None:
        given = options.pop("validate", None)
        options["validate"] = (
            given if isinstance(given, Range) else [Range(LEAST, MOST, error=TOO_FAR), *([given] if given else [])]
        )
        super().__init__(**options)


class Reader(FlaskParser):
    """Reads what a view asks for; a key that nobody knows is told, in a body and in an address alike."""

    def load_json(self, req: Request, schema: Schema) -> Any:
        """The body; refused when it says to be something else, or is nested or numbered beyond what can be read."""
        _check_encoding(req)
        if not req.is_json and (req.content_length or req.get_data(cache=True)):
            raise UnsupportedMediaType
        try:
            body = super().load_json(req, schema)
        except (RecursionError, ValueError):
            raise BadRequest from None
        if body is missing:
            raise NoBody
        return trimmed(body, _known(schema))

    def load_querystring(self, req: Request, schema: Schema) -> Any:
        """What stands behind the question mark, without what is unknown too often."""
        known, kept = _known(schema), MultiDict[str, str]()
        for name, value in req.args.items(multi=True):
            if name in known or name in kept or len(kept) <= TOLD + len(known):
                kept.add(name, value)
        return self._makeproxy(kept, schema)


def _known(schema: Schema) -> set[str]:
    return {field.data_key or name for name, field in schema.load_fields.items()}


def _check_encoding(req: Request) -> None:
    """Nothing but plain UTF-8 is read (RFC 9110, 8.4; RFC 8259, 8.1)."""
    charset = req.mimetype_params.get("charset", "utf-8").lower()
    if req.headers.get("Content-Encoding", "identity").lower() != "identity" or charset not in UTF_8:
        raise Encoded


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
