"""資料庫版本: runs the versions on the app's own database, all of them in one transaction, on both engines."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection

from innovation_hub.kernel.storage.session import UTCDateTime, db, is_sqlite, writing


def migrate() -> None:
    """Brings the database to the version that was asked for; where one step fails, nothing has changed."""
    with writing(), db.engine.connect() as connection:
        _prepare(connection)
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_item=_render,
            render_as_batch=True,
            transactional_ddl=True,
        )
        with context.begin_transaction():
            context.run_migrations()
            _check(connection)


def _prepare(connection: Connection) -> None:
    """Changing a table may take long; on SQLite it means copying it, during which no foreign key can be kept."""
    connection.detach()  # so that what is set here does not go back to the pool
    setting = "PRAGMA foreign_keys=OFF" if is_sqlite() else "SET statement_timeout = 0"
    connection.connection.cursor().execute(setting)
    if not is_sqlite():
        connection.connection.commit()


def _check(connection: Connection) -> None:
    if is_sqlite() and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all()):
        raise RuntimeError(f"rows point at rows that are not there: {broken}")


def _render(kind: str, item: Any, context: object) -> str | Literal[False]:
    """A version names plain types, for our own may change after it."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UTCDateTime) else False


migrate()
