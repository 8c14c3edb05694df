"""指標表: each figure the task force reads, what it means, how it is measured, which events move it."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from flask_babel import lazy_gettext as _l

from innovation_hub.dashboard.measures import PARTICIPATION, PER_HEAD, Measure, cases, days, ninetieth, share
from innovation_hub.dashboard.tally import Tally
from innovation_hub.kernel.events.base import Event
from innovation_hub.kernel.events.merge import ProposalJoined, ProposalMerged, ProposalParted, ProposalUnmerged
from innovation_hub.kernel.events.proposal import (
    ProposalDecided,
    ProposalImported,
    ProposalNotAccepted,
    ProposalReturned,
    ProposalSubmitted,
    ProposalWithdrawn,
)
from innovation_hub.kernel.events.proposers import ProposerConsented, ProposerLeft
from innovation_hub.kernel.events.review import CaseDecided, CaseRefused, CaseReturned, TierEntered, TierPassed
from innovation_hub.kernel.text.language import event_name

Events = tuple[type[Event], ...]
RECEIVED: Events = (ProposalSubmitted, ProposalNotAccepted)
MERGED: Events = (ProposalMerged, ProposalUnmerged)
JOINED: Events = (ProposalJoined, ProposalParted, ProposerConsented, ProposerLeft)
MOVED: Events = (
    ProposalSubmitted,
    ProposalReturned,
    ProposalWithdrawn,
    ProposalDecided,
    ProposalNotAccepted,
    *MERGED,
)
TIERED: Events = (TierEntered, *MOVED)
REPLIED: Events = (TierPassed, CaseReturned, CaseRefused, CaseDecided, *MOVED)
FINISHED: Events = (ProposalSubmitted, CaseReturned, CaseDecided, ProposalDecided)


@dataclass(frozen=True)
class Figure:
    """One figure: what it means, how it is measured, the events that move it, what it should reach at least."""

    key: str
    label: object
    definition: object
    measure: Measure
    moved_by: Events
    goal: float | None = None

    @property
    def sources(self) -> list[str]:
        """The events that move it, in words."""
        return [event_name(told.label()) for told in self.moved_by]

    def said(self, tally: Tally) -> str:
        """The value as it is read; a dash where there is none."""
        value = self.measure.value(tally)
        return "—" if value is None else f"{value:,}".removesuffix(".0")

    def reached(self, tally: Tally) -> bool | None:
        """Whether the goal is reached; None without a goal or a value."""
        value = self.measure.value(tally)
        return None if self.goal is None or value is None else value >= self.goal


def _cases(key: str, label: object, definition: object, moved_by: Events) -> Figure:
    return Figure(key, label, definition, cases(key), moved_by)


TABLE = (
    _cases("submitted", _l("送件"), _l(
        "本年度給號、送出過預審的提案；補正後再送不重複計。含不受理，不含匯入的歷年提案。"), RECEIVED),
    _cases("accepted", _l("受理"), _l("送件扣除不受理；含審查中、退回補正、已決定，以及送件後撤回的提案。"), RECEIVED),
    _cases("reached_cross_section", _l("進到跨課室預審"), _l("受理的提案中，曾進入第二級（跨課室預審）的件數。"),
           (TierEntered, ProposalNotAccepted)),
    _cases("reached_task_force", _l("進到推動小組"), _l("受理的提案中，曾進入第三級（推動小組審議）的件數。"),
           (TierEntered, ProposalNotAccepted)),
    _cases("in_review", _l("審查中"), _l("現在由審查端處理的提案；不含退回補正中的。"), MOVED),
    _cases("in_section", _l("在課室自審"), _l("審查中，且現在位於第一級（課室自審）。"), TIERED),
    _cases("in_cross_section", _l("在跨課室預審"), _l("審查中，且現在位於第二級（跨課室預審）。"), TIERED),
    _cases("in_task_force", _l("在推動小組審議"), _l("審查中，且現在位於第三級（推動小組審議）。"), TIERED),
    _cases("returned", _l("退回補正中"), _l("已退回、等提案人補正再送的提案；這段期間不計入審查日數。"), MOVED),
    _cases("overdue", _l("逾期"), _l("審查中，且本級審查期限早於今天（期限當天不算逾期）。"), TIERED),
    _cases("decided", _l("已決定"), _l(
        "已結案並作成決定：採行、修正後採行、試辦、錄案參考或不採行。不含不受理與撤回。"), MOVED),
    _cases("adopted", _l("採行"), _l("已決定的提案中，決定為採行、修正後採行或試辦者。"), FINISHED),
    _cases("withdrawn", _l("撤回"), _l("送件後由提案人撤回的提案；仍計入送件與受理。"), (ProposalWithdrawn,)),
    _cases("merged", _l("併案"), _l(
        "併入另一件、現在仍併著的提案；復原後不算。仍計入送件與受理一次，不計入審查中、已決定與採行。"), MERGED),
    _cases("not_accepted", _l("不受理"), _l("以不受理結案的提案。除送件數外，不計入任何指標，只在這裡列出。"),
           (ProposalNotAccepted,)),
    _cases("imported", _l("歷年匯入"), _l("由舊資料匯入的提案。未經本系統審查，不計入任何指標，只在這裡列出。"),
           (ProposalImported,)),
    Figure("participation", _l("參與率"), _l(
        "曾列名為受理提案之主要或共同提案人的同仁 ÷ 可提案的在職同仁，每人只算一次。可提案的在職同仁不含稽核人員；"
        "各課室的參與率看該課室的同仁，不論提案屬於哪個課室。"), PARTICIPATION, RECEIVED),
    Figure("proposals_per_head", _l("人均提案"), _l("受理件數 ÷ 可提案的在職同仁人數（不含稽核人員）。"),
           PER_HEAD, RECEIVED),
    Figure("cross_section_rate", _l("跨課室提案比率"), _l("受理的提案中，提案人分屬兩個以上課室的比率。"),
           share("cross_section", "accepted"), (*RECEIVED, *JOINED)),
    Figure("merge_rate", _l("併案率"), _l("併入另一件的提案 ÷ 受理的提案。"), share("merged", "accepted"),
           (*RECEIVED, *MERGED)),
    Figure("first_reply_rate", _l("首次回覆率"), _l(
        "首次送件後 5 個工作日內得到第一次回覆（通過本級、退回補正或決定）的比率。分母是已得到回覆的受理提案，"
        "加上審查中、過了 5 個工作日仍沒有回覆的提案。始日不計（行政程序法第 48 條），依政府行政機關辦公日曆。"),
        share("replied_in_time", "reply_due"), REPLIED, goal=90),
    Figure("cycle_median", _l("審查日數中位數"), _l(
        "已決定的提案，從首次送件到作成決定的工作日數，由少到多排列，取正中間的日數（偶數件取中間兩件的平均）。"
        "始日不計，退回補正期間扣除。"), days(median), FINISHED),
    Figure("cycle_p90", _l("九成案件的審查日數"), _l(
        "同一組審查日數由少到多排列，第 ⌈0.9 × 件數⌉ 件的日數（P90）：九成的提案不超過這個日數。"),
        days(ninetieth), FINISHED),
    Figure("cycle_within_22", _l("22 日內決定的比率"), _l("已決定的提案中，審查日數不超過 22 個工作日的比率。"),
           share("decided_in_time", "decided"), FINISHED, goal=80),
    Figure("adoption_rate", _l("採行率"), _l(
        "採行、修正後採行與試辦 ÷ 已決定的提案。不受理、撤回、併入他案與尚未決定的不計入。"),
        share("adopted", "decided"), FINISHED),
)  # fmt: skip

FIGURES: Mapping[str, Figure] = {figure.key: figure for figure in TABLE}
GROUPS: Mapping[object, tuple[str, ...]] = {
    _l("參與"): ("submitted", "accepted", "participation", "proposals_per_head", "cross_section_rate"),
    _l("速度"): ("first_reply_rate", "cycle_median", "cycle_p90", "cycle_within_22"),
    _l("結果"): ("decided", "adopted", "adoption_rate", "merged", "merge_rate", "withdrawn"),
    _l("另計"): ("not_accepted", "imported"),
}
NOW = ("in_review", "returned", "overdue")
