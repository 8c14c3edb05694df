"""參數: what an administrator sets without code, each change a row; the database refuses to alter one."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "parameters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["employees.id"], name="fk_parameters_by_id_employees"),
        sa.PrimaryKeyConstraint("id", name="pk_parameters"),
    )
    op.create_index("ix_parameters_key", "parameters", ["key"])
    if _on_sqlite():
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER parameters_{change.lower()} BEFORE {change} ON parameters "
                "BEGIN SELECT RAISE(ABORT, 'parameters is insert-only'); END"
            )
    else:
        op.execute(
            "CREATE TRIGGER parameters_sealed BEFORE UPDATE OR DELETE OR TRUNCATE ON parameters "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )


def downgrade() -> None:
    op.drop_table("parameters")


def _on_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"
