"""資料庫版本: which version of its tables the database has, and which the product knows."""

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from innovation_hub.kernel.config import ROOT


def versions() -> list[str]:
    """The versions the product knows, first to last."""
    return [version.revision for version in ScriptDirectory(str(ROOT / "migrations")).walk_revisions()][::-1]


def version_of(connection: Connection) -> str | None:
    """The version of the database; None where there are no tables of ours."""
    return MigrationContext.configure(connection).get_current_revision()
