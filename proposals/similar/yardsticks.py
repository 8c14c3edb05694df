"""量尺: pairs judged elsewhere, kept with the score the index gives them, so that a threshold can be tried at once."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Double, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from innovation_hub.kernel.errors import Invalid
from innovation_hub.kernel.storage.session import Base, db, reading
from proposals.similar.accuracy import Labelled
from proposals.similar.index.batch import content, filled
from proposals.similar.index.resemblance import likelihoods

Row = dict[str, Any]
DUPLICATE, NOT_KNOWN = 2, "text {id} is not in the corpus"


class YardstickPair(Base):
    """量尺的一對: two texts of a yardstick, whether they are duplicates, and how likely the index finds that."""

    __tablename__ = "yardstick_pairs"
    yardstick: Mapped[str] = mapped_column(primary_key=True)
    one: Mapped[str] = mapped_column(primary_key=True)
    other: Mapped[str] = mapped_column(primary_key=True)
    duplicate: Mapped[bool]
    score: Mapped[float] = mapped_column(Double)


def measure(name: str, corpus: Iterable[Row], pairs: Iterable[Row]) -> list[YardstickPair]:
    """Each judged pair with its score, from an index of the corpus in memory.

    `corpus` has id, title, problem, measures; `pairs` has a, b and label: 2 duplicate, 1 related, 0 not.
    Invalid names a text that the corpus does not have.
    """
    judged, said = list(pairs), {row["id"]: content(row) for row in corpus}
    unknown = next((row[side] for row in judged for side in "ab" if row[side] not in said), None)
    if unknown is not None:
        raise Invalid(NOT_KNOWN.format(id=unknown))
    with reading(), filled(said.values()) as index:  # a database in memory has no other writer to wait for
        found = likelihoods(index.live(), [(said[row["a"]], said[row["b"]]) for row in judged])
    return [_pair(name, row, score) for row, score in zip(judged, found, strict=True)]


def _pair(name: str, row: Row, score: float) -> YardstickPair:
    duplicate = row["label"] == DUPLICATE
    return YardstickPair(yardstick=name, one=row["a"], other=row["b"], duplicate=duplicate, score=score)


def keep(name: str, measured: Iterable[YardstickPair]) -> None:
    """Takes the place of what was kept of this yardstick before."""
    db.session.execute(delete(YardstickPair).where(YardstickPair.yardstick == name))
    for pair in measured:
        db.session.merge(pair)


def labelled() -> dict[str, list[Labelled]]:
    """The pairs kept, by yardstick."""
    found: dict[str, list[Labelled]] = {}
    for pair in db.session.scalars(select(YardstickPair).order_by(YardstickPair.yardstick)):
        found.setdefault(pair.yardstick, []).append(Labelled(pair.duplicate, pair.score))
    return found
