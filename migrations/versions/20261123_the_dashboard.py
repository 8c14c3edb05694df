"""推動小組看板: the tracks its figures are counted from."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "dashboard_tracks",
        sa.Column("proposal_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("cross_section", sa.Boolean(), nullable=False),
        sa.Column("tier", sa.String(), nullable=False),
        sa.Column("tier_label", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("holder", sa.String(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("reply_due_on", sa.Date(), nullable=True),
        sa.Column("reply_days", sa.Integer(), nullable=True),
        sa.Column("paused_on", sa.Date(), nullable=True),
        sa.Column("paused_days", sa.Integer(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("cycle_days", sa.Integer(), nullable=True),
        sa.Column("stage", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("proposal_id", name="pk_dashboard_tracks"),
    )
    op.create_index("ix_dashboard_tracks_number", "dashboard_tracks", ["number"])
    op.create_index("ix_dashboard_tracks_position", "dashboard_tracks", ["position"])
    op.create_index("ix_dashboard_tracks_section_id", "dashboard_tracks", ["section_id"])
    op.create_index("ix_dashboard_tracks_year", "dashboard_tracks", ["year"])
    op.create_table(
        "dashboard_proposers",
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["dashboard_tracks.proposal_id"],
            name="fk_dashboard_proposers_proposal_id_dashboard_tracks",
        ),
        sa.PrimaryKeyConstraint("proposal_id", "employee_id", name="pk_dashboard_proposers"),
    )
    op.create_index("ix_dashboard_proposers_employee_id", "dashboard_proposers", ["employee_id"])


def downgrade() -> None:
    op.drop_table("dashboard_proposers")
    op.drop_table("dashboard_tracks")
