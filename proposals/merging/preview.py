"""併案預覽: what would move, who would be told, and which shares would come of it, before anything is asked."""

from dataclasses import dataclass

from sqlalchemy import select

from innovation_hub.kernel.office.people import Employee, named
from innovation_hub.kernel.policy import table as policy
from innovation_hub.kernel.storage.session import db
from proposals import merges, shares
from proposals.following.followers import followers
from proposals.merges import Consent, Merge
from proposals.merging import merge_pair
from proposals.merging.share_arithmetic import joint
from proposals.models import Proposal
from proposals.percent import Number


@dataclass(frozen=True)
class Share:
    """One proposer of the merged proposal: her share in each of the two before, in both together after."""

    person: Employee
    in_parent: Number | None
    in_child: Number | None
    after: Number
    answer: Consent | None = None


@dataclass(frozen=True)
class Preview:
    """The two, and what comes of their being one."""

    parent: Proposal
    child: Proposal
    portion: int
    shares: list[Share]
    carried: list[str]
    followers: int

    def names_known_to(self, person: Employee) -> bool:
        """Whether she may know who the proposers are: they are hidden from who scores at the second tier."""
        return any(share.person.id == person.id for share in self.shares) or all(
            policy.may(person, "proposal.read", one) for one in (self.parent, self.child)
        )


def preview(one: Proposal, other: Proposal, portion: int | None = None) -> Preview:
    """What comes of merging the two; Invalid where they are not two submitted proposals."""
    parent, child = merge_pair.in_order(one, other)
    portion = merge_pair.even_portion(parent, child) if portion is None else portion
    return _preview(parent, child, portion, shares.portions_of(parent.proposers), {})


def of(merge: Merge) -> Preview:
    """The merge as it was proposed, or as it was made, with the answers so far."""
    parent, child = merge_pair.both(merge)
    before = {int(id): share for id, share in merge.before} if merge.before else shares.portions_of(parent.proposers)
    return _preview(parent, child, merge.portion, before, merges.answers(merge.id))


def _preview(
    parent: Proposal, child: Proposal, portion: int, ours: dict[int, Number], answers: dict[int, Consent]
) -> Preview:
    theirs = shares.portions_of(child.proposers)
    after = joint(ours, theirs, portion)
    people = named(after)
    found = [Share(people[id], ours.get(id), theirs.get(id), share, answers.get(id)) for id, share in after.items()]
    within = merges.within(child.id)
    told = set(followers([parent.id, child.id, *within])) - set(after)
    return Preview(parent, child, portion, found, _numbers(within), len(told))


def _numbers(ids: list[int]) -> list[str]:
    query = select(Proposal.number).where(Proposal.id.in_(ids)).order_by(Proposal.id)
    return [number or "" for number in db.session.scalars(query)] if ids else []
