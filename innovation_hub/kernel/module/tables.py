"""總表: the rows that the modules bring, merged into the tables of the product; a name given twice is refused."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import current_app

from innovation_hub.kernel.module.module import Module

Rows = dict[str, tuple[str, Any]]


def _keyed(name: str) -> Callable[[Any], Iterable[tuple[str, Any]]]:
    return lambda rows: ((getattr(row, name), row) for row in rows)


def _mapped(rows: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    return rows.items()


#           table        a row's name and the row
TABLES: dict[str, Callable[[Any], Iterable[tuple[str, Any]]]] = {
    "policy": _mapped,
    "lifecycles": _mapped,
    "notices": _keyed("kind"),
    "figures": _keyed("key"),
    "parameters": _keyed("key"),
    "duties": _keyed("key"),
    "dated": _keyed("key"),
    "tools": _keyed("key"),
    "invariants": _keyed("key"),
}


def merged(modules: Sequence[Module]) -> dict[str, Rows]:
    """Each table: by name the module and the row; ValueError where two rows have one name."""
    return {table: _merged(table, modules) for table in TABLES}


def _merged(table: str, modules: Sequence[Module]) -> Rows:
    found: Rows = {}
    for module in modules:
        for name, row in TABLES[table](getattr(module, table)):
            if name in found:
                raise ValueError(f"two rows of {table} are called {name}: of {found[name][0]} and of {module.name}")
            found[name] = module.name, row
    return found


def wired(modules: Sequence[Module]) -> list[Module]:
    """The modules with the reactions that depend on the rows of all."""
    return [
        replace(module, reacts={**module.reacts, **module.reacts_for(modules)}) if module.reacts_for else module
        for module in modules
    ]


def table(name: str) -> Rows:
    """A table of the product at work: by name the module and the row."""
    rows: Rows = current_app.extensions["tables"][name]
    return rows


def rows(name: str) -> list[Any]:
    """The rows of a table in the modules' order."""
    return [row for _, row in table(name).values()]
