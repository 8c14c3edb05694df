"""相連的提案: what a proposal's page says of those it is tied to, each named no further than the reader may read it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from innovation_hub.kernel import policy
from innovation_hub.kernel.db import db
from innovation_hub.kernel.web import me
from proposals.links import links
from proposals.models import Proposal


@dataclass(frozen=True)
class Tie:
    """A proposal beside this one; `title` and `id` only for who may read it."""

    number: str
    kind: str
    reason: str = ""
    id: int | None = None
    title: str = ""


def ties(proposal: Proposal) -> list[Tie]:
    """All that it is tied to."""
    wanted = [(link.other(proposal.id), "link", link.reason) for link in links(proposal.id)]
    others = _others([id for id, *_ in wanted])
    return [Tie(others[id][0], kind, reason, *others[id][1:]) for id, kind, reason in wanted]


def _others(ids: Sequence[int]) -> dict[int, tuple[str, int | None, str]]:
    if not ids:
        return {}
    read = policy.MAY["proposal.read"].where(me(), Proposal).label("read")
    query = select(Proposal.id, Proposal.number, Proposal.title, read).where(Proposal.id.in_(ids))
    rows = db.session.execute(query)
    return {id: (number or "", id if read else None, title if read else "") for id, number, title, read in rows}
