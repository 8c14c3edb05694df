"""拆案: what was taken out of which proposal."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "splits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("origin_id", sa.Integer(), nullable=False),
        sa.Column("into_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_reason", sa.String(), nullable=True),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("origin_id < into_id", name=op.f("ck_splits_made_later")),
        sa.ForeignKeyConstraint(["origin_id"], ["proposals.id"], name="fk_splits_origin_id_proposals"),
        sa.ForeignKeyConstraint(["into_id"], ["proposals.id"], name="fk_splits_into_id_proposals"),
        sa.ForeignKeyConstraint(["by_id"], ["employees.id"], name="fk_splits_by_id_employees"),
        sa.ForeignKeyConstraint(["undone_by_id"], ["employees.id"], name="fk_splits_undone_by_id_employees"),
        sa.PrimaryKeyConstraint("id", name="pk_splits"),
        sa.UniqueConstraint("into_id", name="uq_splits_into_id"),
    )
    op.create_index("ix_splits_origin_id", "splits", ["origin_id"])


def downgrade() -> None:
    op.drop_table("splits")
