"""提案人: who makes a proposal together, who of them has agreed, and each one's contribution in percent.

Who is named counts once she has agreed; until then her share stands beside her name and counts as the lead's.
"""

from collections.abc import Mapping

from flask_babel import gettext as _
from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from innovation_hub.kernel.errors import Invalid
from innovation_hub.kernel.office.people import Employee, named
from innovation_hub.kernel.storage.session import Base
from proposals.percent import WHOLE, Number, Percent, hundredths, percent, total

LEAD, YES, COUNTED, MERGED = "lead", "yes", "counted", "merged"


class Proposer(Base):
    """提案人: rank 0 is the lead (主要提案人), the others are co-proposers (共同提案人). `share` is in percent.

    `agreement` says by what she counts: as the lead, by her own yes, by a merge, or as one named before anybody was
    asked (`counted`); it is empty while she is asked. `cleared`: the secretariat named her although the proposal was
    under review.
    """

    __tablename__ = "proposers"
    __table_args__ = (CheckConstraint("share between 1 and 10000", name="share"),)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"), primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("employees.id"), primary_key=True, index=True)
    share: Mapped[Number] = mapped_column(Percent)
    rank: Mapped[int]
    agreement: Mapped[str | None]
    cleared: Mapped[bool] = mapped_column(default=False)
    employee: Mapped[Employee] = relationship(lazy="joined", innerjoin=True)

    @property
    def agreed(self) -> bool:
        """Whether she counts as a proposer."""
        return self.agreement is not None


def lead(person: Employee, share: Number = 100) -> Proposer:
    """The one who proposes."""
    return Proposer(employee_id=person.id, employee=person, share=share, rank=0, agreement=LEAD)


def divide(proposers: list[Proposer], portions: Mapping[int, Number]) -> tuple[list[int], list[int]]:
    """Gives each co-proposer a portion (employee id → %) and the lead the rest; all of them sum to 100.

    Who is new, or has another share than she agreed to, is asked. Returns who is asked anew and who is named no more.
    """
    first, kept = proposers[0], {proposer.employee_id: proposer for proposer in proposers[1:]}
    _check(first, portions)
    people = named(portions)
    if len(people) != len(portions) or not all(people[id].active or id in kept for id in portions):
        raise Invalid(co_proposers=_("有共同提案人不在本所同仁名單內。"))
    asked = [id for id, share in portions.items() if id not in kept or kept[id].share != share]
    removed = [id for id in kept if id not in portions]
    first.share = percent(WHOLE - total(portions.values()))
    others = [_proposer(kept, people[id], share, rank) for rank, (id, share) in enumerate(portions.items(), 1)]
    for proposer in others:
        proposer.agreement = None if proposer.employee_id in asked else proposer.agreement
    proposers[:] = [first, *others]
    return asked, removed


def remove(proposers: list[Proposer], ids: list[int]) -> None:
    """Takes co-proposers out: their shares are the lead's, the others move up."""
    gone = [proposer for proposer in proposers[1:] if proposer.employee_id in ids]
    proposers[0].share = percent(hundredths(proposers[0].share) + total(one.share for one in gone))
    proposers[:] = [proposer for proposer in proposers if proposer not in gone]
    for rank, proposer in enumerate(proposers):
        proposer.rank = rank


def credit(proposers: list[Proposer], portions: Mapping[int, Number]) -> None:
    """Has these be the proposers (employee → %), in this order, the lead first; Invalid where they are too many."""
    if total(portions.values()) != WHOLE or min(map(hundredths, portions.values())) < 1:
        raise Invalid(co_proposers=_("提案人太多，每位至少 0.01% 已超過 100%。"))
    people, kept = named(portions), {proposer.employee_id: proposer for proposer in proposers}
    proposers[:] = [_proposer(kept, people[id], share, rank) for rank, (id, share) in enumerate(portions.items())]
    for proposer in proposers:
        proposer.agreement = proposer.agreement or MERGED


def portions_of(proposers: list[Proposer]) -> dict[int, Number]:
    """Everyone's contribution who counts, the lead first; the shares of those still asked are the lead's."""
    asked = total(proposer.share for proposer in proposers if not proposer.agreed)
    found = {proposer.employee_id: proposer.share for proposer in proposers if proposer.agreed}
    first = proposers[0]
    return found | {first.employee_id: percent(hundredths(first.share) + asked)}


def _check(lead: Proposer, portions: Mapping[int, Number]) -> None:
    if lead.employee_id in portions:
        raise Invalid(co_proposers=_("主要提案人不必再列為共同提案人。"))
    if any(not 1 <= hundredths(share) < WHOLE for share in portions.values()):
        raise Invalid(co_proposers=_("每位共同提案人的貢獻須在 0.01 到 99.99 之間（%）。"))
    if total(portions.values()) >= WHOLE:
        raise Invalid(co_proposers=_("共同提案人的貢獻合計須小於 100%，其餘屬主要提案人。"))


def _proposer(kept: Mapping[int, Proposer], person: Employee, share: Number, rank: int) -> Proposer:
    proposer = kept.get(person.id) or Proposer(employee_id=person.id, employee=person, cleared=False)
    proposer.share, proposer.rank = share, rank
    return proposer
