"""預審規則: the tiers, who decides, in how many working days, on which criteria; version 1 of the rulebook."""

from dataclasses import asdict, dataclass
from typing import Any

from innovation_hub.kernel.office.people import Role

CHECKLIST, RUBRIC = "checklist", "rubric"


@dataclass(frozen=True)
class Tier:
    """One level of the pre-review.

    `days` are working days; `cards` is the least and the most reviewers; `aside` has members of the proposers' sections
    step aside; `blind` hides names from scorers until their card is sealed; `returns` is how often the tier may return
    a case.
    """

    key: str
    label: str
    decided_by: Role
    scored_by: Role
    days: int
    asks: str
    cards: tuple[int, int]
    outcomes: tuple[str, ...]
    aside: bool = True
    blind: bool = False
    returns: int = 2


TO_GO_ON = ("pass", "return")
TO_END = ("adopt", "adopt_with_changes", "trial", "keep_for_reference", "not_adopt", "refuse")

TIERS = (
    #    key              label           decided by           scored by           days asks       cards    outcomes
    Tier("section",       "課室自審",     Role.SECTION_CHIEF,  Role.SECTION_CHIEF, 5,  CHECKLIST, (1, 2),  (*TO_GO_ON, "refuse"), aside=False),
    Tier("cross_section", "跨課室預審",   Role.SECRETARIAT,    Role.REVIEWER,      7,  RUBRIC,    (2, 3),  TO_GO_ON, blind=True),
    Tier("task_force",    "推動小組審議", Role.HEAD,           Role.TASK_FORCE,    10, RUBRIC,    (3, 13), TO_END, returns=0),
)  # fmt: skip


@dataclass(frozen=True)
class Criterion:
    """One line of the rubric: `max` points, and what full, middling and poor look like."""

    key: str
    label: str
    max: int
    anchors: tuple[tuple[str, str], ...]


CRITERIA = (
    Criterion("innovation", "創新性", 25, (
        ("21–25", "本所或他機關都還沒有的做法"),
        ("13–20", "他處已有，本所首次採用並有調整"),
        ("0–12", "現行做法的小幅延伸"),
    )),
    Criterion("feasibility", "可行性", 25, (
        ("21–25", "人力、經費、法規都已備妥，三個月內可做"),
        ("13–20", "需要協調或少量經費，年度內可做"),
        ("0–12", "關鍵條件尚無著落"),
    )),
    Criterion("benefit", "效益性", 30, (
        ("25–30", "受益人數多或省下的時間、紙張有數字可查"),
        ("15–24", "效益明確，但只及於部分對象"),
        ("0–14", "效益說不清楚或無法衡量"),
    )),
    Criterion("diffusion", "擴散性", 10, (
        ("9–10", "其他課室或機關可直接採用"),
        ("5–8", "調整後可採用"),
        ("0–4", "只適用於單一情形"),
    )),
    Criterion("completeness", "完整性", 10, (
        ("9–10", "問題、作法、效益、期程與風險都交代清楚"),
        ("5–8", "主要內容完整，細節待補"),
        ("0–4", "缺漏較多"),
    )),
)  # fmt: skip

CHECKS = (
    ("complete", "現況問題、具體作法、預期效益三項都已寫明"),
    ("real", "問題確實存在，且屬本所業務或可由本所促成"),
    ("not_refused", "不屬於任何一項不受理情形"),
    ("new", "近兩年沒有相同內容的提案，或有新的理由"),
)

REFUSALS = (
    ("defect_without_method", "只指出缺失而沒有提出作法"),
    ("already_planned", "已奉核定或已列入計畫辦理中"),
    ("too_vague", "內容空泛，無法判斷要做什麼"),
    ("repeats_refused", "與不採行之前案內容相同，且無新理由"),
    ("proposer_not_staff", "提案人不是本所同仁"),
    ("personnel_matter", "屬個人福利、升遷或考績事項"),
    ("asks_interpretation", "僅請求解釋法令（建議修法者不在此限）"),
    ("petition_or_complaint", "屬陳情、檢舉或申訴，應循其他程序"),
)


def rules() -> dict[str, Any]:
    """The rules above as one document, ready to be kept as a version of the rulebook."""
    return {
        "tiers": [asdict(tier) for tier in TIERS],
        "criteria": [asdict(criterion) for criterion in CRITERIA],
        "checks": [{"key": key, "label": label} for key, label in CHECKS],
        "refusals": [{"key": key, "label": label} for key, label in REFUSALS],
    }
