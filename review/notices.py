"""預審的通知: who is told what of a case, one row a notice."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l

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
from innovation_hub.kernel.module.recipients import in_charge, proposers, reviewers
from innovation_hub.kernel.module.rows import NoticeRow
from innovation_hub.kernel.office.people import Role, holders

PROPOSAL = "/proposals/{proposal_id}"
CASE = "/reviews/{case_id}"
DECIDES = {"cross_section": Role.SECRETARIAT, "task_force": Role.HEAD}


def secretariat_beside(event: Any) -> Iterable[int]:
    """The secretariat, without those who are told as holders."""
    return (person.id for person in holders(Role.SECRETARIAT, but=event.holder_ids))


def deciders_when_all_in(event: ScorecardSealed) -> Iterable[int]:
    """Who decides the tier, once no card is missing."""
    if event.waiting or event.tier not in DECIDES:
        return ()
    return (person.id for person in holders(DECIDES[event.tier]))


NOTICES = (
    NoticeRow("entered", TierEntered, in_charge, CASE,
        _l("「%(number)s %(title)s」進入%(tier)s，請於 %(due)s 前處理。")),
    NoticeRow("assigned", CaseAssigned, reviewers, CASE,
        _l("請您審查「%(number)s %(title)s」（%(tier)s），%(due)s 前送出評分。")),
    NoticeRow("all_in", ScorecardSealed, deciders_when_all_in, CASE,
        _l("「%(number)s %(title)s」%(tier)s的評分已全部送出，可以決定了。")),
    NoticeRow("due_soon", TierDueSoon, in_charge, CASE,
        _l("「%(number)s %(title)s」%(tier)s期限將屆，請於 %(due)s 前處理。")),
    NoticeRow("overdue", TierOverdue, in_charge, CASE,
        _l("「%(number)s %(title)s」%(tier)s已逾期（期限 %(due)s），請儘快處理。")),
    NoticeRow("overdue_watch", TierOverdue, secretariat_beside, CASE,
        _l("「%(number)s %(title)s」%(tier)s已逾期（期限 %(due)s），請協助催辦。")),
    NoticeRow("returned", CaseReturned, proposers, PROPOSAL,
        _l("「%(number)s %(title)s」退回補正，請看補正意見，修改後再送出。")),
    NoticeRow("refused", CaseRefused, proposers, PROPOSAL,
        _l("「%(number)s %(title)s」不受理，理由寫在提案頁。")),
    NoticeRow("decided", CaseDecided, proposers, PROPOSAL,
        _l("「%(number)s %(title)s」審查結果：%(outcome)s。")),
)  # fmt: skip
