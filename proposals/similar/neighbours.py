"""鄰近: which submitted proposals are near each other, kept up as texts come in, so that groups are found at once."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from sqlalchemy import CheckConstraint, Double, ForeignKey, Select, delete, insert, or_, select, tuple_
from sqlalchemy.orm import Mapped, Session, mapped_column

from innovation_hub.kernel.storage.session import Base, db
from proposals.similar.index.index import Index
from proposals.similar.index.resemblance import likelihoods

NEAREST, FLOOR = 20, 0.05  # how many neighbours a text has at most, and from which score on; no threshold lies below

Texts = Callable[[Collection[int]], dict[int, str]]


class NearPair(Base):
    """鄰近的一對: two proposals and how likely both propose the same (0 … 1), as found when the later text came in."""

    __tablename__ = "near_pairs"
    __table_args__ = (CheckConstraint("low_id < high_id", name="a_pair"),)
    low_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"), primary_key=True)
    high_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"), primary_key=True, index=True)
    score: Mapped[float] = mapped_column(Double, index=True)


def place(session: Session, id: int, content: str, texts: Texts) -> None:
    """Finds the proposal's neighbours anew, by what it says now; `texts` gives what others say, by their ids."""
    session.execute(delete(NearPair).where(or_(NearPair.low_id == id, NearPair.high_id == id)))
    index = Index(session)
    others = texts([hit.id for hit in index.search(content, NEAREST + 1).hits if hit.id != id])
    scores = likelihoods(index.live(), [(content, other) for other in others.values()])
    pairs = [_pair(id, other, score) for other, score in zip(others, scores, strict=True) if score >= FLOOR]
    if pairs:
        session.execute(insert(NearPair), pairs)


def renew(session: Session, some: Iterable[Sequence[tuple[int, str]]], texts: Texts) -> Iterator[int]:
    """Finds every proposal's neighbours anew, batch after batch; commit at every step. Yields how many were done."""
    for batch in some:
        for id, content in batch:
            place(session, id, content, texts)
        yield len(batch)


def near(score: float) -> Select[int, int, float]:
    """The pairs at and above a score, the nearest first."""
    query = select(NearPair.low_id, NearPair.high_id, NearPair.score).where(NearPair.score >= score)
    return query.order_by(NearPair.score.desc(), NearPair.low_id, NearPair.high_id)


def scores_of(pairs: Collection[tuple[int, int]]) -> dict[tuple[int, int], float]:
    """The scores of those of the pairs (the lower id first) that are near each other at all."""
    query = select(NearPair).where(tuple_(NearPair.low_id, NearPair.high_id).in_(pairs))
    return {(one.low_id, one.high_id): one.score for one in db.session.scalars(query)} if pairs else {}


def _pair(id: int, other: int, score: float) -> dict[str, object]:
    low, high = sorted((id, other))
    return {"low_id": low, "high_id": high, "score": score}
