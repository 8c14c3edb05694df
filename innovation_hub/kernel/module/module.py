"""模組: what a module of the product is, and the list of those at work."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from click import Group
from flask import Blueprint, Flask, current_app

from innovation_hub.kernel.events.base import Event
from innovation_hub.kernel.module.invariant import Invariant
from innovation_hub.kernel.module.rows import Dated, Duty, Hit, MenuItem, NoticeRow, Tool
from innovation_hub.kernel.search.texts import fold_anew

Reaction = Callable[[Any, Any], None]


@dataclass(frozen=True)
class Module:
    """A part of the product: its entry points, events it handles, menu, commands, and part of the demo world.

    `reacts` maps an event to the one function that handles it, called with the event and its journal entry, inside a
    transaction of the worker. `seed` gives an empty database what the module cannot be without; it may run again and
    again. `demo` lives its part of one past day of the demo world; it is given how many days ago that was. `forget`, of
    a module that only folds events into its rows, throws away what it holds of some streams, to handle them again.
    `finds` gives what a person may go to for the words she types. `restored` undoes in a restored database what must
    not be as it was when the backup was made; whoever calls commits. `invariants` are what must hold of its tables.

    The other fields are its rows of the product's tables, which the kernel merges and prints (see `tables`): `policy`
    maps actions to rules, `lifecycles` kinds of things to their moves. `reacts_for` gives reactions that depend on the
    rows of all modules.
    """

    name: str
    label: object
    pages: tuple[Blueprint, ...] = ()
    api: tuple[Any, ...] = ()
    reacts: Mapping[type[Event], Reaction] = field(default_factory=dict)
    menu: tuple[MenuItem, ...] = ()
    commands: tuple[Group, ...] = ()
    set_up: Callable[[Flask], None] | None = None
    finds: Callable[[Any, str], Iterable[Hit]] | None = None
    seed: Callable[[], None] | None = None
    demo: Callable[[int], None] | None = None
    forget: Callable[[Sequence[str]], None] | None = None
    restored: Callable[[], None] | None = None
    invariants: tuple[Invariant, ...] = ()
    policy: Mapping[str, Any] = field(default_factory=dict)
    lifecycles: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    notices: tuple[NoticeRow, ...] = ()
    figures: tuple[Any, ...] = ()
    parameters: tuple[Any, ...] = ()
    duties: tuple[Duty, ...] = ()
    dated: tuple[Dated, ...] = ()
    tools: tuple[Tool, ...] = ()
    reacts_for: "Callable[[Sequence[Module]], Mapping[type[Event], Reaction]] | None" = None

    @property
    def handles(self) -> list[str]:
        """The names of the events it reacts to."""
        return [told.name for told in self.reacts]


def modules() -> Mapping[str, Module]:
    """The modules at work, by name."""
    found: Mapping[str, Module] = current_app.extensions["modules"]
    return found


def subscribers() -> Mapping[str, Module]:
    """Those of them that handle events."""
    return {name: module for name, module in modules().items() if module.reacts}


def seed() -> None:
    """Gives an empty database what the modules cannot be without, and an upgraded one what is searched in."""
    fold_anew()
    for module in modules().values():
        if module.seed is not None:
            module.seed()


def wiring() -> Iterator[tuple[type[Event], str, str]]:
    """Who handles what: event, module, function."""
    for module in modules().values():
        for told, reaction in module.reacts.items():
            yield told, module.name, reaction.__name__
