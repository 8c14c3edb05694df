"""提案人: who makes a proposal together, and each one's contribution in percent."""

from flask_babel import gettext as _
from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from innovation_hub.kernel.errors import Invalid
from innovation_hub.kernel.office.people import Employee, named
from innovation_hub.kernel.storage.session import Base


class Proposer(Base):
    """提案人: rank 0 is the lead (主要提案人), the others are co-proposers (共同提案人). `share` is in percent."""

    __tablename__ = "proposers"
    __table_args__ = (CheckConstraint("share between 1 and 100", name="share"),)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"), primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("employees.id"), primary_key=True, index=True)
    share: Mapped[int]
    rank: Mapped[int]
    employee: Mapped[Employee] = relationship(lazy="joined", innerjoin=True)


def divide(proposers: list[Proposer], portions: dict[int, int]) -> None:
    """Gives each co-proposer a portion (employee id → %) and the lead the rest; all of them sum to 100."""
    lead = proposers[0]
    _check(lead, portions)
    people = named(portions)
    if len(people) != len(portions) or not all(person.active for person in people.values()):
        raise Invalid(co_proposers=_("有共同提案人不在本所同仁名單內。"))
    kept = {proposer.employee_id: proposer for proposer in proposers}
    lead.share = 100 - sum(portions.values())
    proposers[:] = [lead] + [
        _proposer(kept, people[id], share, rank) for rank, (id, share) in enumerate(portions.items(), 1)
    ]


def credit(proposers: list[Proposer], portions: dict[int, int]) -> None:
    """Has these be the proposers (employee → %), in this order, the lead first; Invalid where they are too many."""
    if sum(portions.values()) != 100 or min(portions.values()) < 1:
        raise Invalid(co_proposers=_("提案人太多，每位至少 1% 已超過 100%。"))
    people, kept = named(portions), {proposer.employee_id: proposer for proposer in proposers}
    proposers[:] = [_proposer(kept, people[id], share, rank) for rank, (id, share) in enumerate(portions.items())]


def portions_of(proposers: list[Proposer]) -> dict[int, int]:
    """Everyone's contribution, the lead first."""
    return {proposer.employee_id: proposer.share for proposer in proposers}


def _check(lead: Proposer, portions: dict[int, int]) -> None:
    if lead.employee_id in portions:
        raise Invalid(co_proposers=_("主要提案人不必再列為共同提案人。"))
    if any(not 1 <= share <= 99 for share in portions.values()):
        raise Invalid(co_proposers=_("每位共同提案人的貢獻須為 1 到 99 的整數（%）。"))
    if sum(portions.values()) > 99:
        raise Invalid(co_proposers=_("共同提案人的貢獻合計須小於 100%，其餘屬主要提案人。"))


def _proposer(kept: dict[int, Proposer], person: Employee, share: int, rank: int) -> Proposer:
    proposer = kept.get(person.id) or Proposer(employee_id=person.id, employee=person)
    proposer.share, proposer.rank = share, rank
    return proposer
