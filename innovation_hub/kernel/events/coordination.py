"""協調的事件: a meeting about similar proposals."""

from innovation_hub.kernel.events.base import Event


class CoordinationOpened(Event, name="coordination.opened", about="coordination", open=False):
    """安排協調"""

    coordination_id: int
    number: str
    title: str
    due_on: str
    proposal_ids: list[int]
    participant_ids: list[int]


class CoordinationConcluded(Event, name="coordination.concluded", about="coordination", open=False):
    """結束協調"""

    coordination_id: int
    number: str
    title: str
    due_on: str
    proposal_ids: list[int]
    participant_ids: list[int]
    outcome: str


class CoordinationCancelled(Event, name="coordination.cancelled", about="coordination", open=False):
    """取消協調"""

    coordination_id: int
    number: str
    title: str
    due_on: str
    proposal_ids: list[int]
    participant_ids: list[int]
