"""取件: how a transaction that handles events begins: checkpoints are locked and read, new events are fetched."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Integer, Select, String, TextClause, and_, any_, bindparam, cast, func, or_, select, true
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import aliased

from innovation_hub.kernel import clock
from innovation_hub.kernel.events.journal import Entry
from innovation_hub.kernel.messaging import checkpoints
from innovation_hub.kernel.messaging.checkpoints import LOCK, NO_WAIT, STREAMS, SUBSCRIBERS, Checkpoint
from innovation_hub.kernel.messaging.parked import Failure, Pair
from innovation_hub.kernel.storage.pipeline import answers, array
from innovation_hub.kernel.storage.session import UTCDateTime, db, is_sqlite


@dataclass(frozen=True)
class Standing:
    """Where a module stands on a stream: its checkpoint, whether the stream is parked, or due for another try."""

    sequence: int
    waits: bool
    due: bool


class Fetched(NamedTuple):
    """How each pair stands, all of them locked, and the new entries in journal order, each once."""

    stands: dict[Pair, Standing]
    entries: Sequence[Entry]


def fetch(
    pairs: Collection[Pair], names: Collection[str], limit: int, lock_timeout: TextClause | None = None
) -> Fetched:
    """Locks the pairs, and finds the entries of these names that are new to some of them, at most so many.

    With `SHORT_WAIT` it gives up soon on other rows that somebody holds (see `checkpoints.wait_shortly`), with
    `NO_WAIT` at once, on the pairs too.
    """
    if is_sqlite():
        return _step_by_step(pairs, sorted(names), limit)
    return _in_one_pipeline(pairs, sorted(names), limit, lock_timeout)


def runnable(stands: Mapping[Pair, Standing]) -> dict[Pair, int]:
    """The checkpoints of the pairs that are not parked."""
    return {pair: stand.sequence for pair, stand in stands.items() if not stand.waits}


Queries = tuple[Select[*tuple[Any, ...]], Select[Any]]

_FAILED = and_(Failure.subscriber == Checkpoint.subscriber, Failure.stream == Checkpoint.stream)
_LIMIT = bindparam("limit", type_=Integer)
_NAMED = Entry.name + ""  # the names' index would lead through the whole journal, so it is not to be used
_COLUMNS = Entry.__table__.columns.keys()


_STANDING = (
    Checkpoint.subscriber,
    Checkpoint.stream,
    Checkpoint.sequence,
    Failure.stream.is_not(None),
    Failure.next_try_at,
)


def _beyond(heads: Any) -> Select[Any]:
    return select(Entry).where(Entry.stream == heads.c.key, Entry.sequence > cast(heads.c.value, Integer))


def _stood(pairs: Collection[Pair], rows: Iterable[Any]) -> dict[Pair, Standing]:
    """By rows of `_STANDING`, among which there may be other pairs'."""
    found, now = {}, clock.now()
    for name, stream, sequence, failed, at in rows:
        due = at is not None and at <= now
        found[name, stream] = Standing(sequence, failed and not due, due)
    return {pair: found[pair] for pair in pairs}


def _near() -> Queries:
    """SQLite's: how the pairs stand; what is new on the streams."""
    streams = func.json_each(bindparam("streams", type_=sqlite.JSON())).table_valued("value")
    among = Checkpoint.subscriber.in_(bindparam("subscribers", expanding=True)), Checkpoint.stream.in_(select(streams))
    heads = func.json_each(bindparam("heads", type_=sqlite.JSON())).table_valued("key", "value")
    new = _beyond(heads).where(_NAMED.in_(bindparam("names", expanding=True)))
    along_no_index = Entry.position + 0  # the streams' index leads to the entries, never a walk along the whole journal
    standing = select(*_STANDING).select_from(Checkpoint).outerjoin(Failure, _FAILED).where(*among)
    return standing, new.order_by(along_no_index).limit(_LIMIT)


def _far() -> Queries:
    """PostgreSQL's: it finds itself from where on the streams are new, each by the module that is furthest behind.

    It goes stream by stream along their index, whatever the planner thinks of how many there are.
    """
    asked = select(func.unnest(SUBSCRIBERS).label("subscriber"), func.unnest(STREAMS).label("stream")).subquery()
    mine = and_(Checkpoint.subscriber == asked.c.subscriber, Checkpoint.stream == asked.c.stream)
    due = Failure.next_try_at <= bindparam("now", type_=UTCDateTime())
    furthest = select(Checkpoint.stream.label("key"), func.min(Checkpoint.sequence).label("value")).join(asked, mine)
    furthest = furthest.outerjoin(Failure, _FAILED).where(or_(Failure.stream.is_(None), due))
    heads = furthest.group_by(Checkpoint.stream).subquery()
    named = _beyond(heads).where(any_(bindparam("names", type_=postgresql.ARRAY(String))) == _NAMED)
    entry = aliased(Entry, each := named.order_by(Entry.sequence).limit(_LIMIT).lateral())
    new = select(entry).select_from(heads).join(each, true()).order_by(entry.position).limit(_LIMIT)
    return select(*_STANDING).select_from(Checkpoint).join(asked, mine).outerjoin(Failure, _FAILED), new


NEAR, FAR = _near(), _far()


def _step_by_step(pairs: Collection[Pair], names: Sequence[str], limit: int) -> Fetched:
    checkpoints.lock(pairs)
    asked = {"subscribers": sorted({name for name, _ in pairs}), "streams": sorted({stream for _, stream in pairs})}
    stands = _stood(pairs, db.session.execute(NEAR[0], asked))
    heads: dict[str, int] = {}
    for (_, stream), sequence in runnable(stands).items():
        heads[stream] = min(sequence, heads.get(stream, sequence))
    new = {"heads": heads, "names": names, "limit": limit}
    return Fetched(stands, db.session.scalars(NEAR[1], new).all() if heads else [])


def _in_one_pipeline(
    pairs: Collection[Pair], names: Sequence[str], limit: int, lock_timeout: TextClause | None
) -> Fetched:
    """PostgreSQL is far away: all statements go there together."""
    begin = checkpoints.given(checkpoints.beginning(pairs))
    asked = {"subscribers": begin["subscribers"], "streams": begin["streams"]}
    new = asked | {"names": array(names), "limit": limit, "now": clock.now()}
    lock = [(LOCK, begin)] if lock_timeout is None else [(LOCK, begin), (lock_timeout, {})]
    *_, stands, rows = answers(*(reversed(lock) if lock_timeout is NO_WAIT else lock), (FAR[0], asked), (FAR[1], new))
    return Fetched(_stood(pairs, stands), [Entry(**dict(zip(_COLUMNS, row, strict=True))) for row in rows])
