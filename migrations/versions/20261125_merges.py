"""併案: what is merged into what, what its proposers said, who follows; a round that rests."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

FIRST = (
    "parent_received_at < child_received_at OR parent_received_at = child_received_at AND parent_number < child_number"
)
HELD = sa.text("stage IN ('proposed', 'objected', 'joined')")
RECEIPT = ["proposals.id", "proposals.submitted_at", "proposals.number"]
PROPOSAL, EMPLOYEE = ["proposals.id"], ["employees.id"]


def upgrade() -> None:
    op.create_index("uq_proposals_received", "proposals", ["id", "submitted_at", "number"], unique=True)
    _merges()
    _consents()
    op.create_table(
        "follows",
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["proposal_id"], PROPOSAL, name="fk_follows_proposal_id_proposals"),
        sa.ForeignKeyConstraint(["employee_id"], EMPLOYEE, name="fk_follows_employee_id_employees"),
        sa.PrimaryKeyConstraint("proposal_id", "employee_id", name="pk_follows"),
    )
    op.create_index("ix_follows_employee_id", "follows", ["employee_id"])
    op.add_column("rounds", sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("rounds", sa.Column("paused_days", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("rounds", "paused_days")
    op.drop_column("rounds", "paused_at")
    for table in ("follows", "consents", "merges"):
        op.drop_table(table)
    op.drop_index("uq_proposals_received", "proposals")


def _merges() -> None:
    op.create_table(
        "merges",
        sa.Column("id", sa.Integer(), nullable=False),
        *_side("child"),
        *_side("parent"),
        sa.Column("into_id", sa.Integer(), nullable=False),
        sa.Column("portion", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("child_stage", sa.String(), nullable=True),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_reason", sa.String(), nullable=True),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(FIRST, name=op.f("ck_merges_first_received")),
        sa.CheckConstraint("portion BETWEEN 1 AND 99", name=op.f("ck_merges_portion")),
        sa.ForeignKeyConstraint(["into_id"], PROPOSAL, name="fk_merges_into_id_proposals"),
        sa.ForeignKeyConstraint(["by_id"], EMPLOYEE, name="fk_merges_by_id_employees"),
        sa.ForeignKeyConstraint(["ended_by_id"], EMPLOYEE, name="fk_merges_ended_by_id_employees"),
        sa.PrimaryKeyConstraint("id", name="pk_merges"),
    )
    for column in ("stage", "parent_id", "into_id"):
        op.create_index(f"ix_merges_{column}", "merges", [column])
    op.create_index("uq_merges_held", "merges", ["child_id"], unique=True, sqlite_where=HELD, postgresql_where=HELD)


def _side(name: str) -> list[sa.schema.SchemaItem]:
    columns = [f"{name}_id", f"{name}_received_at", f"{name}_number"]
    return [
        sa.Column(columns[0], sa.Integer(), nullable=False),
        sa.Column(columns[1], sa.DateTime(timezone=True), nullable=False),
        sa.Column(columns[2], sa.String(), nullable=False),
        sa.ForeignKeyConstraint(columns, RECEIPT, name=f"fk_merges_{name}_id_proposals"),
    ]


def _consents() -> None:
    op.create_table(
        "consents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("merge_id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("consents", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["merge_id"], ["merges.id"], name="fk_consents_merge_id_merges"),
        sa.ForeignKeyConstraint(["employee_id"], EMPLOYEE, name="fk_consents_employee_id_employees"),
        sa.PrimaryKeyConstraint("id", name="pk_consents"),
    )
    op.create_index("ix_consents_merge_id", "consents", ["merge_id"])
    if op.get_bind().dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER consents_{change.lower()} BEFORE {change} ON consents "
                "BEGIN SELECT RAISE(ABORT, 'consents is insert-only'); END"
            )
        return
    op.execute(
        "CREATE TRIGGER consents_sealed BEFORE UPDATE OR DELETE OR TRUNCATE ON consents "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
