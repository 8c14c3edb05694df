"""判讀與關聯: who was asked to judge a proposal, what was found of two, and which are linked."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

EVENTS = sa.table(
    "events", sa.column("position", sa.BigInteger), sa.column("name", sa.String), sa.column("body", sa.JSON)
)
ASKED = sa.table("asked", *(sa.column(name, sa.Integer) for name in ("proposal_id", "employee_id", "case_id")))
PEOPLE = {"case.tier_entered": "holder_ids", "case.assigned": "reviewer_ids"}
PROPOSAL, EMPLOYEE = ["proposals.id"], ["employees.id"]


def upgrade() -> None:
    op.create_table(
        "asked",
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("employee_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["proposal_id"], PROPOSAL, name="fk_asked_proposal_id_proposals"),
        sa.ForeignKeyConstraint(["employee_id"], EMPLOYEE, name="fk_asked_employee_id_employees"),
        sa.PrimaryKeyConstraint("proposal_id", "employee_id", name="pk_asked"),
    )
    op.create_index("ix_asked_employee_id", "asked", ["employee_id"])
    op.create_table(
        "judgements",
        sa.Column("id", sa.Integer(), nullable=False),
        *_pair("judgements"),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        *_said("judgements"),
        sa.PrimaryKeyConstraint("id", name="pk_judgements"),
        sa.UniqueConstraint("low_id", "high_id", "nth", name="uq_judgements_low_id"),
    )
    op.create_index("ix_judgements_high_id", "judgements", ["high_id"])
    op.create_table(
        "links",
        sa.Column("id", sa.Integer(), nullable=False),
        *_pair("links"),
        *_said("links"),
        sa.Column("removed_by_id", sa.Integer(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["removed_by_id"], EMPLOYEE, name="fk_links_removed_by_id_employees"),
        sa.PrimaryKeyConstraint("id", name="pk_links"),
    )
    op.create_index("ix_links_high_id", "links", ["high_id"])
    in_force = sa.text("removed_at IS NULL")
    op.create_index(
        "uq_links_in_force",
        "links",
        ["low_id", "high_id"],
        unique=True,
        sqlite_where=in_force,
        postgresql_where=in_force,
    )
    _seal("judgements")
    _remember_who_was_asked()


def downgrade() -> None:
    for table in ("links", "judgements", "asked"):
        op.drop_table(table)


def _pair(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("low_id", sa.Integer(), nullable=False),
        sa.Column("high_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("low_id < high_id", name=op.f(f"ck_{table}_a_pair")),
        sa.ForeignKeyConstraint(["low_id"], PROPOSAL, name=f"fk_{table}_low_id_proposals"),
        sa.ForeignKeyConstraint(["high_id"], PROPOSAL, name=f"fk_{table}_high_id_proposals"),
    ]


def _said(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], EMPLOYEE, name=f"fk_{table}_by_id_employees"),
    ]


def _seal(table: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is insert-only'); END"
            )
        return
    op.execute(
        f"CREATE TRIGGER {table}_sealed BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )


def _remember_who_was_asked() -> None:
    connection, asked = op.get_bind(), {}
    told = sa.select(EVENTS.c.name, EVENTS.c.body).where(EVENTS.c.name.in_([*PEOPLE, "case.recused"]))
    for name, body in connection.execute(told.order_by(EVENTS.c.position)):
        if name == "case.recused":
            asked.pop((body["proposal_id"], body["reviewer_id"]), None)
        else:
            asked |= {(body["proposal_id"], id): body["case_id"] for id in body[PEOPLE[name]]}
    rows = [{"proposal_id": one, "employee_id": id, "case_id": case} for (one, id), case in asked.items()]
    if rows:
        connection.execute(sa.insert(ASKED), rows)
