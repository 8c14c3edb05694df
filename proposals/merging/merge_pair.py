"""併案的兩案: parent and child, locked together, told of together, and what each is to the other."""

from collections.abc import Collection
from typing import Any

from flask_babel import gettext as _

from innovation_hub.kernel.errors import Invalid
from innovation_hub.kernel.events import journal
from innovation_hub.kernel.messaging import delivery
from innovation_hub.kernel.module.module import modules
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.text.cleaning import many_lines
from proposals import merges, shares
from proposals.merges import Merge
from proposals.merging.share_arithmetic import even, joint
from proposals.models import Proposal
from proposals.percent import Number

REASON_LIMIT = 500


def hold(ids: Collection[int]) -> None:
    """Until the transaction ends nobody else tells anything of these proposals, and what was told has been handled.

    Always in the order of their ids: two who hold several wait for each other in one direction only.
    """
    for id in sorted(ids):
        journal.hold(f"proposal:{id}")
    db.session.expire_all()
    for id in sorted(ids):
        delivery.catch_up(modules()["proposals"], f"proposal:{id}")


def both(merge: Merge) -> tuple[Proposal, Proposal]:
    """Parent and child."""
    return db.session.get_one(Proposal, merge.parent_id), db.session.get_one(Proposal, merge.child_id)


def in_order(one: Proposal, other: Proposal) -> tuple[Proposal, Proposal]:
    """The parent, which was received first, and the child; Invalid where one was never submitted."""
    if one.id == other.id or not (one.submitted_at and one.number and other.submitted_at and other.number):
        raise Invalid(other=_("請選擇另一件已送出的提案。"))
    earlier = (one.submitted_at, one.number) < (other.submitted_at, other.number)
    return (one, other) if earlier else (other, one)


def waiting(merge: Merge, parent: Proposal, child: Proposal) -> list[int]:
    """Those proposers who have not answered yet."""
    answered = merges.answers(merge.id)
    return [id for id in concerned(parent, child) if id not in answered]


def concerned(parent: Proposal, child: Proposal) -> list[int]:
    """The proposers of both, each once, the parent's first."""
    return list(dict.fromkeys([*parent.proposer_ids, *child.proposer_ids]))


def about(parent: Proposal, child: Proposal) -> dict[str, Any]:
    """What every event of the merge says of the two, told on the child's stream."""
    one = {"proposal_id": child.id, "number": child.number, "title": child.title}
    return one | {"other_id": parent.id, "other_number": parent.number, "other_title": parent.title}


def credited(parent: Proposal) -> dict[str, Any]:
    """Who the parent's proposers are now, for those who keep them."""
    found = {str(id): share for id, share in shares.portions_of(parent.proposers).items()}
    return {"proposer_ids": parent.proposer_ids, "section_ids": parent.section_ids, "shares": found}


def together(parent: Proposal, child: Proposal, portion: int) -> dict[int, Number]:
    """Everyone's share once the two are one."""
    return joint(shares.portions_of(parent.proposers), shares.portions_of(child.proposers), portion)


def even_portion(parent: Proposal, child: Proposal) -> int:
    """The child's part where every proposal merged so far counts the same."""
    return even(1 + len(merges.within(parent.id)), 1 + len(merges.within(child.id)))


def check_reason(reason: str) -> str:
    """The reason as kept; Invalid where it is missing or too long."""
    reason = many_lines(reason)
    if not reason:
        raise Invalid(reason=_("請寫明理由。"))
    if len(reason) > REASON_LIMIT:
        raise Invalid(reason=_("理由最多 %(limit)s 字，目前 %(length)s 字。", limit=REASON_LIMIT, length=len(reason)))
    return reason
