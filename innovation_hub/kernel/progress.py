"""進度: how far each module has heard each stream."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Integer, Select, String, Table, and_, any_, bindparam, false, func, or_, select, text, true
from sqlalchemy import cast as as_type
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, aliased, mapped_column

from innovation_hub.kernel import clock
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


@dataclass(frozen=True)
class Standing:
    """How a module stands with a stream: how far it has heard, whether it waits after a failure or may try again."""

    sequence: int
    waits: bool
    due: bool


_TABLE = cast(Table, Progress.__table__)
_KEY = ["subscriber", "stream"]
_BEGIN = sqlite.insert(_TABLE).on_conflict_do_nothing()
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
_LOCK_ROWS = _ROWS.on_conflict_do_update(index_elements=_KEY, set_={"sequence": Progress.sequence}, where=false())
_NOTE_ROWS = _ROWS.on_conflict_do_update(index_elements=_KEY, set_={"sequence": _ROWS.excluded.sequence})


def _standing(mine: Any) -> Select[*tuple[Any, ...]]:
    failure = and_(Failure.subscriber == Progress.subscriber, Failure.stream == Progress.stream)
    columns = Progress.subscriber, Progress.stream, Progress.sequence, Failure.stream.is_not(None), Failure.next_try_at
    query = select(*columns).select_from(Progress).outerjoin(Failure, failure)
    return query.where(Progress.subscriber.in_(bindparam("subscribers", expanding=True)), mine)


def _beyond(heads: Any) -> Select[Any]:
    """Along the streams' index; the names' index would lead through the whole journal, so it is not to be used."""
    query = select(Entry).where(Entry.stream == heads.c.key, Entry.sequence > as_type(heads.c.value, Integer))
    return query.where((Entry.name + "").in_(bindparam("names", expanding=True)))


def _after_on_sqlite() -> Select[Any]:
    heads = func.json_each(bindparam("heads", type_=sqlite.JSON())).table_valued("key", "value")
    along_no_index = Entry.position + 0  # the streams' index leads to the entries, never a walk along the whole journal
    return _beyond(heads).order_by(along_no_index).limit(_LIMIT)


def _after_on_postgresql() -> Select[Any]:
    """Stream by stream along their index, whatever the planner thinks of how many there are."""
    heads = func.jsonb_each_text(bindparam("heads", type_=postgresql.JSONB())).table_valued("key", "value")
    each = _beyond(heads).order_by(Entry.sequence).limit(_LIMIT).lateral()
    entry = aliased(Entry, each)
    return select(entry).select_from(heads).join(each, true()).order_by(entry.position).limit(_LIMIT)


_LIMIT = bindparam("limit", type_=Integer)
_STREAMS = func.json_each(bindparam("streams", type_=sqlite.JSON())).table_valued("value")
STANDING = {
    "sqlite": _standing(Progress.stream.in_(select(_STREAMS.c.value))),
    "postgresql": _standing(Progress.stream == any_(bindparam("streams", type_=postgresql.ARRAY(String)))),
}
AFTER = {"sqlite": _after_on_sqlite(), "postgresql": _after_on_postgresql()}


def lock(pairs: Collection[Pair]) -> None:
    """Until the transaction ends nobody else hears these streams for these modules.

    PostgreSQL locks row after row in their order, so that two workers never wait for each other, and writes none but
    new ones; on SQLite the transaction itself is the lock.
    """
    _write(dict.fromkeys(sorted(pairs), 0), _BEGIN if is_sqlite() else _LOCK_ROWS)


def note(heads: Mapping[Pair, int]) -> None:
    """Writes down how far the streams have now been heard."""
    if heads:
        _write(heads, _NOTE if is_sqlite() else _NOTE_ROWS)


def _write(heads: Mapping[Pair, int], statement: Any) -> None:
    """One statement for all rows on PostgreSQL, which is far away; one for each on SQLite, which is near."""
    names, streams = [name for name, _ in heads], [stream for _, stream in heads]
    if is_sqlite():
        rows = zip(names, streams, heads.values(), strict=True)
        db.session.execute(statement, [dict(zip((*_KEY, "sequence"), row, strict=True)) for row in rows])
    else:
        given = {"subscribers": names, "streams": streams, "sequences": list(heads.values())}
        db.session.execute(statement, given)


def standing(pairs: Collection[Pair]) -> dict[Pair, Standing]:
    """How each of these modules stands with its stream, both of them locked."""
    asked = {"subscribers": sorted({name for name, _ in pairs}), "streams": sorted({stream for _, stream in pairs})}
    found, now = {}, clock.now()
    for name, stream, sequence, failed, at in db.session.execute(STANDING[db.engine.dialect.name], asked):
        due = at is not None and at <= now
        found[name, stream] = Standing(sequence, failed and not due, due)
    return {pair: found[pair] for pair in pairs}


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
