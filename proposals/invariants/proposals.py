"""提案自身的不變條件: numbers, makers, choices and outcomes, asked of the proposals' own tables."""

from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import case, func, or_, select

from innovation_hub.kernel.module.invariant import Invariant, rows
from innovation_hub.kernel.office.decisions import OUTCOMES
from innovation_hub.kernel.search.invariants import unlike
from proposals.fields import CATEGORIES, ORIGINS
from proposals.lifecycle import DECIDED, IN_REVIEW, NOT_ACCEPTED
from proposals.models import Proposal
from proposals.numbers import Counter
from proposals.shares import Proposer

NAMED = (Proposal.id.label("proposal"), Proposal.number)

NUMBERS = select(*NAMED, Proposal.revision).where(Proposal.number.is_(None) != (Proposal.revision == 0))
DATES = select(*NAMED, Proposal.revision).where(Proposal.submitted_at.is_(None) != (Proposal.revision == 0))

_SHARED = select(*NAMED, func.sum(Proposer.share).label("shares")).outerjoin(Proposer).group_by(Proposal.id)
SHARES = _SHARED.having(func.coalesce(func.sum(Proposer.share), 0) != 100)

_FIRST, _LAST = func.min(Proposer.rank), func.max(Proposer.rank)
_RANKED = select(Proposer.proposal_id.label("proposal"), _FIRST.label("first"), _LAST.label("last"))
_RANKED = _RANKED.group_by(Proposer.proposal_id)
_RANKS = func.count(Proposer.rank.distinct())
RANKS = _RANKED.having(or_(_FIRST != 0, func.count() - 1 != _LAST, func.count() != _RANKS))

CHOICES = select(*NAMED, Proposal.category, Proposal.origin).where(
    or_(Proposal.category.not_in(list(CATEGORIES)), Proposal.origin.not_in(list(ORIGINS)))
)

_WANTED = case((Proposal.stage == DECIDED, "decided"), (Proposal.stage == NOT_ACCEPTED, "refused"), else_="none")
_FOUND = case((Proposal.outcome.is_(None), "none"), (Proposal.outcome == "refuse", "refused"), else_="decided")
OUTCOME = select(*NAMED, Proposal.stage, Proposal.outcome).where(
    or_(_WANTED != _FOUND, Proposal.outcome.not_in(list(OUTCOMES)))
)
NOBODYS = select(*NAMED, Proposal.stage, Proposal.holder, Proposal.due_on).where(
    Proposal.stage != IN_REVIEW,
    or_(Proposal.holder.is_not(None), Proposal.due_on.is_not(None), Proposal.next_label.is_not(None)),
)


def misnumbered() -> Iterator[dict[str, Any]]:
    """Numbers of another shape or year, or greater than the last that was given."""
    last = {row["year"]: row["last"] for row in rows(select(Counter.year, Counter.last))}
    query = select(*NAMED, Proposal.year).where(Proposal.number.is_not(None))
    for row in rows(query):
        _, _, running = row["number"].partition("-")
        given = int(running) if running.isascii() and running.isdigit() else 0
        right = row["number"] == f"{row['year']}-{given:04}"
        if not (right and 0 < given <= last.get(row["year"], 0)):
            yield {**row, "last": last.get(row["year"])}


INVARIANTS = (
    Invariant("proposals.numbered", _l("提案有編號，若且唯若它送出過"), NUMBERS),
    Invariant("proposals.submitted_at", _l("提案有送出時間，若且唯若它送出過"), DATES),
    Invariant("proposals.number", _l("編號由提案年度與流水號組成，不大於該年度發出的最後一號"), misnumbered),
    Invariant("proposals.shares", _l("每件提案各提案人的貢獻合計 100%"), SHARES),
    Invariant("proposals.lead", _l("每件提案有一位主要提案人，其餘依序排列"), RANKS),
    Invariant("proposals.choices", _l("提案的類別與來源都在清單內"), CHOICES),
    Invariant("proposals.outcome", _l("已決定的有決定，不受理的是不受理，其他的都沒有"), OUTCOME),
    Invariant("proposals.at_nobody", _l("不在審查中的提案沒有承辦人、期限與下一步"), NOBODYS),
    Invariant("proposals.searched", _l("搜尋用的文字就是每件提案所說的"), unlike(Proposal)),
)
