"""The small world with a few more things in it, and a transaction in which anything may be broken."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import text

from innovation_hub.kernel.storage.session import db, is_sqlite, writing
from innovation_hub.kernel.tables.table import Row
from proposals.importing.bring_in import bring_in
from proposals.importing.import_record import Rest
from proposals.models import Proposal
from review import tier_moves
from tests.architecture.world import IDEA, World

JSON = re.compile(r"JSON\((\w+), ('[^']*'), ('[^']*')\)")
ENDS = re.compile(r"(FIRST|LAST)\((\w+)\)")
TWICE = (
    "CREATE TABLE loose AS SELECT * FROM {0} UNION ALL SELECT * FROM {0} WHERE id = {1}",
    "DROP TABLE {0} {2}",
    "ALTER TABLE loose RENAME TO {0}",
)


class Ward(World):
    """Beside the small world: a proposal of earlier years, a recusal, an open sheet, a request with a key."""

    def __init__(self, office) -> None:
        super().__init__(office)
        sec = office.person("sec")
        tally = bring_in(
            [Row(1, 1, {"id": "old-1", "title": "舊案", "problem": "人多", "measures": "加開窗口"})],
            Rest(114, sec, None),
        )
        assert tally.imported == 1, tally.rows
        self.proposals["imported"] = db.session.query(Proposal.id).filter(Proposal.source.is_not(None)).scalar()
        tier_moves.recuse(self.case("at_cross_section"), office.person("rev3"), "家人")
        tier_moves.put_down(self.case("at_cross_section"), office.person("rev1"), comment="看過")
        db.session.commit()
        sent = office.api("amy").post("/proposals", {**IDEA}, headers={"Idempotency-Key": "used-once"})
        assert sent.status_code == 201, sent.json
        office.client("amy")
        office.settle()
        self.things = {**self.proposals, **self.merges, **{f"case_{name}": id for name, id in self.cases.items()}}
        db.session.rollback()

    def breaks(self, statements: str) -> None:
        """Runs them in the open transaction."""
        for statement in statements.format(**self.things).split("; "):
            for part in spoken(statement):
                db.session.execute(text(part.replace(":", "\\:")))


def spoken(statement: str) -> list[str]:
    """The statement in the engine's words."""
    if statement.startswith("TWICE "):
        cascade = "" if is_sqlite() else "CASCADE"
        return [part.format(*statement.split()[1:], cascade) for part in TWICE]
    in_place = r"replace(\1, \2, \3)" if is_sqlite() else r"CAST(replace(CAST(\1 AS TEXT), \2, \3) AS JSON)"
    statement = ENDS.sub(lambda found: f"(SELECT {END[found[1]]}(id) FROM {found[2]})", statement)
    return [JSON.sub(in_place, statement)]


END = {"FIRST": "min", "LAST": "max"}


@contextmanager
def anything_goes() -> Iterator[None]:
    """Inside, no trigger, reference or check stands in the way; afterwards all is as before."""
    with writing():
        if is_sqlite():
            db.session.execute(text("PRAGMA defer_foreign_keys = ON"))
            db.session.execute(text("PRAGMA ignore_check_constraints = ON"))
        else:
            db.session.execute(text("SET LOCAL session_replication_role = replica"))
        try:
            yield
        finally:
            if is_sqlite():
                db.session.execute(text("PRAGMA ignore_check_constraints = OFF"))
            db.session.rollback()
