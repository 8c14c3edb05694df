"""事件: what can happen. Frozen, flat, past tense, ids and words; the dotted name is for ever.

The docstring of an event is the label its readers see. `about` names the stream it belongs to: everything that happens
to one proposal is one stream, whichever module tells it, and takes effect in its order. `open` events may be shown to
whoever may read the thing; the others stay with those who do the work.
"""

import re
from dataclasses import asdict, dataclass, field, fields
from typing import Any, ClassVar, Self, dataclass_transform

STREAM = re.compile(r"[a-z_]+:[\w.]{1,60}")


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
class Event:
    """Something that happened."""

    name: ClassVar[str]
    version: ClassVar[int] = 1
    about: ClassVar[str]
    open: ClassVar[bool] = True

    def __init_subclass__(cls, name: str, about: str, version: int = 1, open: bool = True) -> None:
        dataclass(frozen=True, kw_only=True)(cls)
        cls.name, cls.about, cls.version, cls.open = name, about, version, open
        if name in EVENTS:
            raise ValueError(f"two events are called {name}")
        EVENTS[name] = cls

    @classmethod
    def label(cls) -> str:
        """The event's name as its readers see it (中文)."""
        return (cls.__doc__ or "").strip()

    @classmethod
    def of(cls, thing: object, **facts: object) -> Self:
        """The event told by `thing`: each field from `facts`, else from the thing's attribute of that name."""
        return cls(**{f.name: facts[f.name] if f.name in facts else getattr(thing, f.name) for f in fields(cls)})  # type: ignore[arg-type]  # made a dataclass above

    @property
    def stream(self) -> str:
        """The stream it belongs to, as `proposal:42`."""
        return f"{self.about}:{getattr(self, f'{self.about}_id')}"

    @property
    def body(self) -> dict[str, Any]:
        """Its fields, ready for JSON."""
        return asdict(self)  # type: ignore[call-overload, no-any-return]  # made a dataclass above


EVENTS: dict[str, type[Event]] = {}


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


class ProposalWithdrawn(Event, name="proposal.withdrawn", about="proposal"):
    """撤回"""

    proposal_id: int
    number: str


class ProposalDiscarded(Event, name="proposal.discarded", about="proposal", open=False):
    """捨棄草稿"""

    proposal_id: int


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
    shares: dict[str, int]


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
    shares: dict[str, int]


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


class ParameterChanged(Event, name="parameter.changed", about="parameter", open=False):
    """調整參數"""

    parameter_id: str
    value: float
    before: float


class CoordinationOpened(Event, name="coordination.opened", about="coordination", open=False):
    """安排協調"""

    coordination_id: int
    number: str
    title: str
    due_on: str
    proposal_ids: list[int]
    participant_ids: list[int]


class CoordinationConcluded(Event, name="coordination.concluded", about="coordination", open=False):
    """結束協調"""

    coordination_id: int
    number: str
    title: str
    due_on: str
    proposal_ids: list[int]
    participant_ids: list[int]
    outcome: str


class CoordinationCancelled(Event, name="coordination.cancelled", about="coordination", open=False):
    """取消協調"""

    coordination_id: int
    number: str
    title: str
    due_on: str
    proposal_ids: list[int]
    participant_ids: list[int]


class EntrySkipped(Event, name="entry.skipped", about="entry", open=False):
    """略過事件"""

    entry_id: int
    subscriber: str
    thing: str
    reason: str
