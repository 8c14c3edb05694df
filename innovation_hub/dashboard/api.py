"""程式介面: the figures as numbers."""

from typing import Any

from flask_babel import lazy_gettext as _l
from marshmallow import Schema, fields
from marshmallow.validate import Range

from innovation_hub.dashboard.board import Board
from innovation_hub.dashboard.figures import FIGURES
from innovation_hub.dashboard.scope import Scope, this_year
from innovation_hub.kernel import clock
from innovation_hub.kernel.web.guards import requires
from innovation_hub.kernel.web.json_requests import Blueprint

api = Blueprint("dashboard_api", __name__, description="推動小組看板 Dashboard")


class Scoped(Schema):
    """A ROC year (this one where none is given), and a section's key (the whole office where none is given)."""

    year = fields.Integer(validate=Range(1, 999, error=_l("年度請填民國年，例如 115。")))
    section = fields.String(load_default="")


class Dashboard(Schema):
    """Each figure by its key; null where there is nothing to divide by."""

    year = fields.Integer()
    section = fields.String()
    as_of = fields.AwareDateTime()
    figures = fields.Dict(keys=fields.String(), values=fields.Raw(allow_none=True))


@api.get("/dashboard")
@api.arguments(Scoped, location="query")
@api.response(200, Dashboard)
@requires("dashboard.read")
def show(asked: dict[str, Any]) -> dict[str, object]:
    """The task force's figures for a year."""
    scope = Scope(asked.get("year") or this_year(), asked["section"])
    whole = Board.of(scope).whole
    values = {key: figure.measure.value(whole) for key, figure in FIGURES.items()}
    return {"year": scope.year, "section": scope.section, "as_of": clock.now(), "figures": values}
