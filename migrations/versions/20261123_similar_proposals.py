"""相似提案: the index that finds similar texts."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "similar_generations",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("live", sa.Boolean(), nullable=False),
        sa.Column("texts", sa.Integer(), nullable=False),
        sa.Column("length", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_similar_generations"),
    )
    op.create_table(
        "similar_terms",
        sa.Column("generation", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("term", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("texts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("generation", "term", name="pk_similar_terms"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "similar_postings",
        sa.Column("generation", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("term", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("segment", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("places", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("generation", "term", "segment", name="pk_similar_postings"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "similar_texts",
        sa.Column("generation", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("generation", "text", name="pk_similar_texts"),
    )


def downgrade() -> None:
    for table in ("similar_texts", "similar_postings", "similar_terms", "similar_generations"):
        op.drop_table(table)
