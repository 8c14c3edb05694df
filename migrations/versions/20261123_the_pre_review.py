"""預審: rulebooks, cases, rounds, assignments and scorecards."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "rulebooks",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_rulebooks"),
    )
    op.create_table(
        "cases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("rulebook_version", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("tier", sa.String(), nullable=False),
        sa.Column("decider_role", sa.String(), nullable=True),
        sa.Column("decider_section_id", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["rulebook_version"], ["rulebooks.version"], name="fk_cases_rulebook_version_rulebooks"
        ),
        sa.ForeignKeyConstraint(["section_id"], ["sections.id"], name="fk_cases_section_id_sections"),
        sa.PrimaryKeyConstraint("id", name="pk_cases"),
        sa.UniqueConstraint("proposal_id", name="uq_cases_proposal_id"),
    )
    op.create_index("ix_cases_section_id", "cases", ["section_id"])
    op.create_index("ix_cases_stage", "cases", ["stage"])
    op.create_index("ix_cases_tier", "cases", ["tier"])
    op.create_table(
        "case_authors",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_authors_case_id_cases"),
        sa.ForeignKeyConstraint(["employee_id"], ["employees.id"], name="fk_case_authors_employee_id_employees"),
        sa.ForeignKeyConstraint(["section_id"], ["sections.id"], name="fk_case_authors_section_id_sections"),
        sa.PrimaryKeyConstraint("case_id", "employee_id", name="pk_case_authors"),
    )
    op.create_index("ix_case_authors_employee_id", "case_authors", ["employee_id"])
    op.create_table(
        "dossiers",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_dossiers_case_id_cases"),
        sa.PrimaryKeyConstraint("case_id", "revision", name="pk_dossiers"),
    )
    op.create_table(
        "rounds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("tier", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("rule", sa.String(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["employees.id"], name="fk_rounds_by_id_employees"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_rounds_case_id_cases"),
        sa.PrimaryKeyConstraint("id", name="pk_rounds"),
    )
    op.create_index("ix_rounds_case_id", "rounds", ["case_id"])
    op.create_table(
        "assignments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column("recused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recusal", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_assignments_case_id_cases"),
        sa.ForeignKeyConstraint(["reviewer_id"], ["employees.id"], name="fk_assignments_reviewer_id_employees"),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name="fk_assignments_round_id_rounds"),
        sa.PrimaryKeyConstraint("id", name="pk_assignments"),
        sa.UniqueConstraint("round_id", "reviewer_id", name="uq_assignments_round_id"),
    )
    op.create_index("ix_assignments_case_id", "assignments", ["case_id"])
    op.create_index("ix_assignments_reviewer_id", "assignments", ["reviewer_id"])
    op.create_index("ix_assignments_round_id", "assignments", ["round_id"])
    op.create_table(
        "scorecards",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("scores", sa.JSON(), nullable=False),
        sa.Column("checklist", sa.JSON(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("recommendation", sa.String(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("corrects", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignments.id"], name="fk_scorecards_assignment_id_assignments"),
        sa.ForeignKeyConstraint(["corrects"], ["scorecards.id"], name="fk_scorecards_corrects_scorecards"),
        sa.PrimaryKeyConstraint("id", name="pk_scorecards"),
        sa.UniqueConstraint("corrects", name="uq_scorecards_corrects"),
    )
    op.create_index("ix_scorecards_assignment_id", "scorecards", ["assignment_id"])
    op.create_index(
        "uq_scorecards_first",
        "scorecards",
        ["assignment_id"],
        unique=True,
        sqlite_where=sa.text("corrects IS NULL"),
        postgresql_where=sa.text("corrects IS NULL"),
    )
    op.create_table(
        "sheets",
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("scores", sa.JSON(), nullable=False),
        sa.Column("checklist", sa.JSON(), nullable=False),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("recommendation", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignments.id"], name="fk_sheets_assignment_id_assignments"),
        sa.PrimaryKeyConstraint("assignment_id", name="pk_sheets"),
    )


def downgrade() -> None:
    op.drop_table("sheets")
    op.drop_table("scorecards")
    op.drop_table("assignments")
    op.drop_table("rounds")
    op.drop_table("dossiers")
    op.drop_table("case_authors")
    op.drop_table("cases")
    op.drop_table("rulebooks")
