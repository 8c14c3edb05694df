"""巡查: whether the journal still holds the newest anchor of the file outside; an old backup put back does not."""

from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column, undefer

from innovation_hub.kernel import clock
from innovation_hub.kernel.events import journal
from innovation_hub.kernel.evidence import anchors
from innovation_hub.kernel.evidence.anchors import Point
from innovation_hub.kernel.evidence.seals import LEAF, Seal
from innovation_hub.kernel.storage.session import Base, BigId, db

DAY = timedelta(days=1)


class Inspection(Base):
    """巡查: one look at the newest anchor outside; `verdict` is empty when it fits, else a word of verify's KINDS."""

    __tablename__ = "inspections"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    at: Mapped[datetime]
    position: Mapped[int] = mapped_column(BigId)
    verdict: Mapped[str]


def look() -> Inspection | None:
    """Inspects, and writes down what is new, at least once a day; None where there is no anchor to look at yet."""
    point = anchors.newest(current_app.config["HUB_ANCHOR_FILE"])
    verdict = against(point) if point else None
    if point is None or verdict is None:
        return None
    before = last()
    if before and before.verdict == verdict and clock.now() - before.at < DAY:
        return before
    found = Inspection(at=clock.now(), position=point.position, verdict=verdict)
    db.session.add(found)
    return found


def last() -> Inspection | None:
    """What the last look found."""
    return db.session.scalars(select(Inspection).order_by(Inspection.id.desc()).limit(1)).first()


def against(point: Point) -> str | None:
    """What is wrong with the journal by this anchor: empty for nothing, None while it is not sealed that far."""
    if journal.end() < point.position:
        return "cut"
    query = select(Seal).where(Seal.position >= point.position).order_by(Seal.position).limit(1)
    seal = db.session.scalars(query.options(undefer(Seal.leaves))).first()
    if seal is None:
        return None
    return "" if _holds(seal, point) else "rewritten"


def alarm() -> Inspection | None:
    """The last look, if something was wrong."""
    before = last()
    return before if before and before.verdict else None


def _holds(seal: Seal, point: Point) -> bool:
    if seal.position == point.position:
        return seal.hash == point.hash
    return dict(LEAF.iter_unpack(seal.leaves)).get(point.position) == bytes.fromhex(point.hash)[:8]
