"""封條: the worker seals the journal in its order, a block of entries at a time; no writer waits for it.

Only what is settled is sealed: up to there the journal gains no more rows.
"""

import time
from datetime import datetime
from struct import Struct

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from innovation_hub.kernel import clock
from innovation_hub.kernel.events.journal import Entry
from innovation_hub.kernel.events.watermark import Settled
from innovation_hub.kernel.evidence import chain
from innovation_hub.kernel.evidence.chain import Row
from innovation_hub.kernel.storage.session import Base, BigId, db, is_sqlite, reading, writing

BLOCK = 500
LEAF = Struct(">Q8s")


class Seal(Base):
    """封條: the hash of the whole journal up to a position, and a leaf for each entry sealed since the seal before.

    A leaf is the entry's position and the first eight bytes of the chain's hash there: it names the place where a
    journal and its seals part; what proves the journal is the hash.
    """

    __tablename__ = "seals"
    number: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(BigId, unique=True)
    entries: Mapped[int]
    hash: Mapped[str]
    leaves: Mapped[bytes] = mapped_column(deferred=True)
    at: Mapped[datetime]


class Sealer:
    """Seals what has settled since the last time."""

    def __init__(self) -> None:
        self.settled = Settled()

    def step(self, most: int = 20) -> int:
        """Seals at most so many blocks, each in a transaction of its own; returns how many entries were sealed."""
        with reading():
            until = self.settled.look()
            db.session.rollback()
        total = 0
        for _ in range(most):
            begun = time.monotonic()
            count = seal(until)
            total += count
            if count < BLOCK:
                break
            time.sleep(time.monotonic() - begun)  # it may take its time: whoever writes beside it has as much
        return total


def seal(until: int) -> int:
    """Seals the next block up to this position; returns how many entries it was.

    Whoever seals at the same moment makes a seal of the same number: one of the two is let be.
    """
    with reading():
        before = last()
        rows = chain.page(before.position if before else 0, until, BLOCK)
        block = _block(before, rows) if rows else {}
        db.session.rollback()
    if not block:
        return 0
    with writing():
        insert = (sqlite if is_sqlite() else postgresql).insert(Seal).values(block)
        made = db.session.execute(insert.on_conflict_do_nothing().returning(Seal.number)).first()
        db.session.commit()
    return len(rows) if made else 0


def last() -> Seal | None:
    """The last seal."""
    return db.session.scalars(select(Seal).order_by(Seal.number.desc()).limit(1)).first()


def head() -> int:
    """The position up to which the journal is sealed; 0 when it is not."""
    return db.session.scalar(select(func.max(Seal.position))) or 0


def number() -> int:
    """The last seal's number; 0 when there is none."""
    return db.session.scalar(select(func.max(Seal.number))) or 0


def unsealed() -> int:
    """How many entries no seal covers yet."""
    return db.session.scalar(select(func.count()).where(Entry.position > head())) or 0


def _block(before: Seal | None, rows: list[Row]) -> dict[str, object]:
    hash, leaves = bytes.fromhex(before.hash) if before else chain.START, bytearray()
    for row in rows:
        hash = chain.link(hash, row)
        leaves += LEAF.pack(row[0], hash[:8])
    number, position = (before.number if before else 0) + 1, rows[-1][0]
    covered = {"number": number, "position": position, "entries": len(rows)}
    return covered | {"hash": hash.hex(), "leaves": bytes(leaves), "at": clock.now()}
