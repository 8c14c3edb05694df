"""狀態: how the queue stands, in figures: what the failures page, /readyz and /metrics show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from innovation_hub.kernel import clock
from innovation_hub.kernel.events import journal
from innovation_hub.kernel.events.journal import Entry
from innovation_hub.kernel.evidence import anchors, inspection, seals
from innovation_hub.kernel.evidence.anchors import Anchor
from innovation_hub.kernel.evidence.inspection import Inspection
from innovation_hub.kernel.messaging.checkpoints import unhandled
from innovation_hub.kernel.messaging.parked import Failure
from innovation_hub.kernel.messaging.relay import mark
from innovation_hub.kernel.module.module import Module, subscribers
from innovation_hub.kernel.storage.session import db


@dataclass(frozen=True)
class Lag:
    """How far a module is behind the journal: in events, and in seconds since the oldest it has not handled."""

    subscriber: str
    events: int
    seconds: float


@dataclass(frozen=True)
class Evidence:
    """How the journal is sealed and anchored: up to where, how many not yet, the last anchors, what is wrong."""

    sealed: int
    unsealed: int
    anchors: Sequence[Anchor]
    alarm: Inspection | None


def evidence() -> Evidence:
    """The journal's seals and anchors."""
    return Evidence(seals.head(), seals.unsealed(), anchors.recent(), inspection.alarm())


def lags() -> list[Lag]:
    """Each module's lag, failures that wait left out."""
    return [_lag(module) for module in subscribers().values()]


def failures() -> list[Failure]:
    """What failed and waits, oldest first."""
    return list(db.session.scalars(select(Failure).order_by(Failure.since)))


def position() -> int:
    """The journal's last position."""
    return journal.end()


def _lag(module: Module) -> Lag:
    query = unhandled(module, mark(module)).with_only_columns(func.count(), func.min(Entry.at))
    count, oldest = db.session.execute(query).one()
    return Lag(module.name, count, _age(oldest))


def _age(oldest: datetime | None) -> float:
    return max(0.0, (clock.now() - oldest).total_seconds()) if oldest else 0.0
