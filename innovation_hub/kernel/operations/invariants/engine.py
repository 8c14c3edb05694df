"""資料庫本身的不變條件: its version, what it refuses, its references and numbers; asked of each engine in its words."""

from collections.abc import Callable, Iterator
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import Executable, ForeignKeyConstraint, Table, and_, func, select, text

from innovation_hub.kernel.module.invariant import Invariant, rows
from innovation_hub.kernel.storage.schema_version import version_of, versions
from innovation_hub.kernel.storage.session import db, is_sqlite

REFUSING = {
    "sqlite": "SELECT upper(sql) AS says FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :name",
    "postgresql": """SELECT upper(pg_get_triggerdef(oid)) AS says FROM pg_trigger
        WHERE tgrelid = to_regclass(:name) AND NOT tgisinternal AND tgenabled IN ('O', 'A')""",
}
INTACT = {
    "sqlite": "SELECT integrity_check AS fault FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
    "postgresql": """SELECT conname AS fault FROM pg_constraint WHERE NOT convalidated
        UNION ALL SELECT indexrelid::regclass::text FROM pg_index WHERE NOT (indisvalid AND indisready)""",
}
SERIAL = "SELECT pg_get_serial_sequence(:name, :key)"


def sealed(*tables: str) -> Callable[[], Iterator[dict[str, Any]]]:
    """Finds those of the tables whose rows the database would let somebody change or delete."""

    def open_tables() -> Iterator[dict[str, Any]]:
        refusing = text(REFUSING[db.engine.dialect.name])
        for name in tables:
            said = " ".join(db.session.scalars(refusing, {"name": name}))
            missing = [change for change in ("UPDATE", "DELETE") if change not in said]
            if missing:
                yield {"table": name, "allows": " ".join(missing)}

    return open_tables


def dangling() -> Iterator[dict[str, Any]]:
    """Rows that point at rows that are not there."""
    for table in db.metadata.sorted_tables:
        for key in table.foreign_key_constraints:
            yield from _dangling(table, key)


def _dangling(table: Table, key: ForeignKeyConstraint) -> Iterator[dict[str, Any]]:
    target = key.referred_table.alias("target")
    pairs = [(element.parent, target.c[element.column.name]) for element in key.elements]
    query = select(*table.primary_key.columns, *(mine.label(f"to_{mine.name}") for mine, _ in pairs))
    query = query.outerjoin(target, and_(*(mine == theirs for mine, theirs in pairs)))
    found = query.where(*(mine.is_not(None) for mine, _ in pairs), pairs[0][1].is_(None))
    return ({"table": table.name, **row} for row in rows(found))


def exhausted() -> Iterator[dict[str, Any]]:
    """Tables whose next number was given already; SQLite counts from the largest there is."""
    for table in db.metadata.sorted_tables if not is_sqlite() else ():
        key = table.autoincrement_column
        sequence = key is not None and db.session.scalar(text(SERIAL), {"name": table.name, "key": key.name})
        if key is not None and sequence:
            given = db.session.scalar(text(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}"))
            largest = db.session.scalar(select(func.max(key))) or 0
            if largest > (given or 0):
                yield {"table": table.name, "largest": largest, "given": given}


def other_version() -> Iterator[dict[str, Any]]:
    """The database's version, where it is not the product's."""
    found, wanted = version_of(db.session.connection()), versions()[-1]
    if found != wanted:
        yield {"database": found, "product": wanted}


def damaged() -> Executable:
    """What the engine itself finds."""
    return text(INTACT[db.engine.dialect.name])


INVARIANTS = (
    Invariant("database.version", _l("資料庫的版本就是這個產品的版本"), other_version),
    Invariant("database.intact", _l("資料庫引擎自己檢查，沒有發現損壞或未驗證的限制"), damaged),
    Invariant("database.references", _l("每一列指向的另一列都存在"), dangling),
    Invariant("database.numbers", _l("資料庫下一個流水號大於已經用過的"), exhausted),
    Invariant("journal.sealed", _l("資料庫拒絕更改或刪除事件與封條"), sealed("events", "seals")),
)
