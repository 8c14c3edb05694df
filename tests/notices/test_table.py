"""Who is told what, and that nobody is told twice."""

import pytest
from sqlalchemy import select

from innovation_hub.kernel.events import journal
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
from innovation_hub.kernel.messaging import delivery
from innovation_hub.kernel.module import tables
from innovation_hub.kernel.module.module import modules
from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.storage.session import db, writing
from innovation_hub.notices.models import Notice

NAMED = {"case_id": 7, "proposal_id": 9, "number": "115-0042", "title": "里民活動中心線上預約，省 100% 紙本"}
NAME = "「115-0042 里民活動中心線上預約，省 100% 紙本」"
DUE = {"due_on": "2026-08-12"}
ENTERED = {"tier_label": "跨課室預審", "holder": "莊雅筑", "next_label": "推動小組審議", **DUE}
END = {"tier": "task_force", "reason": "可行", "proposer_ids": ["amy", "ben"]}
DECIDED = {"owner_section_id": None, "control_level": None, "due_on": None, **END}
SENT = {
    "proposal_id": 9,
    "number": "115-0042",
    "title": NAMED["title"],
    "year": 115,
    "revision": 1,
    "category": "service",
}
SENT |= {"section_id": 1, "section_ids": [1, 2]}
SENT |= {"proposer_ids": ["amy", "ben"], "answers": {}}

