"""錨點: the journal's head, sent to places outside, where whoever holds the database cannot change it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from innovation_hub.kernel import clock
from innovation_hub.kernel.evidence import seals
from innovation_hub.kernel.storage.session import Base, BigId, db

WRITTEN = re.compile(r"\b([0-9a-f]{64})@(\d+)\b")
PAUSES = (60, 300, 1800, 7200)


class Anchor(Base):
    """錨點: one sending of the head to one place; without `error` it arrived."""

    __tablename__ = "anchors"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    place: Mapped[str]
    address: Mapped[str]
    position: Mapped[int] = mapped_column(BigId)
    hash: Mapped[str]
    at: Mapped[datetime]
    error: Mapped[str]


@dataclass(frozen=True)
class Point:
    """The hash of the whole journal up to a position; written as HASH@POSITION."""

    position: int
    hash: str

    def __str__(self) -> str:
        return f"{self.hash}@{self.position}"


def head() -> Point | None:
    """The last sealed position; None when nothing is sealed."""
    last = seals.last()
    return Point(last.position, last.hash) if last else None


def written(text: str) -> list[Point]:
    """Every anchor that stands in a text."""
    return [Point(int(position), hash) for hash, position in WRITTEN.findall(text)]


def newest(file: str) -> Point | None:
    """The last anchor of the file; None when there is none. OSError when it cannot be read."""
    found = written(Path(file).read_text()) if file and Path(file).exists() else []
    return found[-1] if found else None


def note(place: str, address: str, point: Point, error: str = "") -> None:
    """Remembers what was sent where, and how that went."""
    sent = {"place": place, "address": address, "position": point.position, "hash": point.hash, "at": clock.now()}
    db.session.add(Anchor(**sent, error=error[:500]))


def recent(limit: int = 10) -> Sequence[Anchor]:
    """The last sendings, newest first."""
    return db.session.scalars(select(Anchor).order_by(Anchor.id.desc()).limit(limit)).all()


def due(place: str, address: str, hours: int) -> bool:
    """Whether it is time to send there: so long after the last that arrived, or after a failure's growing pause."""
    query = select(Anchor).where(Anchor.place == place, Anchor.address == address)
    tries = db.session.scalars(query.order_by(Anchor.id.desc()).limit(len(PAUSES))).all()
    failed = next((number for number, sent in enumerate(tries) if not sent.error), len(tries))
    if not tries:
        return True
    pause = timedelta(seconds=PAUSES[failed - 1]) if failed else timedelta(hours=hours)
    return clock.now() >= tries[0].at + pause
