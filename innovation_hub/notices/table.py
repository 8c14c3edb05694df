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
from innovation_hub.kernel.events.proposal import ProposalDecided, ProposalSubmitted
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
from innovation_hub.kernel.office.people import Role, holders

PROPOSAL, CASE, MEETING = "/proposals/{proposal_id}", "/reviews/{case_id}", "/coordinations/{coordination_id}"
MERGE = "/merges/{merge_id}"
DECIDES = {"cross_section": Role.SECRETARIAT, "task_force": Role.HEAD}


@dataclass(frozen=True)
class Row:
    """When the event is told, these people are led to this page by this sentence. `kind` is for ever."""

    kind: str
    event: type[Event]
    told: Callable[[Any], Iterable[int]]
    page: str
    sentence: object


def proposers(event: Any) -> Iterable[int]:
    """Those who wrote it."""
    ids: list[int] = event.proposer_ids
    return ids


def reviewers(event: Any) -> Iterable[int]:
    """Those asked to judge."""
    ids: list[int] = event.reviewer_ids
    return ids


def participants(event: Any) -> Iterable[int]:
    """Those asked to a meeting."""
    ids: list[int] = event.participant_ids
    return ids


def in_charge(event: Any) -> Iterable[int]:
    """Those who hold the tier."""
    ids: list[int] = event.holder_ids
    return ids


def secretariat_beside(event: Any) -> Iterable[int]:
    """The secretariat, without those who are told as holders."""
    return (person.id for person in holders(Role.SECRETARIAT, but=event.holder_ids))


def secretariat(event: Any) -> Iterable[int]:
    """The secretariat."""
    return (person.id for person in holders(Role.SECRETARIAT))


def proposers_and_asker(event: Any) -> Iterable[int]:
    """Those who wrote the two, and whose idea the merge was."""
    return [*event.proposer_ids, event.asker_id]


def followers(event: Any) -> Iterable[int]:
    """Those who follow it and did not write it."""
    return set(event.follower_ids) - set(getattr(event, "proposer_ids", ()))


def deciders_when_all_in(event: ScorecardSealed) -> Iterable[int]:
    """Who decides the tier, once no card is missing."""
    if event.waiting or event.tier not in DECIDES:
        return ()
    return (person.id for person in holders(DECIDES[event.tier]))


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
    Row("decided_followed", ProposalDecided, followers, PROPOSAL,
        _l("您關注的「%(number)s %(title)s」審查結果：%(outcome)s。")),
)  # fmt: skip
SENTENCES = {row.kind: row.sentence for row in NOTICES}
