"""接力: takes new journal rows to the broker in journal order, and sweeps for what was told and not heard."""

import time
from datetime import timedelta

from flask import current_app
from sqlalchemy import and_, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from innovation_hub.kernel import clock, journal
from innovation_hub.kernel.broker import Broker, News
from innovation_hub.kernel.db import Base, BigId, db, is_sqlite, reading
from innovation_hub.kernel.delivery import Failure, Progress
from innovation_hub.kernel.journal import Entry
from innovation_hub.kernel.module import Module, subscribers

BATCH = 500
HOLE_SECONDS = 10
SETTLED = timedelta(seconds=90)


class Watermark(Base):
    """水位: up to this position nothing is left that a module has not heard."""

    __tablename__ = "watermarks"
    subscriber: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(BigId)


class Relay:
    """Carries news from the journal to the broker.

    Its position is kept in memory: it begins at the journal's end, and the sweep finds what came before. Positions skipped by a
    transaction that is still open are looked at again for ten seconds; later ones are found by the sweep.
    """

    def __init__(self, broker: Broker) -> None:
        self.broker = broker
        self.position: int | None = None
        self.holes: dict[int, float] = {}

    def step(self) -> int:
        """Sends what is new; returns how many."""
        with reading():
            news = self._new()
            db.session.rollback()
        return self.broker.publish(news) if news else 0

    def _new(self) -> list[News]:
        if self.position is None:
            self.position = journal.end()
            return []
        columns = select(Entry.position, Entry.stream, Entry.name)
        where = Entry.position > self.position
        if self.holes:
            where = or_(where, Entry.position.in_(list(self.holes)))
        rows = db.session.execute(columns.where(where).order_by(Entry.position).limit(BATCH)).all()
        for row in rows:
            self._passed(row.position)
        self.holes = {hole: until for hole, until in self.holes.items() if until > time.monotonic()}
        return [News(row.position, row.stream, row.name) for row in rows]

    def _passed(self, position: int) -> None:
        self.holes.pop(position, None)
        assert self.position is not None
        for hole in range(max(self.position + 1, position - BATCH), position):
            self.holes[hole] = time.monotonic() + HOLE_SECONDS
        self.position = max(self.position, position)


def sweep(broker: Broker) -> int:
    """Tells each module again of what it has not heard though it was told some seconds ago; returns how many."""
    return sum(_sweep(broker, module) for module in subscribers().values())


def _sweep(broker: Broker, module: Module) -> int:
    with reading():
        mark = db.session.get(Watermark, module.name)
        position = mark.position if mark else 0
        forgotten = _forgotten(module, position)
        again = _due_again(module)
        until = forgotten[0].position - 1 if forgotten else _settled()
        db.session.rollback()
    if until > position + BATCH:
        _raise_mark(module, until)
    news = forgotten + again
    return broker.ring(module.name, news) if news else 0


def _forgotten(module: Module, position: int) -> list[News]:
    progress = and_(Progress.subscriber == module.name, Progress.stream == Entry.stream)
    failure = and_(Failure.subscriber == module.name, Failure.stream == Entry.stream)
    query = select(Entry.position, Entry.stream, Entry.name).outerjoin(Progress, progress).outerjoin(Failure, failure)
    query = query.where(Entry.position > position, Entry.name.in_(module.hears), Failure.stream.is_(None))
    query = query.where(or_(Progress.sequence.is_(None), Entry.sequence > Progress.sequence))
    query = query.where(Entry.at < clock.now() - timedelta(seconds=current_app.config["HUB_SWEEP_SECONDS"]))
    return [News(*row) for row in db.session.execute(query.order_by(Entry.position).limit(BATCH * 2))]


def _due_again(module: Module) -> list[News]:
    query = select(Failure).where(Failure.subscriber == module.name, Failure.next_try_at <= clock.now())
    return [News(failure.position, failure.stream, "retry") for failure in db.session.scalars(query)]


def _settled() -> int:
    return db.session.scalar(select(func.max(Entry.position)).where(Entry.at < clock.now() - SETTLED)) or 0


def _raise_mark(module: Module, position: int) -> None:
    insert = (sqlite if is_sqlite() else postgresql).insert(Watermark)
    insert = insert.values(subscriber=module.name, position=position)
    db.session.execute(insert.on_conflict_do_update(index_elements=["subscriber"], set_={"position": position}))
    db.session.commit()
