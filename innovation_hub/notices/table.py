"""通知表: who is told what, one row a notice."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from innovation_hub.kernel.events.base import Event
from innovation_hub.kernel.events.coordination import CoordinationCancelled, CoordinationConcluded, CoordinationOpened
from innovation_hub.kernel.events.merge import (
    MergeDropped,
    MergeObjected,
    MergeProposed,
    ProposalMerged,
    ProposalSplit,
    ProposalUnmerged,
    SplitUndone,
)
from innovation_hub.kernel.events.proposal import (
    ProposalDecided,
    ProposalDiscarded,
    ProposalSubmitted,
    ProposalWithdrawn,
)
from innovation_hub.kernel.events.proposers import (
    ProposerConsented,
    ProposerDeclined,
    ProposerLeft,
    ProposersLapsed,
    ProposersNamed,
)
from innovation_hub.kernel.events.review import (
    CaseAssigned,
    CaseDecided,
    CaseRefused,
    CaseReturned,
    ScorecardSealed,
    TierDueSoon,
    TierEntered,
    TierOverdue,
)
from innovation_hub.notices.whom import (
    asked,
    deciders_when_all_in,
    followers,
    in_charge,
    lapsed,
    lead,
    participants,
    proposers,
    proposers_and_asker,
    removed,
    reviewers,
    secretariat,
    secretariat_beside,
)

PROPOSAL, CASE, MEETING = "/proposals/{proposal_id}", "/reviews/{case_id}", "/coordinations/{coordination_id}"
MERGE = "/merges/{merge_id}"


@dataclass(frozen=True)
class Row:
    """When the event is told, these people are led to this page by this sentence. `kind` is for ever."""

    kind: str
    event: type[Event]
    told: Callable[[Any], Iterable[int]]
    page: str
    sentence: object


NOTICES = (
    Row("submitted", ProposalSubmitted, proposers, PROPOSAL,
        _l("「%(number)s %(title)s」已送出預審，您列名為提案人。")),
    Row("entered", TierEntered, in_charge, CASE,
        _l("「%(number)s %(title)s」進入%(tier)s，請於 %(due)s 前處理。")),
    Row("assigned", CaseAssigned, reviewers, CASE,
        _l("請您審查「%(number)s %(title)s」（%(tier)s），%(due)s 前送出評分。")),
    Row("all_in", ScorecardSealed, deciders_when_all_in, CASE,
        _l("「%(number)s %(title)s」%(tier)s的評分已全部送出，可以決定了。")),
    Row("due_soon", TierDueSoon, in_charge, CASE,
        _l("「%(number)s %(title)s」%(tier)s期限將屆，請於 %(due)s 前處理。")),
    Row("overdue", TierOverdue, in_charge, CASE,
        _l("「%(number)s %(title)s」%(tier)s已逾期（期限 %(due)s），請儘快處理。")),
    Row("overdue_watch", TierOverdue, secretariat_beside, CASE,
        _l("「%(number)s %(title)s」%(tier)s已逾期（期限 %(due)s），請協助催辦。")),
    Row("returned", CaseReturned, proposers, PROPOSAL,
        _l("「%(number)s %(title)s」退回補正，請看補正意見，修改後再送出。")),
    Row("refused", CaseRefused, proposers, PROPOSAL,
        _l("「%(number)s %(title)s」不受理，理由寫在提案頁。")),
    Row("decided", CaseDecided, proposers, PROPOSAL,
        _l("「%(number)s %(title)s」審查結果：%(outcome)s。")),
    Row("coordination_opened", CoordinationOpened, participants, MEETING,
        _l("請您出席「%(title)s」的協調，%(due)s 開會。")),
    Row("coordination_concluded", CoordinationConcluded, participants, MEETING,
        _l("「%(title)s」的協調已結束，紀錄與結果寫在協調頁。")),
    Row("coordination_cancelled", CoordinationCancelled, participants, MEETING,
        _l("「%(title)s」的協調取消了（原訂 %(due)s）。")),
    Row("merge_proposed", MergeProposed, proposers, MERGE,
        _l("「%(number)s %(title)s」擬併入 %(other)s，請於 %(due)s 前回覆；逾期未回覆視為同意。")),
    Row("merge_objected", MergeObjected, secretariat, MERGE,
        _l("「%(number)s %(title)s」併入 %(other)s 有提案人不同意，請決定。")),
    Row("merge_dropped", MergeDropped, proposers_and_asker, MERGE,
        _l("「%(number)s %(title)s」不併入 %(other)s，各自續審。")),
    Row("merged", ProposalMerged, proposers, MERGE,
        _l("「%(number)s %(title)s」已併入 %(other)s，提案人共同列名，貢獻依議定比重。")),
    Row("merged_followed", ProposalMerged, followers, PROPOSAL,
        _l("您關注的「%(number)s %(title)s」已併入 %(other)s。")),
    Row("unmerged", ProposalUnmerged, proposers, MERGE,
        _l("「%(number)s %(title)s」併入 %(other)s 已復原，各自續審。")),
    Row("unmerged_followed", ProposalUnmerged, followers, PROPOSAL,
        _l("您關注的「%(number)s %(title)s」不再併入 %(other)s，各自續審。")),
    Row("split", ProposalSplit, proposers, "/proposals/{other_id}",
        _l("「%(number)s %(title)s」裡的第二個想法另立一案，草稿已備好，請改寫後送出。")),
    Row("split_undone", SplitUndone, proposers, PROPOSAL,
        _l("「%(number)s %(title)s」的拆案已復原，拆出的提案收回。")),
    Row("proposers_asked", ProposersNamed, asked, PROPOSAL,
        _l("請您擔任「%(title)s」的共同提案人，請回覆同意或不同意；同意後才算數。")),
    Row("proposers_removed", ProposersNamed, removed, "/proposals",
        _l("「%(title)s」的共同提案人有更動，您不再列名；您可能已看不到那一件。")),
    Row("proposer_consented", ProposerConsented, lead, PROPOSAL,
        _l("「%(title)s」有共同提案人同意列名。")),
    Row("proposer_declined", ProposerDeclined, lead, PROPOSAL,
        _l("「%(title)s」有受邀者不同意列名，貢獻歸您。")),
    Row("proposer_left", ProposerLeft, lead, PROPOSAL,
        _l("「%(title)s」有共同提案人退出，貢獻歸您。")),
    Row("proposers_lapsed", ProposersLapsed, lapsed, "/proposals",
        _l("「%(title)s」已有第一次決定，您未回覆的共同提案邀請失效；您可能已看不到那一件。")),
    Row("proposers_lapsed_lead", ProposersLapsed, lead, PROPOSAL,
        _l("「%(title)s」已有第一次決定，未回覆的受邀者不列名，貢獻歸您。")),
    Row("withdrawn", ProposalWithdrawn, proposers, PROPOSAL,
        _l("「%(number)s %(title)s」已由主要提案人撤回。")),
    Row("discarded", ProposalDiscarded, proposers, PROPOSAL,
        _l("草稿「%(title)s」已由主要提案人捨棄。")),
    Row("decided_followed", ProposalDecided, followers, PROPOSAL,
        _l("您關注的「%(number)s %(title)s」審查結果：%(outcome)s。")),
)  # fmt: skip
SENTENCES = {row.kind: row.sentence for row in NOTICES}
