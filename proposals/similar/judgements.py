"""判讀: what people found of two similar proposals, kept for ever; the last word on a pair is in force."""

from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, func, or_, select
from sqlalchemy.orm import Mapped, aliased, mapped_column

from innovation_hub.kernel import clock
from innovation_hub.kernel.errors import Clash, Invalid, NotAllowed
from innovation_hub.kernel.events import journal
from innovation_hub.kernel.events.proposal import ProposalsJudged
from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.policy import table as policy
from innovation_hub.kernel.storage.session import Base, db
from innovation_hub.kernel.text.cleaning import many_lines
from proposals.models import Proposal

REASON_LIMIT = 500
NOT_SIMILAR = "not_similar"
VERDICTS = {"merge": _l("應併案"), "link": _l("相關聯"), NOT_SIMILAR: _l("不相似")}


class Judgement(Base):
    """判讀: the `nth` word on a pair, which is the same pair whichever of the two was looked at."""

    __tablename__ = "judgements"
    __table_args__ = (
        UniqueConstraint("low_id", "high_id", "nth"),
        CheckConstraint("low_id < high_id", name="a_pair"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    low_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"))
    high_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"), index=True)
    nth: Mapped[int]
    verdict: Mapped[str]
    reason: Mapped[str]
    by_id: Mapped[int] = mapped_column(ForeignKey("employees.id"))
    at: Mapped[datetime]


def judge(  # noqa: PLR0917 (who found what of which two, on which state)
    one: Proposal, other: Proposal, by: Employee, verdict: str, reason: str = "", on: int | None = None
) -> Judgement:
    """What `by` finds of the two; Invalid for an unknown verdict, NotAllowed where she wrote one of them.

    Clash where the pair was judged again since the `on` judgements she has seen.
    """
    policy.require(by, "proposal.judge", one)
    if other.written_by(by):
        raise NotAllowed
    _check(one, other, verdict, reason)
    said = count(one.id, other.id)
    if on not in (None, said):
        raise Clash
    low, high = sorted((one.id, other.id))
    found = Judgement(low_id=low, high_id=high, nth=said + 1, verdict=verdict)
    found.reason, found.by_id, found.at = many_lines(reason), by.id, clock.now()
    db.session.add(found)
    journal.record(ProposalsJudged.of(one, other_id=other.id, other_number=other.number, verdict=verdict), by)
    return found


def count(one: int, other: int) -> int:
    """How often the pair was judged."""
    low, high = sorted((one, other))
    said = select(func.count()).select_from(Judgement).where(Judgement.low_id == low, Judgement.high_id == high)
    return db.session.scalar(said) or 0


def last(one: int, other: int) -> Judgement | None:
    """The judgement in force on the pair."""
    low, high = sorted((one, other))
    query = select(Judgement).where(Judgement.low_id == low, Judgement.high_id == high)
    return db.session.scalars(query.order_by(Judgement.nth.desc()).limit(1)).first()


def on(id: int) -> list[Judgement]:
    """All that was ever found of the proposal and another, oldest first."""
    query = select(Judgement).where(or_(Judgement.low_id == id, Judgement.high_id == id))
    return list(db.session.scalars(query.order_by(Judgement.id)))


def unlike(id: int) -> set[int]:
    """Those that were last found not similar to the proposal."""
    later = aliased(Judgement)
    same = (later.low_id == Judgement.low_id, later.high_id == Judgement.high_id, later.nth > Judgement.nth)
    query = select(Judgement.low_id, Judgement.high_id).where(or_(Judgement.low_id == id, Judgement.high_id == id))
    query = query.where(Judgement.verdict == NOT_SIMILAR, ~select(later.id).where(*same).exists())
    return {high if low == id else low for low, high in db.session.execute(query)}


def in_force() -> list[Judgement]:
    """The last word on every pair that was judged."""
    later = aliased(Judgement)
    same = (later.low_id == Judgement.low_id, later.high_id == Judgement.high_id, later.nth > Judgement.nth)
    return list(db.session.scalars(select(Judgement).where(~select(later.id).where(*same).exists())))


def _check(one: Proposal, other: Proposal, verdict: str, reason: str) -> None:
    if verdict not in VERDICTS:
        raise Invalid(verdict=_("請選擇一種判讀。"))
    if one.id == other.id or other.number is None:
        raise Invalid(other=_("請選擇另一件已送出的提案。"))
    if len(reason) > REASON_LIMIT:
        raise Invalid(reason=_("理由最多 %(limit)s 字，目前 %(length)s 字。", limit=REASON_LIMIT, length=len(reason)))
