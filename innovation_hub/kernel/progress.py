"""進度: how far each module has heard each stream."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Integer, Select, String, Table, and_, bindparam, func, or_, select, text
from sqlalchemy import cast as as_type
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from innovation_hub.kernel.db import Base, db, is_sqlite
from innovation_hub.kernel.failures import Failure, Pair
from innovation_hub.kernel.journal import Entry
from innovation_hub.kernel.module import Module


class Progress(Base):
    """進度: how far a module has heard a stream."""

    __tablename__ = "progress"
    subscriber: Mapped[str] = mapped_column(primary_key=True)
    stream: Mapped[str] = mapped_column(primary_key=True)
    sequence: Mapped[int]


_TABLE = cast(Table, Progress.__table__)
_KEY = ["subscriber", "stream"]
_CAME = select(Progress.subscriber, Progress.stream, Progress.sequence).where(
    Progress.subscriber.in_(bindparam("subscribers", expanding=True)),
    Progress.stream.in_(bindparam("streams", expanding=True)),
)
_NOTE = sqlite.insert(_TABLE)
_NOTE = _NOTE.on_conflict_do_update(index_elements=_KEY, set_={"sequence": _NOTE.excluded.sequence})
_ROWS = postgresql.insert(_TABLE).from_select(
    [*_KEY, "sequence"],
    select(
        func.unnest(bindparam("subscribers", type_=postgresql.ARRAY(String))),
        func.unnest(bindparam("streams", type_=postgresql.ARRAY(String))),
        func.unnest(bindparam("sequences", type_=postgresql.ARRAY(Integer))),
    ),
)
_LOCK_ROWS = _ROWS.on_conflict_do_update(index_elements=_KEY, set_={"sequence": Progress.sequence}).returning(*_TABLE.c)
_NOTE_ROWS = _ROWS.on_conflict_do_update(index_elements=_KEY, set_={"sequence": _ROWS.excluded.sequence})
_HEADS = bindparam("heads", type_=postgresql.JSONB().with_variant(sqlite.JSON(), "sqlite"))


def _after(rows: Any) -> Select[Any]:
    """The entries after the heads, which are rows of stream and sequence."""
    query = select(Entry).join(rows, and_(Entry.stream == rows.c.key, Entry.sequence > as_type(rows.c.value, Integer)))
    query = query.where(Entry.name.in_(bindparam("names", expanding=True)))
    return query.order_by(Entry.position).limit(bindparam("limit", type_=Integer))


AFTER = {
    "sqlite": _after(func.json_each(_HEADS).table_valued("key", "value")),
    "postgresql": _after(func.jsonb_each_text(_HEADS).table_valued("key", "value")),
}


def lock(pairs: Collection[Pair]) -> dict[Pair, int]:
    """Until the transaction ends nobody else hears these streams for these modules; how far each has been heard.

    PostgreSQL locks row after row in their order, so that two workers never wait for each other; on SQLite the
    transaction itself is the lock.
    """
    came = dict.fromkeys(sorted(pairs), 0)
    if not is_sqlite():
        return {(row.subscriber, row.stream): row.sequence for row in db.session.execute(_LOCK_ROWS, _arrays(came))}
    names, streams = ({pair[place] for pair in came} for place in (0, 1))
    for subscriber, stream, sequence in db.session.execute(_CAME, {"subscribers": names, "streams": streams}):
        if (subscriber, stream) in came:
            came[subscriber, stream] = sequence
    return came


def wait_shortly() -> None:
    """Has the rest of the transaction give up soon on rows somebody else holds.

    A person's request locks first the stream, then the progress; a worker the other way round. So the worker must give
    way, before PostgreSQL finds a deadlock (1 s) and perhaps ends the request.
    """
    if not is_sqlite():
        db.session.execute(text("SET LOCAL lock_timeout = '300ms'"))


def after(heads: Mapping[str, int], names: Collection[str], limit: int) -> Sequence[Entry]:
    """The entries of these names on these streams, each after the sequence given for it, in journal order."""
    if not heads:
        return []
    asked = {"heads": heads, "names": sorted(names), "limit": limit}
    found: Sequence[Entry] = db.session.scalars(AFTER[db.engine.dialect.name], asked).all()
    return found


def unheard(module: Module, position: int) -> Select[Any]:
    """The entries after a position which the module has not heard, those behind a failure left out."""
    progress = and_(Progress.subscriber == module.name, Progress.stream == Entry.stream)
    failure = and_(Failure.subscriber == module.name, Failure.stream == Entry.stream)
    query = select(Entry).select_from(Entry).outerjoin(Progress, progress).outerjoin(Failure, failure)
    query = query.where(Entry.position > position, Entry.name.in_(module.hears), Failure.stream.is_(None))
    return query.where(or_(Progress.sequence.is_(None), Entry.sequence > Progress.sequence))


def note(heads: Mapping[Pair, int]) -> None:
    """Writes down how far the streams have now been heard.

    One statement for all rows on PostgreSQL, which is far away; one for each on SQLite, which is near.
    """
    if not heads:
        return
    if is_sqlite():
        rows = [{"subscriber": name, "stream": stream, "sequence": head} for (name, stream), head in heads.items()]
        db.session.execute(_NOTE, rows)
    else:
        db.session.execute(_NOTE_ROWS, _arrays(heads))


def _arrays(heads: Mapping[Pair, int]) -> dict[str, list[Any]]:
    return {
        "subscribers": [name for name, _ in heads],
        "streams": [stream for _, stream in heads],
        "sequences": list(heads.values()),
    }
