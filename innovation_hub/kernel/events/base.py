"""事件: what can happen. Frozen, flat, past tense, ids and words; the dotted name is for ever.

The docstring of an event is the label its readers see. `about` names the stream it belongs to: everything that happens
to one proposal is one stream, whichever module tells it, and takes effect in its order. `open` events may be shown to
whoever may read the thing; the others stay with those who do the work.
"""

import re
from dataclasses import asdict, dataclass, field, fields
from typing import Any, ClassVar, Self, dataclass_transform

STREAM = re.compile(r"[a-z_]+:[\w.]{1,60}")


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
class Event:
    """Something that happened."""

    name: ClassVar[str]
    version: ClassVar[int] = 1
    about: ClassVar[str]
    open: ClassVar[bool] = True

    def __init_subclass__(cls, name: str, about: str, version: int = 1, open: bool = True) -> None:
        dataclass(frozen=True, kw_only=True)(cls)
        cls.name, cls.about, cls.version, cls.open = name, about, version, open
        if name in EVENTS:
            raise ValueError(f"two events are called {name}")
        EVENTS[name] = cls

    @classmethod
    def label(cls) -> str:
        """The event's name as its readers see it (中文)."""
        return (cls.__doc__ or "").strip()

    @classmethod
    def of(cls, thing: object, **facts: object) -> Self:
        """The event told by `thing`: each field from `facts`, else from the thing's attribute of that name."""
        return cls(**{f.name: facts[f.name] if f.name in facts else getattr(thing, f.name) for f in fields(cls)})  # type: ignore[arg-type]  # made a dataclass above

    @property
    def stream(self) -> str:
        """The stream it belongs to, as `proposal:42`."""
        return f"{self.about}:{getattr(self, f'{self.about}_id')}"

    @property
    def body(self) -> dict[str, Any]:
        """Its fields, ready for JSON."""
        return asdict(self)  # type: ignore[call-overload, no-any-return]  # made a dataclass above


EVENTS: dict[str, type[Event]] = {}
