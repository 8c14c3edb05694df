"""決定: the outcomes of the pre-review, in the words of the glossary (domain: Decision)."""

from flask_babel import lazy_gettext as _l

OUTCOMES = {
    "adopt": _l("採行"),
    "adopt_with_changes": _l("修正後採行"),
    "trial": _l("試辦"),
    "keep_for_reference": _l("錄案參考"),
    "not_adopt": _l("不採行"),
    "refuse": _l("不受理"),
}
ADOPTED = ("adopt", "adopt_with_changes", "trial")
CONTROL_LEVELS = {"head": _l("區長列管"), "task_force": _l("推動小組列管"), "section": _l("課室自行列管")}
TIERS = {"section": _l("課室自審"), "cross_section": _l("跨課室預審"), "task_force": _l("推動小組審議")}
