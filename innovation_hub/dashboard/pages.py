"""看板的頁面: the year's figures, each figure with its definition and its list, and every table as a file."""

from datetime import date
from hashlib import sha256

from flask import Blueprint, Response, make_response, render_template, request
from flask_babel import gettext as _

from innovation_hub.dashboard import drawings, lists
from innovation_hub.dashboard.board import Board
from innovation_hub.dashboard.drawings import DRAWINGS, month_name
from innovation_hub.dashboard.figures import FIGURES, GROUPS, NOW, Figure
from innovation_hub.dashboard.models import revision
from innovation_hub.dashboard.scope import Scope
from innovation_hub.kernel import clock
from innovation_hub.kernel.errors import NotFound
from innovation_hub.kernel.text.cleaning import one_line
from innovation_hub.kernel.text.language import language
from innovation_hub.kernel.web.exports import table_response
from innovation_hub.kernel.web.guards import myself, requires

pages = Blueprint("dashboard", __name__, url_prefix="/dashboard", template_folder="templates")


@pages.get("")
@requires("dashboard.read")
def index() -> str:
    """The year at a glance: what is late and who must act, and every figure."""
    mark = _mark()
    return render_template("dashboard/index.html", **_live(Board.of(_scope())), mark=mark)


@pages.get("/live")
@requires("dashboard.read")
def live() -> Response:
    """The figures alone, for the page that follows them; nothing when nothing has moved."""
    response = Response(status=304)
    if (mark := _mark()) not in request.if_none_match:
        response = make_response(render_template("dashboard/_live.html", **_live(Board.of(_scope()))))
    response.set_etag(mark)
    return response


@pages.get("/tables/<name>.<form>")
@requires("dashboard.read")
def table(name: str, form: str) -> Response:
    """The numbers behind a picture, all figures, or the overdue list, as ODS or CSV."""
    board = Board.of(_scope())
    if name == "figures":
        return table_response(drawings.figures(board), form)
    if name not in DRAWINGS:
        raise NotFound
    return table_response(DRAWINGS[name](board).table, form)


@pages.get("/figures/<key>")
@requires("dashboard.read")
def figure(key: str) -> str:
    """One figure: its definition, its value for each section, and the proposals behind it."""
    found, board, month = _figure(key), Board.of(_scope()), _month(key)
    query = lists.behind(found, board, myself(), month)
    items, after = lists.page(query, board, one_line(request.args.get("before")))
    facts = {"figure": found, "board": board, "month": month, "items": items, "after": after}
    drawn = drawings.by_section(board, found)
    return render_template("dashboard/figure.html", **facts, by_section=drawn, month_name=month_name)


@pages.get("/figures/<key>/list.<form>")
@requires("dashboard.read")
def figure_list(key: str, form: str) -> Response:
    """The proposals behind a figure as ODS or CSV."""
    found, board, month = _figure(key), Board.of(_scope()), _month(key)
    listed = lists.items(lists.behind(found, board, myself(), month), board)
    return table_response(lists.table(_("%(figure)s清單", figure=found.label), listed), form)


@pages.get("/figures/<key>/sections.<form>")
@requires("dashboard.read")
def figure_sections(key: str, form: str) -> Response:
    """A figure for each section as ODS or CSV."""
    return table_response(drawings.by_section(Board.of(_scope()), _figure(key)).table, form)


def _live(board: Board) -> dict[str, object]:
    pictures = {name: draw(board) for name, draw in DRAWINGS.items()}
    facts = {"board": board, "late": lists.most_overdue(board, myself()), "pictures": pictures, "now": clock.now()}
    tables = {"figures": FIGURES, "groups": GROUPS, "now_keys": NOW, "months": drawings.monthly(board)}
    return facts | tables | {"month_name": month_name}


def _mark() -> str:
    """Changes with the events handled, the day, the question, and what the person may see in which language."""
    person, scope = myself(), sorted(_scope().address.items())
    told = (revision(), clock.today(), scope, person.id, person.section_id, person.roles, language())
    return sha256(repr(told).encode()).hexdigest()


def _scope() -> Scope:
    return Scope.asked(request.args)


def _figure(key: str) -> Figure:
    if key not in FIGURES:
        raise NotFound
    return FIGURES[key]


def _month(key: str) -> date | None:
    """The month asked for, written 2026-03, where the figure has months."""
    try:
        return date.fromisoformat(f"{request.args['month']}-01") if key in lists.BY_MONTH else None
    except (KeyError, ValueError):
        return None
