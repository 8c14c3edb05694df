"""待處理: what failed on its way to a module, and when it is tried again."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import cast

from flask import current_app
from sqlalchemy import Table, bindparam, delete
from sqlalchemy.orm import Mapped, mapped_column

from innovation_hub.kernel import clock
from innovation_hub.kernel.db import Base, BigId, UTCDateTime, db
from innovation_hub.kernel.journal import Entry
from innovation_hub.kernel.module import Module

PAUSES = (1, 5, 30, 120)


class Failure(Base):
    """待處理: a reaction that failed; its stream waits for the module until it is tried again or skipped."""

    __tablename__ = "failures"
    subscriber: Mapped[str] = mapped_column(primary_key=True)
    stream: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(BigId)
    tries: Mapped[int]
    error: Mapped[str]
    since: Mapped[datetime]
    next_try_at: Mapped[datetime | None]

    @property
    def parked(self) -> bool:
        """Whether it waits for a person."""
        return self.next_try_at is None


FORGIVE = delete(cast(Table, Failure.__table__)).where(
    Failure.subscriber == bindparam("subscriber"),
    Failure.stream.in_(bindparam("streams", expanding=True)),
    Failure.next_try_at <= bindparam("now", type_=UTCDateTime),
)


def forgive(module: Module, streams: Sequence[str]) -> None:
    """Forgets the failures whose time had come: what failed has been heard."""
    db.session.execute(FORGIVE, {"subscriber": module.name, "streams": streams, "now": clock.now()})


def fail(module: Module, entry: Entry, error: Exception) -> None:
    """Has the stream wait for the module, longer after each try, at last for a person."""
    failure = db.session.get(Failure, (module.name, entry.stream)) or Failure(
        subscriber=module.name, stream=entry.stream, tries=0, since=clock.now()
    )
    failure.position, failure.tries = entry.position, failure.tries + 1
    failure.error = f"{type(error).__name__}: {error}"[:500]
    failure.next_try_at = _next_try(failure.tries)
    db.session.add(failure)


def _next_try(tries: int) -> datetime | None:
    if tries >= current_app.config["HUB_TRIES"]:
        return None
    return clock.now() + timedelta(seconds=PAUSES[min(tries, len(PAUSES)) - 1])
