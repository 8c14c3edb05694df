"""What became of the events: lost, doubled, out of order, journalled but not applied."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from sqlalchemy import and_, func, outerjoin, select

from innovation_hub.kernel.events.journal import Entry, Stream
from innovation_hub.kernel.messaging.checkpoints import Checkpoint
from innovation_hub.kernel.module.module import subscribers
from innovation_hub.kernel.storage.session import db
from tests.probe import handled


@dataclass(frozen=True)
class Verdict:
    """All but `events` should be 0."""

    events: int
    lost: int
    doubled: int
    misordered: int
    behind: int


def judge(app, acked) -> Verdict:
    """Compares what was answered, the journal, and the effects of each subscriber."""
    with app.app_context():
        told, effects, behind = _journal(), _effects(), _behind()
    lost = len(set(acked) - set(told))
    doubled = len(told) - len(set(told))
    misordered = 0
    for name in ("probe1", "probe2"):
        found = effects[name]
        lost += len(set(told) - set(found))
        doubled += len(found) - len(set(found))
        misordered += _misordered(told, found)
    return Verdict(len(told), lost, doubled, misordered, behind)


def _journal():
    query = select(Entry.body).where(Entry.name == "probe.rang").order_by(Entry.stream, Entry.sequence)
    return [(body["probe_id"], body["number"]) for body in db.session.scalars(query)]


def _effects():
    effects = defaultdict(list)
    query = select(handled.c.subscriber, handled.c.probe_id, handled.c.number).order_by(handled.c.id)
    for subscriber, probe_id, number in db.session.execute(query):
        effects[subscriber].append((probe_id, number))
    return effects


def _misordered(told, found):
    """How many effects came before one that stands before them in their stream."""
    place = {event: position for position, event in enumerate(told)}
    last: dict[int, int] = {}
    wrong = 0
    for event in dict.fromkeys(found):
        wrong += place.get(event, -1) < last.get(event[0], -1)
        last[event[0]] = max(last.get(event[0], -1), place.get(event, -1))
    return wrong


def _behind():
    """Streams with a gap in their sequence, and streams whose progress is not where they end."""
    count = select(Entry.stream, func.count(), func.max(Entry.sequence)).group_by(Entry.stream)
    wrong = Counter(gap=sum(many != last for _, many, last in db.session.execute(count)))
    for name in subscribers():
        mine = and_(Checkpoint.stream == Stream.name, Checkpoint.subscriber == name)
        query = select(func.count()).select_from(outerjoin(Stream, Checkpoint, mine))
        wrong["behind"] += db.session.scalar(query.where(func.coalesce(Checkpoint.sequence, 0) != Stream.sequence))
    return wrong.total()
