"""總表的頁面: what the modules' rows make together, for the auditor; lifecycles as diagrams with their tables."""

from typing import Any

from flask import Blueprint, render_template
from flask_babel import lazy_gettext as _l
from marshmallow import Schema, fields

from innovation_hub.kernel import charts
from innovation_hub.kernel.charts.chart import Chart
from innovation_hub.kernel.errors import NotFound
from innovation_hub.kernel.module import tables
from innovation_hub.kernel.operations.printing import PRINTED, Printed
from innovation_hub.kernel.web.guards import requires
from innovation_hub.kernel.web.json_requests import Blueprint as Programs

pages = Blueprint("tables", __name__)
api = Programs("tables_api", __name__, description="總表 Tables")
HEADS = {
    "action": _l("動作"), "who": _l("誰可以"), "module": _l("模組"), "thing": _l("對象"), "at": _l("階段"),
    "to": _l("到"), "records": _l("記錄事件"), "label": _l("名稱"), "kind": _l("種類"), "event": _l("事件"),
    "told": _l("通知誰"), "page": _l("頁面"), "sentence": _l("句子"), "key": _l("代碼"), "definition": _l("定義"),
    "moved_by": _l("隨哪些事件變動"), "function": _l("函式"), "default": _l("預設"), "least": _l("最小"),
    "most": _l("最大"),
}  # fmt: skip


class TableOut(Schema):
    """The rows of a table."""

    items = fields.List(fields.Dict())


@pages.get("/hub/tables/<name>")
@requires("hub.tables")
def show(name: str) -> str:
    """One of the tables."""
    facts = {"heads": HEADS, "names": {key: label for key, (label, _) in PRINTED.items()}}
    rows, drawn = _rows(name), diagrams() if name == "lifecycles" else []
    columns = [HEADS[key] for key in rows[0]] if rows else []
    return render_template("hub/table.html", name=name, rows=rows, columns=columns, diagrams=drawn, **facts)


@api.get("/tables/<name>")
@api.response(200, TableOut)
@requires("hub.tables")
def read(name: str) -> dict[str, Any]:
    """The rows of policy, lifecycles, notices, figures, events or parameters."""
    return {"items": _rows(name)}


def diagrams() -> list[Chart]:
    """Each lifecycle as a picture of its stages and moves."""
    return [
        charts.moves(f"lifecycle-{thing}", thing, [(move.at, move.to, str(move.label)) for move in moves])
        for thing, (_, moves) in tables.table("lifecycles").items()
    ]


def _rows(name: str) -> list[Printed]:
    if name not in PRINTED:
        raise NotFound
    return PRINTED[name][1]()
