"""量尺: pairs judged elsewhere with the scores the index gives them."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "yardstick_pairs",
        sa.Column("yardstick", sa.String(), nullable=False),
        sa.Column("one", sa.String(), nullable=False),
        sa.Column("other", sa.String(), nullable=False),
        sa.Column("duplicate", sa.Boolean(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("yardstick", "one", "other", name="pk_yardstick_pairs"),
    )


def downgrade() -> None:
    op.drop_table("yardstick_pairs")
