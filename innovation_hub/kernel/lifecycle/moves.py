"""生命歷程: a thing's stages and moves are rows."""

from dataclasses import dataclass

from innovation_hub.kernel.events.base import Event


@dataclass(frozen=True)
class Move:
    """At a stage an action leads to a stage and tells an event; `label` is its button.

    `first` names the method that prepares the thing, `asks` the policy action where it is not the move's own.
    """

    at: str
    action: str
    to: str
    records: type[Event]
    label: object
    first: str = ""
    asks: str = ""
