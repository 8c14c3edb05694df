"""程式的請求: what programs send is read once, as JSON; what cannot be read is refused before a view sees it."""

from typing import Any

from flask import Request
from flask_smorest import Api
from flask_smorest import Blueprint as SmorestBlueprint
from marshmallow import RAISE, Schema
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import BadRequest, UnsupportedMediaType


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


class Programs(Api):
    """The API of all modules; its errors are the product's own (smorest would turn HTML 404 pages into JSON)."""

    def _register_error_handlers(self) -> None:
        """The product's handler answers."""
