"""查驗: reads the journal anew, links it, and says where it parts from its seals or from an anchor, and how."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from sqlalchemy import select
from sqlalchemy.orm import undefer

from innovation_hub.kernel.events import journal
from innovation_hub.kernel.evidence import chain, seals
from innovation_hub.kernel.evidence.chain import Reader, Row
from innovation_hub.kernel.evidence.seals import LEAF, Seal
from innovation_hub.kernel.storage.session import db

SEALS = 50
KINDS = {
    "edited": "內容被改 edited",
    "deleted": "紀錄被刪 deleted",
    "inserted": "紀錄被插入 inserted",
    "cut": "尾端被截斷 the tail was cut off",
    "rewritten": "從這裡起、錨點之前被改寫 rewritten between here and an anchor",
    "seal": "封條受損或不見 a seal is damaged or missing",
}


@dataclass(frozen=True)
class Finding:
    """What is wrong first: a word of KINDS, and the position."""

    kind: str
    position: int


class Verification:
    """One reading of the journal; `points` are the anchors, position → hash."""

    def __init__(self, points: Mapping[int, str]) -> None:
        self.points, self.ahead, self.anchored = points, sorted(points), 0
        self.hash, self.position, self.number, self.sealed = chain.START, 0, 0, 0
        self.last = seals.number()  # first, so that all rows it covers are among those read
        self.reader = Reader(journal.end())
        self.finding: Finding | None = None

    def run(self) -> Iterator[int]:
        """Reads to the end or to the first fault; yields how many entries each step has read."""
        for seal in _seals(self.last):
            rows = self.reader.until(seal.position)
            self.finding = self._sealed(seal, rows)
            yield len(rows)
            if self.finding:
                return
        while not self.finding and (rows := self.reader.some()):
            self._link(rows)
            self.finding = self._anchored()
            yield len(rows)
        if not self.finding and self.ahead:
            self.finding = Finding("cut", self.position + 1)

    def _sealed(self, seal: Seal, rows: Sequence[Row]) -> Finding | None:
        if seal.number != self.number + 1:
            return Finding("seal", self.position + 1)
        leaves = self._link(rows)
        if leaves != seal.leaves or self.hash.hex() != seal.hash:
            return self._parting(seal, leaves)
        self.number, self.position, self.sealed = seal.number, seal.position, seal.position
        return self._anchored()

    def _link(self, rows: Sequence[Row]) -> bytes:
        """Links the rows; returns their leaves."""
        hash, leaves, pack, points = self.hash, bytearray(), LEAF.pack, self.points
        for row in rows:
            hash = chain.link(hash, row)
            leaves += pack(row[0], hash[:8])
            if row[0] in points and points[row[0]] == hash.hex():
                self.anchored = row[0]
                self.ahead.remove(row[0])
        self.hash, self.position = hash, rows[-1][0] if rows else self.position
        return bytes(leaves)

    def _anchored(self) -> Finding | None:
        """Whether an anchor lies behind us that did not fit."""
        if self.ahead and self.ahead[0] <= self.position:
            return Finding("rewritten", min(self.anchored, self.ahead[0]) + 1)
        return None

    def _parting(self, seal: Seal, leaves: bytes) -> Finding:
        """Where rows and seal part."""
        nothing = (None, None)
        for read, kept in zip_longest(LEAF.iter_unpack(leaves), LEAF.iter_unpack(seal.leaves), fillvalue=nothing):
            if read != kept:
                return self._kind(seal, read[0], kept[0])
        return Finding("seal", seal.position)

    def _kind(self, seal: Seal, read: int | None, kept: int | None) -> Finding:
        if kept is None or (read is not None and read < kept):
            return Finding("inserted", read or 0)
        if read == kept:
            return Finding("seal" if self.hash.hex() == seal.hash else "edited", kept)
        return Finding("deleted" if read or self.reader.some() else "cut", kept)


def _seals(last: int) -> Iterator[Seal]:
    """Those there were at the beginning: the worker goes on sealing meanwhile."""
    number = 0
    query = select(Seal).options(undefer(Seal.leaves)).where(Seal.number <= last).order_by(Seal.number).limit(SEALS)
    while found := db.session.scalars(query.where(Seal.number > number)).all():
        yield from found
        number = found[-1].number
        db.session.expunge_all()
