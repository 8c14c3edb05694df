"""備份清單: what is in a backup, of which moment, by which version of the product."""

import json
import tomllib
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from sqlalchemy import Connection, inspect, text

from innovation_hub.kernel import clock
from innovation_hub.kernel.config import ROOT
from innovation_hub.kernel.operations.backups.refused import Refused
from innovation_hub.kernel.storage.schema_version import version_of, versions

NAME, FORMAT = "manifest.json", 1


def product_version() -> str:
    """The version of this product."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


@dataclass(frozen=True)
class Manifest:
    """Of one moment: the database's version, rows in each table, the journal's last position; and SHA-256 of each file.

    `revision` is the version of the tables, `product` that of the product, `at` when the backup was begun; `chain` is
    the journal's last seal (number, position, hash), empty where nothing is sealed.
    """

    engine: str
    revision: str
    counts: dict[str, int]
    position: int
    chain: dict[str, Any] = field(default_factory=dict)
    product: str = field(default_factory=product_version)
    at: str = field(default_factory=lambda: clock.now().isoformat(timespec="seconds"))
    members: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT

    @classmethod
    def of(cls, connection: Connection) -> Self:
        """What the connection sees."""
        tables = sorted(inspect(connection).get_table_names())
        revision = version_of(connection)
        if revision is None:
            raise Refused("資料庫是空的，沒有可備份的 the database has no tables: nothing to back up")
        counts = {table: _scalar(connection, f'SELECT count(*) FROM "{table}"') for table in tables}
        position = _scalar(connection, "SELECT coalesce(max(position), 0) FROM events")
        return cls(connection.dialect.name, revision, counts, position, _head(connection) if "seals" in tables else {})

    @classmethod
    def read(cls, given: bytes) -> Self:
        """As an archive holds it; Refused where this product cannot read it."""
        try:
            found: dict[str, Any] = json.loads(given)
            if found["format"] != FORMAT:
                raise Refused(f"備份格式不認得 unknown format of backup: {found['format']}")
            return cls(**found)
        except (ValueError, KeyError, TypeError) as error:
            raise Refused(f"備份清單讀不懂 the manifest cannot be read: {error}") from error

    def written(self) -> bytes:
        """As an archive holds it."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()

    def refuse_newer(self) -> None:
        """Refused when the tables are of a version this product does not know."""
        if self.revision not in versions():
            raise Refused(
                f"備份來自較新的版本（資料庫版本 {self.revision}），請先更新產品 "
                f"the backup is of a newer product (database version {self.revision}; this one knows {versions()[-1]})"
            )

    def differences(self, connection: Connection) -> list[str]:
        """The tables in which the connection sees another number of rows, or none of which was told."""
        found = self.of(connection)
        names = sorted({*self.counts, *found.counts})
        return [
            f"{name}: {self.counts.get(name)} → {found.counts.get(name)}"
            for name in names
            if self.counts.get(name) != found.counts.get(name)
        ]


def _head(connection: Connection) -> dict[str, Any]:
    last = connection.execute(text("SELECT number, position, hash FROM seals ORDER BY number DESC LIMIT 1")).mappings()
    return dict(next(iter(last), {}))


def _scalar(connection: Connection, query: str) -> int:
    return int(connection.scalar(text(query)) or 0)
