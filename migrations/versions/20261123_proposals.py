"""提案: proposals, who makes them, their revisions and numbers."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "proposal_counters",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.CheckConstraint("last > 0", name=op.f("ck_proposal_counters_counts")),
        sa.PrimaryKeyConstraint("year", name="pk_proposal_counters"),
    )
    op.create_table(
        "proposals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("service_item_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("problem", sa.String(), nullable=False),
        sa.Column("measures", sa.String(), nullable=False),
        sa.Column("benefit", sa.String(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("cooperating", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("tier", sa.String(), nullable=True),
        sa.Column("tier_label", sa.String(), nullable=True),
        sa.Column("holder", sa.String(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("next_label", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("decision", sa.JSON(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["section_id"], ["sections.id"], name="fk_proposals_section_id_sections"),
        sa.ForeignKeyConstraint(
            ["service_item_id"], ["service_items.id"], name="fk_proposals_service_item_id_service_items"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_proposals"),
        sa.UniqueConstraint("number", name="uq_proposals_number"),
        sa.UniqueConstraint("source", name="uq_proposals_source"),
    )
    op.create_index("ix_proposals_section_id", "proposals", ["section_id"])
    op.create_index("ix_proposals_stage", "proposals", ["stage"])
    op.create_index("ix_proposals_year_id", "proposals", ["year", "id"])
    op.create_table(
        "proposers",
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.CheckConstraint("share between 1 and 100", name=op.f("ck_proposers_share")),
        sa.ForeignKeyConstraint(["employee_id"], ["employees.id"], name="fk_proposers_employee_id_employees"),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposals.id"], name="fk_proposers_proposal_id_proposals"),
        sa.PrimaryKeyConstraint("proposal_id", "employee_id", name="pk_proposers"),
    )
    op.create_index("ix_proposers_employee_id", "proposers", ["employee_id"])
    op.create_table(
        "revisions",
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("proposers", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposals.id"], name="fk_revisions_proposal_id_proposals"),
        sa.PrimaryKeyConstraint("proposal_id", "revision", name="pk_revisions"),
    )


def downgrade() -> None:
    op.drop_table("revisions")
    op.drop_table("proposers")
    op.drop_table("proposals")
    op.drop_table("proposal_counters")
