"""預審的事件: a case climbs the tiers; the rulebook is amended."""

from innovation_hub.kernel.events.base import Event


class TierEntered(Event, name="case.tier_entered", about="proposal"):
    """進入審查級別"""

    case_id: int
    proposal_id: int
    number: str
    title: str
    tier: str
    tier_label: str
    holder: str
    holder_ids: list[int]
    due_on: str
    next_label: str


class CaseAssigned(Event, name="case.assigned", about="proposal", open=False):
    """分案"""

    case_id: int
    proposal_id: int
    number: str
    title: str
    tier: str
    reviewer_ids: list[int]
    due_on: str


class ReviewerRecused(Event, name="case.recused", about="proposal", open=False):
    """迴避"""

    case_id: int
    proposal_id: int
    tier: str
    reviewer_id: int


class ScorecardSealed(Event, name="case.scorecard_sealed", about="proposal", open=False):
    """送出評分"""

    case_id: int
    proposal_id: int
    tier: str
    reviewer_id: int
    waiting: int


class TierPassed(Event, name="case.tier_passed", about="proposal"):
    """通過本級"""

    case_id: int
    proposal_id: int
    tier: str
    reason: str


class CaseReturned(Event, name="case.returned", about="proposal"):
    """退回補正"""

    case_id: int
    proposal_id: int
    number: str
    title: str
    tier: str
    reason: str
    proposer_ids: list[int]


class CaseRefused(Event, name="case.refused", about="proposal", version=2):
    """不受理"""

    case_id: int
    proposal_id: int
    number: str
    title: str
    tier: str
    reason: str
    rule: str
    rule_label: str
    proposer_ids: list[int]


class CaseDecided(Event, name="case.decided", about="proposal"):
    """決定"""

    case_id: int
    proposal_id: int
    number: str
    title: str
    tier: str
    outcome: str
    reason: str
    owner_section_id: int | None
    due_on: str | None
    control_level: str | None
    proposer_ids: list[int]


class CaseWithdrawn(Event, name="case.withdrawn", about="proposal", open=False):
    """預審因撤回而停止"""

    case_id: int
    proposal_id: int
    tier: str


class RulebookPublished(Event, name="rulebook.published", about="rulebook", open=False):
    """發布新版作業規定"""

    rulebook_id: int
    reason: str


class CaseMerged(Event, name="case.merged", about="proposal", open=False):
    """預審因併案而暫停"""

    case_id: int
    proposal_id: int
    tier: str


class CaseResumed(Event, name="case.resumed", about="proposal", open=False):
    """預審恢復"""

    case_id: int
    proposal_id: int
    tier: str


class TierDueSoon(Event, name="case.due_soon", about="proposal", open=False):
    """審查期限將屆"""

    case_id: int
    proposal_id: int
    number: str
    title: str
    tier: str
    due_on: str
    holder_ids: list[int]


class TierOverdue(Event, name="case.overdue", about="proposal", open=False):
    """審查逾期"""

    case_id: int
    proposal_id: int
    number: str
    title: str
    tier: str
    due_on: str
    holder_ids: list[int]
