"""併案與拆案的事件: proposals go on as one, or one becomes two."""

from innovation_hub.kernel.events.base import Event


class ProposalSplit(Event, name="proposal.split", about="proposal"):
    """拆案"""

    proposal_id: int
    number: str
    title: str
    other_id: int
    other_title: str
    reason: str
    proposer_ids: list[int]


class SplitUndone(Event, name="proposal.split_undone", about="proposal"):
    """復原拆案"""

    proposal_id: int
    number: str
    title: str
    other_id: int
    other_title: str
    reason: str
    proposer_ids: list[int]


class MergeProposed(Event, name="proposal.merge_proposed", about="proposal"):
    """擬議併案"""

    merge_id: int
    proposal_id: int
    number: str
    title: str
    other_id: int
    other_number: str
    other_title: str
    portion: int
    due_on: str
    reason: str
    proposer_ids: list[int]


class MergeConsented(Event, name="proposal.merge_consented", about="proposal", open=False):
    """同意併案"""

    merge_id: int
    proposal_id: int
    number: str
    title: str
    other_id: int
    other_number: str


class MergeObjected(Event, name="proposal.merge_objected", about="proposal", open=False):
    """不同意併案"""

    merge_id: int
    proposal_id: int
    number: str
    title: str
    other_id: int
    other_number: str
    reason: str


class MergeDue(Event, name="proposal.merge_due", about="proposal", open=False):
    """併案回覆期滿"""

    merge_id: int
    proposal_id: int
    number: str
    title: str
    other_id: int
    other_number: str


class MergeDropped(Event, name="proposal.merge_dropped", about="proposal"):
    """不併案"""

    merge_id: int
    proposal_id: int
    number: str
    title: str
    other_id: int
    other_number: str
    reason: str
    asker_id: int
    proposer_ids: list[int]


class ProposalMerged(Event, name="proposal.merged", about="proposal"):
    """併案"""

    merge_id: int
    proposal_id: int
    number: str
    title: str
    other_id: int
    other_number: str
    other_title: str
    proposer_ids: list[int]
    follower_ids: list[int]


class ProposalUnmerged(Event, name="proposal.unmerged", about="proposal"):
    """復原併案"""

    merge_id: int
    proposal_id: int
    number: str
    title: str
    other_id: int
    other_number: str
    other_title: str
    stage: str
    reason: str
    proposer_ids: list[int]
    follower_ids: list[int]


class ProposalJoined(Event, name="proposal.joined", about="proposal"):
    """他案併入"""

    merge_id: int
    proposal_id: int
    number: str
    title: str
    other_id: int
    other_number: str
    proposer_ids: list[int]
    section_ids: list[int]
    shares: dict[str, float]


class ProposalParted(Event, name="proposal.parted", about="proposal"):
    """併入案分出"""

    merge_id: int
    proposal_id: int
    number: str
    title: str
    other_id: int
    other_number: str
    reason: str
    proposer_ids: list[int]
    section_ids: list[int]
    shares: dict[str, float]
