"""印出總表: the tables that the modules' rows make, as rows of plain values for commands, pages and programs."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from innovation_hub.kernel.module import tables
from innovation_hub.kernel.module.module import wiring
from innovation_hub.kernel.text.language import event_name

Printed = dict[str, Any]


def policy() -> list[Printed]:
    """Each action, who may, and whose row it is."""
    return [{"action": name, "who": str(rule), "module": module} for name, (module, rule) in _sorted("policy")]


def lifecycles() -> list[Printed]:
    """Each move of each kind of thing; the stage of one that begins without a stage is empty."""
    return [
        {"thing": thing, "at": move.at, "action": move.action, "to": move.to, "records": move.records.name}
        | {"label": str(move.label), "module": module}
        for thing, (module, moves) in tables.table("lifecycles").items()
        for move in moves
    ]


def notices() -> list[Printed]:
    """Each notice: of which event, to whom, in which sentence."""
    return [
        {"kind": kind, "event": row.event.name, "told": row.told.__name__, "page": row.page}
        | {"sentence": str(row.sentence), "module": module}
        for kind, (module, row) in tables.table("notices").items()
    ]


def figures() -> list[Printed]:
    """Each figure, what it means, and the events that move it."""
    return [
        {"key": key, "label": str(row.label), "definition": str(row.definition)}
        | {"moved_by": ", ".join(event.name for event in row.moved_by), "module": module}
        for key, (module, row) in tables.table("figures").items()
    ]


def events() -> list[Printed]:
    """Who handles which event."""
    return [
        {"event": event.name, "label": event_name(event.label()), "module": module, "function": function}
        for event, module, function in sorted(wiring(), key=lambda row: (row[0].name, row[1]))
    ]


def parameters() -> list[Printed]:
    """Each parameter, its default and its bounds."""
    return [
        {"key": key, "label": str(row.label), "default": row.default, "least": row.least, "most": row.most}
        | {"module": module}
        for key, (module, row) in tables.table("parameters").items()
    ]


#                                             what it is called     its rows
PRINTED: Mapping[str, tuple[object, Callable[[], list[Printed]]]] = {
    "policy": (_l("權限"), policy),
    "lifecycles": (_l("生命歷程"), lifecycles),
    "notices": (_l("通知規則"), notices),
    "figures": (_l("指標定義"), figures),
    "events": (_l("事件與反應"), events),
    "parameters": (_l("參數"), parameters),
}


def lines(rows: Iterable[Printed]) -> list[str]:
    """The rows as aligned columns of text."""
    texts = [[str(value) for value in row.values()] for row in rows]
    wide = [max(map(len, column)) for column in zip(*texts, strict=True)]
    return ["  ".join(text.ljust(room) for text, room in zip(row, wide, strict=True)).rstrip() for row in texts]


def _sorted(name: str) -> list[tuple[str, tuple[str, Any]]]:
    return sorted(tables.table(name).items())
