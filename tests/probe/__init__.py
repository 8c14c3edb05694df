"""A module of its own for tests and benches: up to three subscribers, each of which inserts one row an event."""

import re
import time
from collections.abc import Callable, Sequence
from functools import partial

from sqlalchemy import Column, Float, Integer, MetaData, String, Table, delete, select

from innovation_hub.kernel.events import journal
from innovation_hub.kernel.events.base import Event
from innovation_hub.kernel.module.module import Module, Reaction
from innovation_hub.kernel.storage.session import db

handled = Table(
    "probe_heard",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("subscriber", String),
    Column("probe_id", Integer),
    Column("number", Integer),
    Column("at", Float),
)
ROW = "INSERT INTO probe_heard (subscriber, probe_id, number, at) VALUES (:subscriber, :probe_id, :number, :at)"
ROWS = {
    "sqlite": ROW,
    "postgresql": re.sub(r":(\w+)", r"%(\1)s", ROW),  # as the drivers write it
}
troubles: dict[tuple[str, int, int], Callable[[], None]] = {}


class ProbeRang(Event, name="probe.rang", about="probe", open=False):
    """試響"""

    probe_id: int
    number: int


def handle(subscriber: str, event: ProbeRang, entry: journal.Entry) -> None:
    """Notes that it was handled, then has the trouble somebody wished it; a bench reads `handled` at the commit."""
    db.session.info.setdefault("handled", []).append(event.probe_id)
    row = {"subscriber": subscriber, "probe_id": event.probe_id, "number": event.number, "at": time.time()}
    db.session.connection().exec_driver_sql(ROWS[db.engine.dialect.name], row)
    troubles.get((subscriber, event.probe_id, event.number), lambda: None)()


def reaction(subscriber: str) -> Reaction:
    """The subscriber's one reaction."""
    made = partial(handle, subscriber)
    made.__name__ = "handle"  # type: ignore[attr-defined]  # the wiring prints it
    return made


def forget(subscriber: str, streams: Sequence[str]) -> None:
    """What it handled of these streams goes."""
    ids = [int(stream.partition(":")[2]) for stream in streams]
    db.session.execute(delete(handled).where(handled.c.subscriber == subscriber, handled.c.probe_id.in_(ids)))


def modules(count: int) -> tuple[Module, ...]:
    """The first so many subscribers."""
    names = [f"probe{number}" for number in range(1, count + 1)]
    return tuple(
        Module(name=name, label=name, reacts={ProbeRang: reaction(name)}, forget=partial(forget, name))
        for name in names
    )


def ring(probe_id: int, *numbers: int) -> None:
    """Tells the events in one transaction."""
    for number in numbers:
        journal.record(ProbeRang(probe_id=probe_id, number=number))
    db.session.commit()


def rows(subscriber: str) -> list[tuple[int, int]]:
    """What the subscriber has handled, in its order: probe and number."""
    query = (
        select(handled.c.probe_id, handled.c.number).where(handled.c.subscriber == subscriber).order_by(handled.c.id)
    )
    found = [(row.probe_id, row.number) for row in db.session.execute(query)]
    db.session.rollback()
    return found
