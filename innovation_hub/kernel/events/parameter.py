"""參數的事件: the administrator changes a setting."""

from innovation_hub.kernel.events.base import Event


class ParameterChanged(Event, name="parameter.changed", about="parameter", open=False):
    """調整參數"""

    parameter_id: str
    value: float
    before: float
