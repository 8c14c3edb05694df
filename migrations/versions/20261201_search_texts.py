"""搜尋用的文字: what is searched in, folded; `flask hub seed` fills it."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_table(
        "search_texts",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("thing_id", sa.Integer(), nullable=False),
        sa.Column("folding", sa.Integer(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "thing_id", name="pk_search_texts"),
    )


def downgrade() -> None:
    op.drop_table("search_texts")
