"""佇列深度: how many messages wait for each module and how many are dead, as the worker last saw."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.create_table(
        "depths",
        sa.Column("subscriber", sa.String(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("dead", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("subscriber", name="pk_depths"),
    )


def downgrade() -> None:
    op.drop_table("depths")
