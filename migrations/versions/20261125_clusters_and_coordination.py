"""相似群組與協調: which proposals are near each other, and the meetings about them."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "near_pairs",
        sa.Column("low_id", sa.Integer(), nullable=False),
        sa.Column("high_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.CheckConstraint("low_id < high_id", name="ck_near_pairs_a_pair"),
        sa.ForeignKeyConstraint(["low_id"], ["proposals.id"], name="fk_near_pairs_low_id_proposals"),
        sa.ForeignKeyConstraint(["high_id"], ["proposals.id"], name="fk_near_pairs_high_id_proposals"),
        sa.PrimaryKeyConstraint("low_id", "high_id", name="pk_near_pairs"),
    )
    op.create_index("ix_near_pairs_high_id", "near_pairs", ["high_id"])
    op.create_index("ix_near_pairs_score", "near_pairs", ["score"])
    op.create_table(
        "coordinations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("meets_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("minutes", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_coordinations"),
    )
    op.create_index("ix_coordinations_stage", "coordinations", ["stage"])
    _members("coordination_proposals", "proposal_id", "proposals")
    _members("coordination_participants", "employee_id", "employees")


def downgrade() -> None:
    for table in ("coordination_participants", "coordination_proposals", "coordinations", "near_pairs"):
        op.drop_table(table)


def _members(table: str, column: str, of: str) -> None:
    op.create_table(
        table,
        sa.Column("coordination_id", sa.Integer(), nullable=False),
        sa.Column(column, sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["coordination_id"], ["coordinations.id"], name=f"fk_{table}_coordination_id_coordinations"
        ),
        sa.ForeignKeyConstraint([column], [f"{of}.id"], name=f"fk_{table}_{column}_{of}"),
        sa.PrimaryKeyConstraint("coordination_id", column, name=f"pk_{table}"),
    )
    op.create_index(f"ix_{table}_{column}", table, [column])
