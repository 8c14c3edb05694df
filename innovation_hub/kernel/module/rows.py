"""模組帶來的列: the small rows a module brings to the tables of the product."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from innovation_hub.kernel.events.base import Event


@dataclass(frozen=True)
class MenuItem:
    """One word of the main menu, and the entry point behind it.

    `count` says how much waits there for the person; `asks` is the policy row that shows it, where not its page's own.
    """

    label: object
    endpoint: str
    count: Callable[[Any], int] | None = None
    asks: str = ""


@dataclass(frozen=True)
class Hit:
    """Something found that a person may go to: its name, its address, and a word about it."""

    label: Any
    url: Any
    about: object = ""


@dataclass(frozen=True)
class NoticeRow:
    """When the event is handled, these people are led to this page by this sentence. `kind` is for ever.

    `told` gives employees' ids from the event; `page` is an address with the event's fields in braces.
    """

    kind: str
    event: type[Event]
    told: Callable[[Any], Iterable[int]]
    page: str
    sentence: object


@dataclass(frozen=True)
class Figure:
    """A figure of a module's own rows: `value` selects it for a section's key (None: the whole office) on a day."""

    key: str
    label: object
    definition: object
    value: Callable[[str | None, date], float | None]
    moved_by: tuple[type[Event], ...] = ()
    unit: str = ""


@dataclass(frozen=True)
class Waiting:
    """Something that waits for a person: what she is to do, with which thing, where, and until when."""

    thing: str
    action: str
    label: object
    url: str
    due_on: date | None = None
    why: object = ""


@dataclass(frozen=True)
class Duty:
    """A kind of thing that waits for people; `of` gives what waits for this employee, oldest due first."""

    key: str
    label: object
    of: Callable[[Any], Iterable[Waiting]]


@dataclass(frozen=True)
class Day:
    """A day that belongs in a person's calendar."""

    on: date
    label: object
    url: str


@dataclass(frozen=True)
class Dated:
    """A kind of day; `of` gives the days of this employee from one day to another, both included."""

    key: str
    label: object
    of: Callable[[Any, date, date], Iterable[Day]]


@dataclass(frozen=True)
class Tool:
    """A formula that pages call and that can be called with a case: `shown_at` is the endpoint that shows its value."""

    key: str
    domain: str
    function: Callable[..., Any]
    shown_at: str = ""
