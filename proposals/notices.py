"""提案的通知: who is told what of proposals, merges and coordinations, one row a notice."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l

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
from innovation_hub.kernel.module.recipients import followers, participants, proposers, secretariat
from innovation_hub.kernel.module.rows import NoticeRow

PROPOSAL = "/proposals/{proposal_id}"
MEETING = "/coordinations/{coordination_id}"
MERGE = "/merges/{merge_id}"


def proposers_and_asker(event: Any) -> Iterable[int]:
    """Those who wrote the two, and whose idea the merge was."""
    return [*event.proposer_ids, event.asker_id]


def asked(event: Any) -> Iterable[int]:
    """Those who are asked to be co-proposers."""
    ids: list[int] = event.asked_ids
    return ids


def removed(event: Any) -> Iterable[int]:
    """Those who are named no more."""
    ids: list[int] = event.removed_ids
    return ids


def lapsed(event: Any) -> Iterable[int]:
    """Those who did not answer in time."""
    ids: list[int] = event.lapsed_ids
    return ids


def lead(event: Any) -> Iterable[int]:
    """The lead of the proposal."""
    return (event.lead_id,)


NOTICES = (
    NoticeRow("submitted", ProposalSubmitted, proposers, PROPOSAL,
        _l("「%(number)s %(title)s」已送出預審，您列名為提案人。")),
    NoticeRow("coordination_opened", CoordinationOpened, participants, MEETING,
        _l("請您出席「%(title)s」的協調，%(due)s 開會。")),
    NoticeRow("coordination_concluded", CoordinationConcluded, participants, MEETING,
        _l("「%(title)s」的協調已結束，紀錄與結果寫在協調頁。")),
    NoticeRow("coordination_cancelled", CoordinationCancelled, participants, MEETING,
        _l("「%(title)s」的協調取消了（原訂 %(due)s）。")),
    NoticeRow("merge_proposed", MergeProposed, proposers, MERGE,
        _l("「%(number)s %(title)s」擬併入 %(other)s，請於 %(due)s 前回覆；逾期未回覆視為同意。")),
    NoticeRow("merge_objected", MergeObjected, secretariat, MERGE,
        _l("「%(number)s %(title)s」併入 %(other)s 有提案人不同意，請決定。")),
    NoticeRow("merge_dropped", MergeDropped, proposers_and_asker, MERGE,
        _l("「%(number)s %(title)s」不併入 %(other)s，各自續審。")),
    NoticeRow("merged", ProposalMerged, proposers, MERGE,
        _l("「%(number)s %(title)s」已併入 %(other)s，提案人共同列名，貢獻依議定比重。")),
    NoticeRow("merged_followed", ProposalMerged, followers, PROPOSAL,
        _l("您關注的「%(number)s %(title)s」已併入 %(other)s。")),
    NoticeRow("unmerged", ProposalUnmerged, proposers, MERGE,
        _l("「%(number)s %(title)s」併入 %(other)s 已復原，各自續審。")),
    NoticeRow("unmerged_followed", ProposalUnmerged, followers, PROPOSAL,
        _l("您關注的「%(number)s %(title)s」不再併入 %(other)s，各自續審。")),
    NoticeRow("split", ProposalSplit, proposers, "/proposals/{other_id}",
        _l("「%(number)s %(title)s」裡的第二個想法另立一案，草稿已備好，請改寫後送出。")),
    NoticeRow("split_undone", SplitUndone, proposers, PROPOSAL,
        _l("「%(number)s %(title)s」的拆案已復原，拆出的提案收回。")),
    NoticeRow("proposers_asked", ProposersNamed, asked, PROPOSAL,
        _l("請您擔任「%(title)s」的共同提案人，請回覆同意或不同意；同意後才算數。")),
    NoticeRow("proposers_removed", ProposersNamed, removed, "/proposals",
        _l("「%(title)s」的共同提案人有更動，您不再列名；您可能已看不到那一件。")),
    NoticeRow("proposer_consented", ProposerConsented, lead, PROPOSAL,
        _l("「%(title)s」有共同提案人同意列名。")),
    NoticeRow("proposer_declined", ProposerDeclined, lead, PROPOSAL,
        _l("「%(title)s」有受邀者不同意列名，貢獻歸您。")),
    NoticeRow("proposer_left", ProposerLeft, lead, PROPOSAL,
        _l("「%(title)s」有共同提案人退出，貢獻歸您。")),
    NoticeRow("proposers_lapsed", ProposersLapsed, lapsed, "/proposals",
        _l("「%(title)s」已有第一次決定，您未回覆的共同提案邀請失效；您可能已看不到那一件。")),
    NoticeRow("proposers_lapsed_lead", ProposersLapsed, lead, PROPOSAL,
        _l("「%(title)s」已有第一次決定，未回覆的受邀者不列名，貢獻歸您。")),
    NoticeRow("withdrawn", ProposalWithdrawn, proposers, PROPOSAL,
        _l("「%(number)s %(title)s」已由主要提案人撤回。")),
    NoticeRow("discarded", ProposalDiscarded, proposers, PROPOSAL,
        _l("草稿「%(title)s」已由主要提案人捨棄。")),
    NoticeRow("decided_followed", ProposalDecided, followers, PROPOSAL,
        _l("您關注的「%(number)s %(title)s」審查結果：%(outcome)s。")),
)  # fmt: skip
