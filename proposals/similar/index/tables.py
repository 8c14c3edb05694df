"""索引的表: generations, what terms there are, where they occur, and each text's vector; the same on both engines."""

from typing import Any

from sqlalchemy import BigInteger, Integer, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from innovation_hub.kernel.storage.session import Base


class Generation(Base):
    """One building of the index: the live one answers, a newer one is being built beside it."""

    __tablename__ = "similar_generations"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    live: Mapped[bool]
    texts: Mapped[int]
    length: Mapped[int] = mapped_column(BigInteger)


class Term(Base):
    """In how many texts a term occurs."""

    __tablename__ = "similar_terms"
    __table_args__ = ({"sqlite_with_rowid": False},)

    generation: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    term: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    texts: Mapped[int]


class Posting(Base):
    """Which texts of a segment have a term, packed (see postings.py)."""

    __tablename__ = "similar_postings"
    __table_args__ = ({"sqlite_with_rowid": False},)

    generation: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    term: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    segment: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    places: Mapped[bytes] = mapped_column(LargeBinary)


class Text(Base):
    """A text's packed vector, by the id of what it is the text of."""

    __tablename__ = "similar_texts"

    generation: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    vector: Mapped[bytes] = mapped_column(LargeBinary)


TABLES: list[Any] = [table.__table__ for table in (Generation, Term, Posting, Text)]
