"""共同提案的同意: who is named counts once she agreed; shares in hundredths of a percent; who left a case stays barred.

Everybody named until today counts as agreed (`counted`), the lead as the lead; shares stay what they were.
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

BOUND = "ck_proposers_share"
PROPOSERS = sa.table(
    "proposers",
    *(sa.column(name) for name in ("proposal_id", "employee_id", "share", "rank", "agreement")),
)


def upgrade() -> None:
    with op.batch_alter_table("proposers") as table:
        table.drop_constraint(op.f(BOUND), type_="check")
        table.add_column(sa.Column("agreement", sa.String(), nullable=True))
        table.add_column(sa.Column("cleared", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE proposers SET share = share * 100")
    op.execute("UPDATE proposers SET agreement = CASE WHEN rank = 0 THEN 'lead' ELSE 'counted' END")
    with op.batch_alter_table("proposers") as table:
        table.create_check_constraint(op.f(BOUND), "share between 1 and 10000")
    op.add_column("case_authors", sa.Column("gone", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    op.execute("DELETE FROM case_authors WHERE gone")
    with op.batch_alter_table("case_authors") as table:
        table.drop_column("gone")
    with op.batch_alter_table("proposers") as table:
        table.drop_constraint(op.f(BOUND), type_="check")
    op.execute("DELETE FROM proposers WHERE agreement IS NULL")
    for proposal, people in _teams():
        for rank, (person, share) in enumerate(_whole(people)):
            mine = (PROPOSERS.c.proposal_id == proposal, PROPOSERS.c.employee_id == person)
            op.execute(sa.update(PROPOSERS).where(*mine).values(share=share, rank=rank))
    with op.batch_alter_table("proposers") as table:
        table.drop_column("agreement")
        table.drop_column("cleared")
        table.create_check_constraint(op.f(BOUND), "share between 1 and 100")


def _teams() -> list[tuple[int, list[sa.Row]]]:
    """The proposers of each proposal, the lead first."""
    query = sa.select(PROPOSERS.c.proposal_id, PROPOSERS.c.employee_id, PROPOSERS.c.share)
    teams: dict[int, list[sa.Row]] = {}
    for row in op.get_bind().execute(query.order_by(PROPOSERS.c.proposal_id, PROPOSERS.c.rank)):
        teams.setdefault(row.proposal_id, []).append(row)
    return list(teams.items())


def _whole(people: list[sa.Row]) -> list[tuple[int, int]]:
    """Whole percents, at least 1 each; the lead has what rounding leaves."""
    found = [(row.employee_id, max(1, row.share // 100)) for row in people]
    lead, share = found[0]
    return [(lead, share + 100 - sum(part for _, part in found)), *found[1:]]