ENTER = (TierEntered, NAMED | ENTERED | {"tier": "cross_section", "holder_ids": ["sec", "sec2"]})
SEALED = {"case_id": 7, "proposal_id": 9, "reviewer_id": 1}
PEOPLE = ("proposer_ids", "holder_ids", "reviewer_ids", "follower_ids", "participant_ids")
PEOPLE += ("asked_ids", "removed_ids", "lapsed_ids")
BOTH = ["amy", "ben"]
OWN = {"proposal_id": 9, "number": "115-0042", "title": NAMED["title"]}
MERGE = OWN | {"merge_id": 3, "other_id": 8, "other_number": "115-0007"}
ASKED = {"other_title": "線上預約", "portion": 50, "reason": "相同", "proposer_ids": BOTH}
MERGED = MERGE | {"other_title": "線上預約", "proposer_ids": BOTH, "follower_ids": ["ben", "lo.kw"]}
MEETING = {
    "coordination_id": 4,
    "number": "",
    "title": "多國語言公告",
    "proposal_ids": [8, 9],
    "participant_ids": BOTH,
} | DUE
SPLIT = OWN | {"other_id": 10, "other_title": "第二個想法", "reason": "兩件事", "proposer_ids": BOTH}
DRAFT = {"proposal_id": 9, "title": "掃碼"}
ANSWER = {"proposer_id": "ben", "lead_id": "amy"}
TEAM = {"proposer_ids": BOTH, "section_ids": [1]}
#    event          facts                                          by       who reads what
TOLD = [
    (ProposalSubmitted, SENT, "amy", {"ben": f"{NAME}已送出預審，您列名為提案人。"}),
    (*ENTER, None, dict.fromkeys(("sec", "sec2"), f"{NAME}進入跨課室預審，請於 115年8月12日 前處理。")),
    (CaseAssigned, NAMED | DUE | {"tier": "task_force", "reviewer_ids": ["panel1", "panel2"]}, None,
     dict.fromkeys(("panel1", "panel2"), f"請您審查{NAME}（推動小組審議），115年8月12日 前送出評分。")),
    (TierDueSoon, NAMED | DUE | {"tier": "section", "holder_ids": ["chief.civil"]}, None,
     {"chief.civil": f"{NAME}課室自審期限將屆，請於 115年8月12日 前處理。"}),
    (TierOverdue, NAMED | DUE | {"tier": "cross_section", "holder_ids": ["sec", "rev1"]}, None,
     dict.fromkeys(("sec", "rev1"), f"{NAME}跨課室預審已逾期（期限 115年8月12日），請儘快處理。")
     | {"sec2": f"{NAME}跨課室預審已逾期（期限 115年8月12日），請協助催辦。"}),
    (CaseReturned, NAMED | END, "head", dict.fromkeys(("amy", "ben"), f"{NAME}退回補正，請看補正意見，修改後再送出。")),
    (CaseRefused, NAMED | END | {"rule": "too_vague", "rule_label": "內容空泛"}, "head",
     dict.fromkeys(("amy", "ben"), f"{NAME}不受理，理由寫在提案頁。")),
    (CaseDecided, NAMED | DECIDED | {"outcome": "adopt_with_changes"}, "head",
     dict.fromkeys(("amy", "ben"), f"{NAME}審查結果：修正後採行。")),
    (MergeProposed, MERGE | DUE | ASKED, "sec",
     dict.fromkeys(BOTH, f"{NAME}擬併入 115-0007，請於 115年8月12日 前回覆；逾期未回覆視為同意。")),
    (MergeObjected, MERGE | {"reason": "不同"}, "ben",
     dict.fromkeys(("sec", "sec2"), f"{NAME}併入 115-0007 有提案人不同意，請決定。")),
    (MergeDropped, MERGE | {"reason": "不同", "asker_id": "rev1", "proposer_ids": BOTH}, "sec",
     dict.fromkeys((*BOTH, "rev1"), f"{NAME}不併入 115-0007，各自續審。")),
    (ProposalMerged, MERGED, None,
     dict.fromkeys(BOTH, f"{NAME}已併入 115-0007，提案人共同列名，貢獻依議定比重。")
     | {"lo.kw": f"您關注的{NAME}已併入 115-0007。"}),
    (ProposalUnmerged, MERGED | {"stage": "in_review", "reason": "不同"}, "sec",
     dict.fromkeys(BOTH, f"{NAME}併入 115-0007 已復原，各自續審。")
     | {"lo.kw": f"您關注的{NAME}不再併入 115-0007，各自續審。"}),
    (ProposalSplit, SPLIT, "sec",
     dict.fromkeys(BOTH, f"{NAME}裡的第二個想法另立一案，草稿已備好，請改寫後送出。")),
    (SplitUndone, SPLIT, "sec", dict.fromkeys(BOTH, f"{NAME}的拆案已復原，拆出的提案收回。")),
    (CoordinationOpened, MEETING, "sec", dict.fromkeys(BOTH, "請您出席「多國語言公告」的協調，115年8月12日 開會。")),
    (CoordinationConcluded, MEETING | {"outcome": "各自辦理"}, "sec",
     dict.fromkeys(BOTH, "「多國語言公告」的協調已結束，紀錄與結果寫在協調頁。")),
    (CoordinationCancelled, MEETING, "sec",
     dict.fromkeys(BOTH, "「多國語言公告」的協調取消了（原訂 115年8月12日）。")),
    (ProposersNamed, DRAFT | {"asked_ids": ["ben"], "removed_ids": ["lo.kw"], "reason": ""}, "amy",
     {"ben": "請您擔任「掃碼」的共同提案人，請回覆同意或不同意；同意後才算數。",
      "lo.kw": "「掃碼」的共同提案人有更動，您不再列名；您可能已看不到那一件。"}),
    (ProposerConsented, DRAFT | ANSWER | TEAM, "ben", {"amy": "「掃碼」有共同提案人同意列名。"}),
    (ProposerDeclined, DRAFT | ANSWER | {"reason": ""}, "ben", {"amy": "「掃碼」有受邀者不同意列名，貢獻歸您。"}),
    (ProposerLeft, DRAFT | ANSWER | TEAM, "ben", {"amy": "「掃碼」有共同提案人退出，貢獻歸您。"}),
    (ProposersLapsed, DRAFT | {"lead_id": "amy", "lapsed_ids": ["ben"]}, None,
     {"ben": "「掃碼」已有第一次決定，您未回覆的共同提案邀請失效；您可能已看不到那一件。",
      "amy": "「掃碼」已有第一次決定，未回覆的受邀者不列名，貢獻歸您。"}),
    (ProposalWithdrawn, OWN | {"proposer_ids": BOTH}, "amy", {"ben": f"{NAME}已由主要提案人撤回。"}),
    (ProposalDiscarded, DRAFT | {"proposer_ids": BOTH}, "amy", {"ben": "草稿「掃碼」已由主要提案人捨棄。"}),
    (ProposalDecided, OWN | {"outcome": "adopt", "follower_ids": ["lo.kw"]}, None,
     {"lo.kw": f"您關注的{NAME}審查結果：採行。"}),
]  # fmt: skip


