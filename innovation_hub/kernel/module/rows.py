"""模組帶來的列: the small rows a module brings to the tables of the product."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


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
