"""提案的事件: a proposal is written, submitted, decided, judged similar, linked."""

from dataclasses import field

from innovation_hub.kernel.events.base import Event


class ProposalDrafted(Event, name="proposal.drafted", about="proposal", open=False):
    """建立草稿"""

    proposal_id: int
    year: int
    section_id: int
    category: str
    proposer_ids: list[int]


class ProposalSubmitted(Event, name="proposal.submitted", about="proposal"):
    """送出預審"""

    proposal_id: int
    number: str
    year: int
    revision: int
    title: str
    category: str
    section_id: int
    section_ids: list[int]
    proposer_ids: list[int]
    answers: dict[str, str]


class ProposalReturned(Event, name="proposal.returned", about="proposal", open=False):
    """進入補正"""

    proposal_id: int
    number: str


class ProposalWithdrawn(Event, name="proposal.withdrawn", about="proposal", version=2):
    """撤回"""

    proposal_id: int
    number: str
    title: str = ""
    proposer_ids: list[int] = field(default_factory=list)


class ProposalDiscarded(Event, name="proposal.discarded", about="proposal", version=2, open=False):
    """捨棄草稿"""

    proposal_id: int
    title: str = ""
    proposer_ids: list[int] = field(default_factory=list)


class ProposalDecided(Event, name="proposal.decided", about="proposal", version=2, open=False):
    """結案"""

    proposal_id: int
    number: str
    outcome: str
    title: str = ""
    follower_ids: list[int] = field(default_factory=list)


class ProposalNotAccepted(Event, name="proposal.not_accepted", about="proposal", open=False):
    """不受理結案"""

    proposal_id: int
    number: str
    rule: str


class ProposalImported(Event, name="proposal.imported", about="proposal"):
    """匯入歷年提案"""

    proposal_id: int
    number: str
    year: int
    title: str
    category: str
    section_id: int
    outcome: str
    answers: dict[str, str] = field(default_factory=dict)


class ProposalsJudged(Event, name="proposal.judged", about="proposal", open=False):
    """判讀相似"""

    proposal_id: int
    number: str
    other_id: int
    other_number: str
    verdict: str


class ProposalsLinked(Event, name="proposal.linked", about="proposal"):
    """相關聯"""

    proposal_id: int
    number: str
    other_id: int
    other_number: str
    reason: str


class ProposalsUnlinked(Event, name="proposal.unlinked", about="proposal"):
    """取消相關聯"""

    proposal_id: int
    number: str
    other_id: int
    other_number: str
