"""共同提案的事件: co-proposers are named, agree, decline, leave, or fall out."""

from innovation_hub.kernel.events.base import Event


class ProposersNamed(Event, name="proposal.proposers_named", about="proposal", open=False):
    """邀請共同提案"""

    proposal_id: int
    title: str
    asked_ids: list[int]
    removed_ids: list[int]
    reason: str


class ProposerConsented(Event, name="proposal.consented", about="proposal", open=False):
    """同意共同提案"""

    proposal_id: int
    title: str
    proposer_id: int
    lead_id: int
    proposer_ids: list[int]
    section_ids: list[int]


class ProposerDeclined(Event, name="proposal.declined", about="proposal", open=False):
    """婉拒共同提案"""

    proposal_id: int
    title: str
    proposer_id: int
    lead_id: int
    reason: str


class ProposerLeft(Event, name="proposal.left", about="proposal", open=False):
    """退出共同提案"""

    proposal_id: int
    title: str
    proposer_id: int
    lead_id: int
    proposer_ids: list[int]
    section_ids: list[int]


class ProposersLapsed(Event, name="proposal.lapsed", about="proposal", open=False):
    """未回覆的共同提案邀請失效"""

    proposal_id: int
    title: str
    lead_id: int
    lapsed_ids: list[int]
