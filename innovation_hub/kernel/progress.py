"""進度: how far each module has heard each stream."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import (
    BindParameter,
    Insert,
    Integer,
    Select,
    String,
    Table,
    and_,
    bindparam,
    func,
    or_,
    select,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from innovation_hub.kernel import clock
from innovation_hub.kernel.db import Base, UTCDateTime, db, is_sqlite
from innovation_hub.kernel.failures import Failure
from innovation_hub.kernel.journal import Entry
from innovation_hub.kernel.module import Module


class Progress(Base):
    """進度: how far a module has heard a stream."""

    __tablename__ = "progress"
    subscriber: Mapped[str] = mapped_column(primary_key=True)
    stream: Mapped[str] = mapped_column(primary_key=True)
    sequence: Mapped[int]


SUBSCRIBER, NOW = bindparam("subscriber", type_=String), bindparam("now", type_=UTCDateTime)
STREAMS: BindParameter[Any] = bindparam("streams", expanding=True)
NAMES: BindParameter[Any] = bindparam("names", expanding=True)
MINE = (Progress.subscriber == SUBSCRIBER, Progress.stream.in_(STREAMS))
PENDING = (
    select(Entry)
    .join(Progress, and_(Progress.stream == Entry.stream, Entry.sequence > Progress.sequence))
    .outerjoin(Failure, and_(Failure.subscriber == SUBSCRIBER, Failure.stream == Entry.stream))
    .where(*MINE, Entry.name.in_(NAMES), or_(Failure.stream.is_(None), Failure.next_try_at <= NOW))
    .order_by(Entry.position)
    .limit(bindparam("limit", type_=Integer))
)
_TABLE = cast(Table, Progress.__table__)
_KEY = ["subscriber", "stream"]
_BEGIN = sqlite.insert(_TABLE).on_conflict_do_nothing()
_NOTE = sqlite.insert(_TABLE)
_NOTE = _NOTE.on_conflict_do_update(index_elements=_KEY, set_={"sequence": _NOTE.excluded.sequence})
_ROWS = postgresql.insert(_TABLE).from_select(
    [*_KEY, "sequence"],
    select(
        SUBSCRIBER,
        func.unnest(bindparam("streams", type_=postgresql.ARRAY(String))),
        func.unnest(bindparam("sequences", type_=postgresql.ARRAY(Integer))),
    ),
)
_LOCK_ROWS = _ROWS.on_conflict_do_update(index_elements=_KEY, set_={"sequence": Progress.sequence})
_NOTE_ROWS = _ROWS.on_conflict_do_update(index_elements=_KEY, set_={"sequence": _ROWS.excluded.sequence})


def lock(module: Module, streams: Sequence[str]) -> None:
    """Until the transaction ends nobody else hears these streams for the module; give them sorted."""
    _write(module, dict.fromkeys(streams, 0), _BEGIN if is_sqlite() else _LOCK_ROWS)


def _write(module: Module, heads: Mapping[str, int], statement: Insert) -> None:
    """One statement for all rows on PostgreSQL, which is far away; one for each on SQLite, which is near."""
    if is_sqlite():
        rows = [{"subscriber": module.name, "stream": name, "sequence": number} for name, number in heads.items()]
        db.session.execute(statement, rows)
    else:
        given = {"subscriber": module.name, "streams": list(heads), "sequences": list(heads.values())}
        db.session.execute(statement, given)


def wait_shortly() -> None:
    """Has the rest of the transaction give up soon on rows somebody else holds.

    A person's request locks first the stream, then the progress; a worker the other way round. So the worker must give
    way, before PostgreSQL finds a deadlock (1 s) and perhaps ends the request.
    """
    if not is_sqlite():
        db.session.execute(text("SET LOCAL lock_timeout = '300ms'"))


def pending(module: Module, streams: Sequence[str], limit: int) -> Sequence[Entry]:
    """What the module has not heard yet of these locked streams, leaving out those that wait after a failure."""
    asked = {"subscriber": module.name, "streams": streams, "names": module.hears, "now": clock.now(), "limit": limit}
    return db.session.scalars(PENDING, asked).all()


def unheard(module: Module, position: int) -> Select[Any]:
    """The entries after a position which the module has not heard, those behind a failure left out."""
    progress = and_(Progress.subscriber == module.name, Progress.stream == Entry.stream)
    failure = and_(Failure.subscriber == module.name, Failure.stream == Entry.stream)
    query = select(Entry).select_from(Entry).outerjoin(Progress, progress).outerjoin(Failure, failure)
    query = query.where(Entry.position > position, Entry.name.in_(module.hears), Failure.stream.is_(None))
    return query.where(or_(Progress.sequence.is_(None), Entry.sequence > Progress.sequence))


def note(module: Module, entries: Sequence[Entry]) -> None:
    """Writes down how far the streams of these entries have now been heard."""
    heads = {entry.stream: entry.sequence for entry in entries}
    if heads:
        _write(module, heads, _NOTE if is_sqlite() else _NOTE_ROWS)
