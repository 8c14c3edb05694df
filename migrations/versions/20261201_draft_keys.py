"""草稿的鑰匙: which draft came of which page."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.create_table(
        "draft_keys",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["employees.id"], name="fk_draft_keys_person_id_employees"),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposals.id"], name="fk_draft_keys_proposal_id_proposals"),
        sa.PrimaryKeyConstraint("person_id", "key", name="pk_draft_keys"),
    )
    op.create_index("ix_draft_keys_proposal_id", "draft_keys", ["proposal_id"])


def downgrade() -> None:
    op.drop_table("draft_keys")
