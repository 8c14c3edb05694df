"""待處理: what failed on its way to a module, and when it is tried again."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import cast

from flask import current_app
from sqlalchemy import Table, bindparam, delete
from sqlalchemy.orm import Mapped, mapped_column

from innovation_hub.kernel import clock
from innovation_hub.kernel.events.journal import Entry
from innovation_hub.kernel.module.module import Module
from innovation_hub.kernel.storage.session import Base, BigId, db

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


Pair = tuple[str, str]
_FORGIVE = delete(cast(Table, Failure.__table__)).where(
    Failure.subscriber == bindparam("subscriber"), Failure.stream == bindparam("stream")
)


def forgive(pairs: Collection[Pair]) -> None:
    """Forgets these failures: what failed has been handled."""
    for subscriber, stream in pairs:
        db.session.execute(_FORGIVE, {"subscriber": subscriber, "stream": stream})


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
