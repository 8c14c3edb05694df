"""編號: year and running number, given once and never reused."""

from sqlalchemy import CheckConstraint
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from innovation_hub.kernel.storage.session import Base, db, is_sqlite


class Counter(Base):
    """流水號: the last number given in a year."""

    __tablename__ = "proposal_counters"
    __table_args__ = (CheckConstraint("last > 0", name="counts"),)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


def take(year: int, count: int = 1) -> list[str]:
    """The year's next `count` numbers, as `115-0042`; others who number that year wait until the transaction ends."""
    insert = (sqlite if is_sqlite() else postgresql).insert(Counter).values(year=year, last=count)
    grown = insert.on_conflict_do_update(index_elements=["year"], set_={"last": Counter.last + count})
    last: int = db.session.execute(grown.returning(Counter.last)).scalar_one()
    return [f"{year}-{number:04}" for number in range(last - count + 1, last + 1)]
