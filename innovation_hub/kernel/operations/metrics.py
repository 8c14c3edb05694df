"""計量: what /metrics says, each gauge a row: journal and seals, each module's lag, what waits after failing."""

from prometheus_client import CollectorRegistry, Gauge

from innovation_hub.kernel.messaging import queue_depths
from innovation_hub.kernel.operations import queue_state


def registry() -> CollectorRegistry:
    """All gauges, as they stand now."""
    made = CollectorRegistry()
    for name, meaning, value in _single():
        Gauge(name, meaning, registry=made).set(value)
    events = Gauge("hub_lag_events", "Events not yet handled", ["subscriber"], registry=made)
    seconds = Gauge("hub_lag_seconds", "Age of the oldest event not yet handled", ["subscriber"], registry=made)
    for lag in queue_state.lags():
        events.labels(lag.subscriber).set(lag.events)
        seconds.labels(lag.subscriber).set(lag.seconds)
    queued = Gauge("hub_queue_messages", "Messages in the queue, as the worker last saw", ["subscriber"], registry=made)
    dead = Gauge("hub_dead_letters", "Messages in the dead-letter queue, as last seen", ["subscriber"], registry=made)
    for depth in queue_depths.depths():
        queued.labels(depth.subscriber).set(depth.waiting)
        dead.labels(depth.subscriber).set(depth.dead)
    return made


def _single() -> list[tuple[str, str, float]]:
    failures, evidence = queue_state.failures(), queue_state.evidence()
    arrived = [anchor.position for anchor in evidence.anchors if not anchor.error]
    return [
        ("hub_journal_position", "Last position of the journal", queue_state.position()),
        ("hub_sealed_position", "Position up to which the journal is sealed", evidence.sealed),
        ("hub_unsealed", "Entries not yet sealed", evidence.unsealed),
        ("hub_anchored_position", "Position of the last anchor that arrived outside", max(arrived, default=0)),
        ("hub_journal_alarm", "1 when the journal does not hold its anchor", evidence.alarm is not None),
        ("hub_retrying", "Streams that will be tried again", sum(not failure.parked for failure in failures)),
        ("hub_parked", "Streams that wait for a person", sum(failure.parked for failure in failures)),
    ]
