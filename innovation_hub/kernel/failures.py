"""待處理: what failed on its way to a module, and when it is tried again."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from flask import current_app
from sqlalchemy import JSON, String, Table, bindparam, delete, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from innovation_hub.kernel import clock
from innovation_hub.kernel.db import Base, BigId, db
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


Pair = tuple[str, str]
_GIVEN = {
    "sqlite": func.json_each(bindparam("streams", type_=JSON)).table_valued("value"),
    "postgresql": func.unnest(bindparam("streams", type_=ARRAY(String))).table_valued("value").render_derived(),
}
_OF = {
    engine: select(Failure.subscriber, Failure.stream, Failure.next_try_at).where(
        Failure.subscriber.in_(bindparam("subscribers", expanding=True)), Failure.stream.in_(select(given.c.value))
    )
    for engine, given in _GIVEN.items()
}
_FORGIVE = delete(cast(Table, Failure.__table__)).where(
    Failure.subscriber == bindparam("subscriber"), Failure.stream == bindparam("stream")
)


@dataclass(frozen=True)
class Standing:
    """How pairs of module and stream stand that have failed: those that wait, and those whose time has come."""

    waiting: frozenset[Pair]
    due: frozenset[Pair]


def standing(pairs: Collection[Pair]) -> Standing:
    """How these pairs of module and stream stand."""
    asked = {"subscribers": sorted({name for name, _ in pairs}), "streams": sorted({stream for _, stream in pairs})}
    rows = db.session.execute(_OF[db.engine.dialect.name], asked).all()
    failed = {(row.subscriber, row.stream): row.next_try_at for row in rows}
    due = frozenset(pair for pair, at in failed.items() if at and at <= clock.now())
    return Standing(frozenset(failed) - due, due & frozenset(pairs))


def forgive(pairs: Collection[Pair]) -> None:
    """Forgets these failures: what failed has been heard."""
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
