"""相連的提案: what a proposal's page says of those it is tied to, each named no further than the reader may read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import Integer, Row, Select, and_, case, cast, literal, null, or_, select, union_all

from innovation_hub.kernel.policy import table as policy
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.web.guards import me
from proposals.lifecycle import JOINED
from proposals.merges import OPEN, Merge
from proposals.merging.splits import Split
from proposals.models import Proposal
from proposals.similar.links import Link


@dataclass(frozen=True)
class Tie:
    """A proposal beside this one; `title` and `id` only for who may read it."""

    number: str
    kind: str
    reason: str = ""
    other: int = 0
    merge_id: int | None = None
    id: int | None = None
    title: str = ""

    @property
    def label(self) -> object:
        """What it is to this one."""
        return KINDS[self.kind]


KINDS = {
    "parent": _l("已併入"),
    "child": _l("併入本案"),
    "maybe_parent": _l("擬併入"),
    "maybe_child": _l("擬併入本案"),
    "link": _l("相關聯"),
    "origin": _l("拆自"),
    "split": _l("拆出"),
}


def ties(proposal: Proposal) -> list[Tie]:
    """All that it is tied to, in two statements."""
    wanted = db.session.execute(union_all(_merges(proposal.id), _links(proposal.id), _splits(proposal.id))).all()
    others = _others([row.other for row in wanted])
    found = [_tie(row, *others[row.other]) for row in wanted]
    return sorted(found, key=lambda tie: ([*KINDS].index(tie.kind), tie.number))


def _tie(row: Row[Any], number: str, id: int | None, title: str) -> Tie:
    return Tie(number, row.kind, row.reason, row.other, row.merge, id, title)


def _links(id: int) -> Select[Any]:
    other = case((Link.low_id == id, Link.high_id), else_=Link.low_id).label("other")
    mine = or_(Link.low_id == id, Link.high_id == id)
    query = select(other, literal("link").label("kind"), Link.reason, cast(null(), Integer).label("merge"))
    return query.where(mine, Link.removed_at.is_(None))


def _splits(id: int) -> Select[Any]:
    as_origin = Split.origin_id == id
    other = case((as_origin, Split.into_id), else_=Split.origin_id).label("other")
    kind = case((as_origin, "split"), else_="origin").label("kind")
    query = select(other, kind, Split.reason, cast(null(), Integer).label("merge"))
    return query.where(or_(as_origin, Split.into_id == id), Split.undone_at.is_(None))


def _merges(id: int) -> Select[Any]:
    """Merges it is in; one that is only asked about stands here for those who may read the question."""
    asked, as_child = policy.rules()["merge.read"].where(me(), Merge), Merge.child_id == id
    other = case((as_child, Merge.into_id), else_=Merge.child_id).label("other")
    role = case((as_child, "parent"), else_="child")
    kind = case((Merge.stage == JOINED, role), else_=literal("maybe_") + role).label("kind")
    query = select(other, kind, literal("").label("reason"), case((asked, Merge.id)).label("merge"))
    open_to_me = or_(Merge.stage == JOINED, and_(Merge.stage.in_(OPEN), asked))
    return query.where(or_(as_child, Merge.into_id == id), open_to_me)


def _others(ids: Sequence[int]) -> dict[int, tuple[str, int | None, str]]:
    if not ids:
        return {}
    read = policy.rules()["proposal.read"].where(me(), Proposal).label("read")
    query = select(Proposal.id, Proposal.number, Proposal.title, read).where(Proposal.id.in_(ids))
    rows = db.session.execute(query)
    return {id: (number or "", id if read else None, title if read else "") for id, number, title, read in rows}
