"""相關聯: two proposals that overlap in part are linked, with the reason; a link can be taken away again."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import CheckConstraint, ForeignKey, Index, or_, select, text
from sqlalchemy.orm import Mapped, mapped_column

from innovation_hub.kernel import clock
from innovation_hub.kernel.errors import Invalid, NotNow
from innovation_hub.kernel.events import journal
from innovation_hub.kernel.events.proposal import ProposalsLinked, ProposalsUnlinked
from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.policy import table as policy
from innovation_hub.kernel.storage.session import Base, db
from innovation_hub.kernel.text.cleaning import many_lines
from proposals.models import Proposal

IN_FORCE = text("removed_at IS NULL")


class Link(Base):
    """相關聯: a pair, the same whichever of the two was looked at."""

    __tablename__ = "links"
    __table_args__ = (
        CheckConstraint("low_id < high_id", name="a_pair"),
        Index("uq_links_in_force", "low_id", "high_id", unique=True, sqlite_where=IN_FORCE, postgresql_where=IN_FORCE),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    low_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"))
    high_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"), index=True)
    reason: Mapped[str]
    by_id: Mapped[int] = mapped_column(ForeignKey("employees.id"))
    at: Mapped[datetime]
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("employees.id"))
    removed_at: Mapped[datetime | None]

    def other(self, id: int) -> int:
        """The other of the two."""
        return self.high_id if self.low_id == id else self.low_id


def link(one: Proposal, other: Proposal, by: Employee, reason: str) -> Link:
    """Links the two; Invalid without a reason, NotNow where they are linked already."""
    policy.require(by, "proposal.judge", one)
    if one.id == other.id or other.number is None:
        raise Invalid(other=_("請選擇另一件已送出的提案。"))
    if not many_lines(reason):
        raise Invalid(reason=_("請寫明哪裡相關聯。"))
    low, high = sorted((one.id, other.id))
    for this, that in _both_ways(one, other):
        about = {"other_id": that.id, "other_number": that.number, "reason": many_lines(reason)}
        journal.record(ProposalsLinked.of(this, **about), by)
    if _between(low, high):
        raise NotNow(_("這兩件提案已經相關聯。"))
    made = Link(low_id=low, high_id=high, reason=many_lines(reason), by_id=by.id, at=clock.now())
    db.session.add(made)
    return made


def linked() -> set[tuple[int, int]]:
    """The pairs that are linked now, the lower id first."""
    found = select(Link.low_id, Link.high_id).where(Link.removed_at.is_(None))
    return {(low, high) for low, high in db.session.execute(found)}


def unlink(one: Proposal, other: Proposal, by: Employee) -> None:
    """Takes the link away; NotNow where there is none."""
    policy.require(by, "proposal.judge", one)
    for this, that in _both_ways(one, other):
        journal.record(ProposalsUnlinked.of(this, other_id=that.id, other_number=that.number), by)
    found = _between(*sorted((one.id, other.id)))
    if found is None:
        raise NotNow(_("這兩件提案現在沒有相關聯。"))
    found.removed_by_id, found.removed_at = by.id, clock.now()


def links(id: int) -> list[Link]:
    """The links of a proposal in force, oldest first."""
    mine = or_(Link.low_id == id, Link.high_id == id)
    return list(db.session.scalars(select(Link).where(mine, Link.removed_at.is_(None)).order_by(Link.id)))


def _between(low: int, high: int) -> Link | None:
    pair = (Link.low_id == low, Link.high_id == high, Link.removed_at.is_(None))
    return db.session.scalars(select(Link).where(*pair)).first()


def _both_ways(one: Proposal, other: Proposal) -> list[tuple[Proposal, Proposal]]:
    """Each beside the other, the lower id first: so that two who link and unlink never wait for each other."""
    return sorted([(one, other), (other, one)], key=lambda pair: pair[0].id)
