"""封存: events, revisions, dossiers and scorecards are only ever added; the database sees to it."""

from alembic import op

revision = "0005"
down_revision = "0004"

SEALED = ("events", "revisions", "dossiers", "scorecards")
CHANGES = ("UPDATE", "DELETE")
REFUSE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is insert-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END
$$
"""


def upgrade() -> None:
    if _on_sqlite():
        for table in SEALED:
            for change in CHANGES:
                op.execute(
                    f"CREATE TRIGGER {table}_{change.lower()} BEFORE {change} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} is insert-only'); END"
                )
        return
    op.execute(REFUSE)
    for table in SEALED:
        op.execute(
            f"CREATE TRIGGER {table}_sealed BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )


def downgrade() -> None:
    if _on_sqlite():
        for table in SEALED:
            for change in CHANGES:
                op.execute(f"DROP TRIGGER {table}_{change.lower()}")
        return
    for table in SEALED:
        op.execute(f"DROP TRIGGER {table}_sealed ON {table}")
    op.execute("DROP FUNCTION refuse_change()")


def _on_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"
