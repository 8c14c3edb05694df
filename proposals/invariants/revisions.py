"""版次的不變條件: a row for each submission, saying what was told, complete, and sealed."""

from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import and_, func, or_, select

from innovation_hub.kernel.events.proposal import ProposalImported, ProposalSubmitted
from innovation_hub.kernel.messaging import journal_queries
from innovation_hub.kernel.module.invariant import Invariant, rows
from innovation_hub.kernel.operations.invariants.engine import sealed
from proposals.fields import FIELDS, NEEDED
from proposals.lifecycle import DECIDED, IN_REVIEW, NOT_ACCEPTED
from proposals.models import Proposal, Revision
from proposals.percent import WHOLE, total

NAMED = (Proposal.id.label("proposal"), Proposal.number, Proposal.revision)

_ROWS = select(Revision.proposal_id, func.count().label("rows"), func.max(Revision.revision).label("last"))
_HELD = _ROWS.group_by(Revision.proposal_id).subquery()
_COUNT, _LAST = func.coalesce(_HELD.c.rows, 0), func.coalesce(_HELD.c.last, 0)
COUNTED = (
    select(*NAMED, _COUNT.label("rows"), _LAST.label("last"))
    .outerjoin(_HELD, _HELD.c.proposal_id == Proposal.id)
    .where(or_(Proposal.revision != _COUNT, Proposal.revision != _LAST))
)


def _says(key: str) -> Any:
    column = getattr(Proposal, key) if hasattr(Proposal, key) else Proposal.details[key].as_string()
    return func.coalesce(column, "")


_DIFFER = [_says(field.key) != func.coalesce(Revision.answers[field.key].as_string(), "") for field in FIELDS]
JUDGED = (
    select(*NAMED)
    .join(Revision, and_(Revision.proposal_id == Proposal.id, Revision.revision == Proposal.revision))
    .where(Proposal.stage.in_((IN_REVIEW, DECIDED, NOT_ACCEPTED)), or_(*_DIFFER))
)


def altered() -> Iterator[dict[str, Any]]:
    """Revisions whose answers are not those that were told when they were submitted."""
    said = journal_queries.by_stream([ProposalSubmitted, ProposalImported])
    for row in rows(select(Revision.proposal_id, Revision.revision, Revision.answers)):
        bodies = said.get(f"proposal:{row['proposal_id']}", [])[row["revision"] - 1 : row["revision"]]
        if not bodies or bodies[0].get("answers") not in (row["answers"], {}):
            yield {"proposal": row["proposal_id"], "revision": row["revision"]}


def unshared() -> Iterator[dict[str, Any]]:
    """Revisions whose contributions do not sum to 100."""
    for row in rows(select(Revision.proposal_id, Revision.revision, Revision.proposers)):
        if total(row["proposers"].values()) != WHOLE:
            yield {"proposal": row["proposal_id"], "revision": row["revision"], "shares": row["proposers"]}


def incomplete() -> Iterator[dict[str, Any]]:
    """Revisions that were submitted without a field that is needed; what was imported is as it came."""
    imports = journal_queries.entries([ProposalImported]).subquery()
    query = select(Revision.proposal_id, Revision.revision, Revision.answers)
    query = query.outerjoin(imports, imports.c.about == Revision.proposal_id)
    for row in rows(query.where(imports.c.stream.is_(None))):
        empty = [key for key in NEEDED if not row["answers"].get(key, "").strip()]
        if empty:
            yield {"proposal": row["proposal_id"], "revision": row["revision"], "empty": " ".join(empty)}


INVARIANTS = (
    Invariant("revisions.rows", _l("每件提案的版次從 1 到最後一版，一版一列"), COUNTED),
    Invariant("revisions.judged", _l("審查中與已結案的提案，內容就是它最後一版"), JUDGED),
    Invariant("revisions.told", _l("每一版的內容就是送出時事件所說的"), altered),
    Invariant("revisions.shares", _l("每一版記下的貢獻合計 100%"), unshared),
    Invariant("revisions.complete", _l("送出的每一版都寫了必填的欄位"), incomplete),
    Invariant("revisions.sealed", _l("資料庫拒絕更改或刪除版次"), sealed("revisions")),
)
