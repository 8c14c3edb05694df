"""檢查點: how far each module has handled each stream."""

from collections.abc import Collection, Mapping
from typing import Any, cast

from sqlalchemy import Integer, Select, String, Table, and_, bindparam, false, func, or_, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from innovation_hub.kernel.events.journal import Entry
from innovation_hub.kernel.messaging.parked import Failure, Pair
from innovation_hub.kernel.module.module import Module
from innovation_hub.kernel.storage.commit_statements import add_commit_statement
from innovation_hub.kernel.storage.pipeline import answers, array, worded
from innovation_hub.kernel.storage.session import Base, db, is_sqlite


class Checkpoint(Base):
    """進度: how far a module has handled a stream."""

    __tablename__ = "progress"
    subscriber: Mapped[str] = mapped_column(primary_key=True)
    stream: Mapped[str] = mapped_column(primary_key=True)
    sequence: Mapped[int]


_TABLE = cast(Table, Checkpoint.__table__)
_KEY = ["subscriber", "stream"]
_BEGIN = sqlite.insert(_TABLE).on_conflict_do_nothing()
_NOTE = sqlite.insert(_TABLE)
_NOTE = _NOTE.on_conflict_do_update(index_elements=_KEY, set_={"sequence": _NOTE.excluded.sequence})

SUBSCRIBERS, STREAMS = (bindparam(name, type_=postgresql.ARRAY(String)) for name in ("subscribers", "streams"))
_SEQUENCES = bindparam("sequences", type_=postgresql.ARRAY(Integer))
_ROWS = postgresql.insert(_TABLE).from_select(
    [*_KEY, "sequence"], select(func.unnest(SUBSCRIBERS), func.unnest(STREAMS), func.unnest(_SEQUENCES))
)
LOCK = _ROWS.on_conflict_do_update(index_elements=_KEY, set_={"sequence": Checkpoint.sequence}, where=false())
_NOTE_ROWS = _ROWS.on_conflict_do_update(index_elements=_KEY, set_={"sequence": _ROWS.excluded.sequence})
SHORT_WAIT, NO_WAIT = (text(f"SET LOCAL lock_timeout = '{wait}ms'") for wait in (300, 20))


def lock(pairs: Collection[Pair]) -> None:
    """Until the transaction ends nobody else handles these streams for these modules.

    PostgreSQL locks row after row in their order, so that two workers never wait for each other, and writes none but
    new ones; on SQLite the transaction itself is the lock.
    """
    _write(beginning(pairs), _BEGIN if is_sqlite() else LOCK)


def note(heads: Mapping[Pair, int]) -> None:
    """Writes down how far the streams have now been handled."""
    if heads:
        _write(heads, _NOTE if is_sqlite() else _NOTE_ROWS)


def note_last(heads: Mapping[Pair, int]) -> None:
    """Notes them as the last thing of the open transaction: nothing in it sees the note."""
    if is_sqlite() or not heads:
        note(heads)
    else:
        words, fixed = worded(_NOTE_ROWS)
        add_commit_statement(db.session(), words, {**fixed, **given(heads)})


def beginning(pairs: Collection[Pair]) -> dict[Pair, int]:
    """The pairs in the order in which they are locked, as they stand before they have handled anything."""
    return dict.fromkeys(sorted(pairs), 0)


def given(heads: Mapping[Pair, int]) -> dict[str, str]:
    """The parameters of a statement for all these rows at once."""
    names, streams = [name for name, _ in heads], [stream for _, stream in heads]
    return {"subscribers": array(names), "streams": array(streams), "sequences": array(heads.values())}


def _write(heads: Mapping[Pair, int], statement: Any) -> None:
    """One statement for all rows on PostgreSQL, which is far away; one for each on SQLite, which is near."""
    if is_sqlite():
        rows = [dict(zip((*_KEY, "sequence"), (*pair, sequence), strict=True)) for pair, sequence in heads.items()]
        db.session.execute(statement, rows)
    else:
        answers((statement, given(heads)))


def wait_shortly() -> None:
    """Has the rest of the transaction give up soon on rows somebody else holds.

    A person's request locks first the stream, then the progress; a worker the other way round. So the worker must give
    way, before PostgreSQL finds a deadlock (1 s) and perhaps ends the request.
    """
    if not is_sqlite():
        db.session.execute(SHORT_WAIT)


def unhandled(module: Module, position: int) -> Select[Any]:
    """The entries after a position which the module has not handled, those behind a failure left out."""
    progress = and_(Checkpoint.subscriber == module.name, Checkpoint.stream == Entry.stream)
    failure = and_(Failure.subscriber == module.name, Failure.stream == Entry.stream)
    query = select(Entry).select_from(Entry).outerjoin(Checkpoint, progress).outerjoin(Failure, failure)
    query = query.where(Entry.position > position, Entry.name.in_(module.handles), Failure.stream.is_(None))
    return query.where(or_(Checkpoint.sequence.is_(None), Entry.sequence > Checkpoint.sequence))
