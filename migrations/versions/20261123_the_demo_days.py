"""示範日: which days of the demo world were lived."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "demo_days",
        sa.Column("ago", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("ago", name="pk_demo_days"),
    )


def downgrade() -> None:
    op.drop_table("demo_days")