def tell(office, event, facts, by=None):
    """Journals the event, with ids where the facts have logins, and lets it be handled."""
    facts = {name: ids(office, value) if name in PEOPLE else value for name, value in facts.items()}
    facts |= {name: office.person(facts[name]).id for name in ("asker_id", "proposer_id", "lead_id") if name in facts}
    author = office.person(by) if by else None
    with writing():
        entry = journal.record(event(**facts), by=author)
        db.session.commit()
    modules()["notices"].reacts[event](entry.event, entry)
    db.session.commit()
    return entry


def ids(office, logins):
    return [office.person(login).id for login in logins]


def read(position):
    """Who reads what of this entry."""
    found = select(Employee.login, Notice).join(Notice, Notice.employee_id == Employee.id)
    rows = db.session.execute(found.where(Notice.position == position))
    return {login: notice.sentence for login, notice in rows.unique()}


@pytest.mark.parametrize(("event", "facts", "by", "told"), TOLD)
def test_those_concerned_read_a_sentence(office, event, facts, by, told):
    assert read(tell(office, event, facts, by).position) == told


def test_every_row_of_the_table_is_tried_here(office):
    assert {row.event for row in tables.rows("notices")} == {row[0] for row in TOLD} | {ScorecardSealed}


@pytest.mark.parametrize(("tier", "deciders"), [("cross_section", ("sec", "sec2")), ("task_force", ("head",))])
def test_the_decider_is_told_when_the_last_card_is_in(office, tier, deciders):
    tell(office, TierEntered, NAMED | ENTERED | {"tier": tier, "holder_ids": ["amy"]})
    labels = {"cross_section": "跨課室預審", "task_force": "推動小組審議"}
    positions = [tell(office, ScorecardSealed, SEALED | {"tier": tier, "waiting": n}, "rev1").position for n in (1, 0)]
    said = f"{NAME}{labels[tier]}的評分已全部送出，可以決定了。"
    assert [read(position) for position in positions] == [{}, dict.fromkeys(deciders, said)]


def test_nobody_decides_apart_from_the_judge_in_the_first_tier(office):
    entry = tell(office, ScorecardSealed, SEALED | {"tier": "section", "waiting": 0}, "rev1")
    assert read(entry.position) == {}


def test_nobody_is_told_of_what_she_did_herself(office):
    assert read(tell(office, CaseReturned, NAMED | END, "amy").position) == {
        "ben": f"{NAME}退回補正，請看補正意見，修改後再送出。"
    }


def test_an_event_handled_again_tells_nobody_again(office):
    entry = tell(office, CaseReturned, NAMED | END)
    first = [(notice.id, notice.read_at) for notice in db.session.scalars(select(Notice))]
    modules()["notices"].reacts[CaseReturned](entry.event, entry)
    db.session.commit()
    assert [(notice.id, notice.read_at) for notice in db.session.scalars(select(Notice))] == first
    assert len(first) == 2


def test_the_queue_brings_a_notice_once(office):
    with writing():
        facts = {**NAMED, **END, "proposer_ids": [office.person("amy").id]}
        entry = journal.record(CaseReturned(**facts))
        db.session.commit()
    office.settle()
    with writing():
        delivery.deliver(modules()["notices"], [entry.stream])
    assert list(read(entry.position)) == ["amy"]


def test_a_notice_keeps_no_more_of_the_event_than_its_sentence_needs(office):
    tell(office, ProposalSubmitted, SENT | {"answers": {"problem": "只有審查人可以看的內容"}}, "amy")
    (notice,) = db.session.scalars(select(Notice))
    assert notice.params == {"number": "115-0042", "title": NAMED["title"]}
