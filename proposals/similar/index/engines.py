"""兩種資料庫: the index's statements, where need be in the words SQLite or PostgreSQL understands."""

import json
from abc import ABC, abstractmethod
from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Connection,
    Integer,
    String,
    any_,
    bindparam,
    cast,
    delete,
    func,
    select,
    update,
)

from proposals.similar.index.tables import Posting, Term, Text

Rows = Sequence[tuple[Any, ...]]

GENERATION = bindparam("of_generation", type_=Integer)
SEGMENT = bindparam("of_segment", type_=Integer)
MOST = bindparam("most", type_=Integer)
COUNT = """
    INSERT INTO similar_terms (generation, term, texts) {} ON CONFLICT (generation, term)
    DO UPDATE SET texts = similar_terms.texts + excluded.texts"""
POST = """
    INSERT INTO similar_postings (generation, term, segment, places) {} ON CONFLICT (generation, term, segment)
    DO UPDATE SET places = CAST(similar_postings.places || excluded.places AS {})"""


class Speech(ABC):
    """How an engine is told: many numbers as one parameter, and adding to rows that may be there already."""

    def __init__(self) -> None:
        terms = (Term.generation == GENERATION, self.among(Term.term))
        postings = (Posting.generation == GENERATION, self.among(Posting.term))
        texts = (Text.generation == GENERATION, self.among(Text.text))
        self.counts = select(Term.term, Term.texts).where(*terms)
        self.postings = select(Posting.term, Posting.segment, Posting.places).where(*postings)
        self.newest = self.postings.order_by(Posting.segment.desc()).limit(MOST)
        self.vectors = select(Text.text, Text.vector).where(*texts)
        self.of_segment = self.postings.where(Posting.segment == SEGMENT)
        self.uncount = update(Term).where(*terms).values(texts=Term.texts - 1)
        self.forget = delete(Term).where(*terms, Term.texts == 0)
        self.unpost = delete(Posting).where(*postings, Posting.segment == SEGMENT)

    @abstractmethod
    def among(self, column: Any) -> ColumnElement[bool]:
        """The column is one of the parameter `numbers`."""

    @abstractmethod
    def given(self, numbers: Sequence[int]) -> object:
        """The value of the parameter `numbers`."""

    @abstractmethod
    def count(self, connection: Connection, rows: Rows) -> None:
        """So many more texts have a term: (generation, term, texts)."""

    @abstractmethod
    def post(self, connection: Connection, rows: Rows) -> None:
        """Appends to where a term occurs: (generation, term, segment, places)."""


class Sqlite(Speech):
    """Lists as JSON; many rows by one prepared statement."""

    def among(self, column: Any) -> ColumnElement[bool]:
        """Of the elements of a JSON list."""
        each = func.json_each(bindparam("numbers")).table_valued("value")
        condition: ColumnElement[bool] = column.in_(select(each.c.value))
        return condition

    def given(self, numbers: Sequence[int]) -> object:
        """A JSON list."""
        return json.dumps(numbers)

    def count(self, connection: Connection, rows: Rows) -> None:
        """Row by row."""
        connection.exec_driver_sql(COUNT.format("VALUES (?, ?, ?)"), list(rows))

    def post(self, connection: Connection, rows: Rows) -> None:
        """Row by row."""
        connection.exec_driver_sql(POST.format("VALUES (?, ?, ?, ?)", "BLOB"), list(rows))


class Postgresql(Speech):
    """Lists as array literals, which take a tenth of the time of adapted lists; many rows as one array a column."""

    def among(self, column: Any) -> ColumnElement[bool]:
        """Of the elements of an array."""
        condition: ColumnElement[bool] = column == any_(cast(bindparam("numbers", type_=String), ARRAY(Integer)))
        return condition

    def given(self, numbers: Sequence[int]) -> object:
        """An array literal."""
        return "{" + ",".join(map(str, numbers)) + "}"

    def count(self, connection: Connection, rows: Rows) -> None:
        """All rows at once."""
        arrays = "SELECT * FROM unnest(%s::int[], %s::int[], %s::int[])"
        connection.exec_driver_sql(COUNT.format(arrays), tuple(map(self.given, zip(*rows, strict=True))))

    def post(self, connection: Connection, rows: Rows) -> None:
        """All rows at once, their places as one value cut in the database."""
        *numbers, places = zip(*rows, strict=True)
        sizes = [len(some) for some in places]
        starts = list(accumulate(sizes[:-1], initial=1))
        parts = """
            SELECT generation, term, segment, substr(%s::bytea, start, size)
            FROM unnest(%s::int[], %s::int[], %s::int[], %s::int[], %s::int[])
            AS row (generation, term, segment, start, size)"""
        given = map(self.given, (*numbers, starts, sizes))
        connection.exec_driver_sql(POST.format(parts, "BYTEA"), (b"".join(places), *given))


SPEECH: dict[str, Speech] = {"sqlite": Sqlite(), "postgresql": Postgresql()}
