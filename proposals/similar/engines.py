"""兩種資料庫: the few statements SQLite and PostgreSQL are told in different words."""

import json
from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy import ARRAY, ColumnElement, Connection, Integer, LargeBinary, any_, bindparam, cast, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Insert

from proposals.similar.tables import Posting, Term


class Speech(Protocol):
    """How an engine is told."""

    def among(self, column: ColumnElement[Any], numbers: Sequence[int]) -> ColumnElement[bool]:
        """The column is one of the numbers, given as a single parameter however many they are."""
        ...

    def count(self, connection: Connection, generation: int, terms: Sequence[int], more: Sequence[int]) -> None:
        """So many more texts have these terms."""
        ...

    def post(self, connection: Connection, generation: int, rows: Sequence[tuple[int, int, bytes]]) -> None:
        """Appends offsets to the postings of (term, segment)."""
        ...


class _Sqlite:
    def among(self, column: ColumnElement[Any], numbers: Sequence[int]) -> ColumnElement[bool]:
        each = func.json_each(bindparam(None, json.dumps(list(numbers)))).table_valued("value")
        return column.in_(select(each.c.value))

    def count(self, connection: Connection, generation: int, terms: Sequence[int], more: Sequence[int]) -> None:
        pairs = zip(terms, more, strict=True)
        rows = [{"generation": generation, "term": term, "having": having} for term, having in pairs]
        connection.execute(_COUNT_SQLITE, rows)

    def post(self, connection: Connection, generation: int, rows: Sequence[tuple[int, int, bytes]]) -> None:
        connection.execute(
            _POST_SQLITE,
            [{"generation": generation, "term": term, "segment": s, "offsets": offsets} for term, s, offsets in rows],
        )


class _Postgresql:
    def among(self, column: ColumnElement[Any], numbers: Sequence[int]) -> ColumnElement[bool]:
        return column == any_(bindparam(None, list(numbers), type_=ARRAY(Integer)))

    def count(self, connection: Connection, generation: int, terms: Sequence[int], more: Sequence[int]) -> None:
        connection.execute(_COUNT_POSTGRESQL, {"generation": generation, "terms": list(terms), "more": list(more)})

    def post(self, connection: Connection, generation: int, rows: Sequence[tuple[int, int, bytes]]) -> None:
        terms, segments, offsets = zip(*rows, strict=True)
        given = {"terms": list(terms), "segments": list(segments), "offsets": list(offsets)}
        connection.execute(_POST_POSTGRESQL, given | {"generation": generation})


SPEECH: dict[str, Speech] = {"sqlite": _Sqlite(), "postgresql": _Postgresql()}


def _numbers(name: str) -> ColumnElement[Any]:
    return func.unnest(bindparam(name, type_=ARRAY(Integer)))


def _counted(insert: Any) -> Insert:
    statement: Insert = insert.on_conflict_do_update(
        index_elements=["generation", "term"], set_={"having": Term.having + insert.excluded.having}
    )
    return statement


def _posted(insert: Any) -> Insert:
    joined = Posting.offsets.op("||")(insert.excluded.offsets)
    statement: Insert = insert.on_conflict_do_update(
        index_elements=["generation", "term", "segment"], set_={"offsets": cast(joined, LargeBinary)}
    )
    return statement


_COUNT_SQLITE = _counted(sqlite.insert(Term))
_POST_SQLITE = _posted(sqlite.insert(Posting))
_COUNT_POSTGRESQL = _counted(
    postgresql.insert(Term).from_select(
        ["generation", "term", "having"],
        select(bindparam("generation", type_=Integer), _numbers("terms"), _numbers("more")),
    )
)
_POST_POSTGRESQL = _posted(
    postgresql.insert(Posting).from_select(
        ["generation", "term", "segment", "offsets"],
        select(
            bindparam("generation", type_=Integer),
            _numbers("terms"),
            _numbers("segments"),
            func.unnest(bindparam("offsets", type_=ARRAY(LargeBinary))),
        ),
    )
)
