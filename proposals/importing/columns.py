"""匯入的欄位: the columns a file may have, with the names by which the office and the exports call them."""

from flask_babel import lazy_gettext as _l

from innovation_hub.kernel.office.answers import ANSWERS
from innovation_hub.kernel.tables.heads import Heads

TEXTS = ("problem", "measures", "benefit")
LABELS = {
    "id": _l("編號"),
    "title": ANSWERS["title"],
    **{key: ANSWERS[key] for key in TEXTS},
    "category": _l("類別"),
    "section": _l("課室"),
    "proposer": _l("提案人"),
    "outcome": _l("決定"),
    "stage": _l("狀態"),
    "date": _l("送出日期"),
    "year": _l("年度"),
    "src": ANSWERS["references"],
}
OTHER_NAMES = {
    "id": ("案號", "提案編號", "案件編號", "number"),
    "title": ("名稱", "案名", "提案", "提案主題", "主題", "提案案名"),
    "problem": ("現況", "問題", "現況與問題", "現況及問題", "現況說明", "問題說明", "current problem"),
    "measures": ("作法", "做法", "具體做法", "改善作法", "改善措施", "建議作法", "建議措施"),
    "benefit": ("效益", "預期成效", "預期效果", "成效", "expected effect"),
    "category": ("提案類別",),
    "section": ("單位", "提案單位", "提案課室", "科室", "department"),
    "proposer": ("主要提案人", "姓名", "提案人姓名", "author"),
    "outcome": ("結果", "審查結果", "決議", "審議結果", "result"),
    "stage": ("status",),
    "date": ("日期", "提案日期", "收件日期", "submitted", "submitted on"),
    "year": ("年", "民國年", "提案年度"),
    "src": ("出處", "來源", "參考", "source"),
}
# Columns of the exports that say nothing of a proposal that has ended; they may stand in a file and are not kept.
PASSED_OVER = {"tier": (_l("級別"),), "due_on": (_l("期限"),), "nth": ("序號", "項次", "no.")}
KEPT = tuple(LABELS)


def heads() -> Heads:
    """All names by which a column is known."""
    names = {key: (LABELS[key], *OTHER_NAMES.get(key, ())) for key in KEPT}
    return Heads({**names, **PASSED_OVER})
