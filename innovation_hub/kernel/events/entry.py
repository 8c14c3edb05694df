"""事件簿的事件: a person has a module go on without an event."""

from innovation_hub.kernel.events.base import Event


class EntrySkipped(Event, name="entry.skipped", about="entry", open=False):
    """略過事件"""

    entry_id: int
    subscriber: str
    thing: str
    reason: str
