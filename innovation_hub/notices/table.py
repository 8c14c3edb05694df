"""通知表: who is told what, one row a notice."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from innovation_hub.kernel.events import (
    CaseAssigned,
    CaseDecided,
    CaseRefused,
    CaseReturned,
    CoordinationCancelled,
    CoordinationConcluded,
    CoordinationOpened,
    Event,
    ProposalSubmitted,
    ScorecardSealed,
    TierDueSoon,
    TierEntered,
    TierOverdue,
)
from innovation_hub.kernel.people import Role, holders

PROPOSAL, CASE, MEETING = "/proposals/{proposal_id}", "/reviews/{case_id}", "/coordinations/{coordination_id}"
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
)  # fmt: skip
SENTENCES = {row.kind: row.sentence for row in NOTICES}
