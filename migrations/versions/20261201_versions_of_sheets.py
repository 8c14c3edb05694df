"""評分草稿的版本: each save of a sheet counts, so that of two the later one is told."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.add_column("sheets", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))


def downgrade() -> None:
    with op.batch_alter_table("sheets") as table:
        table.drop_column("version")
