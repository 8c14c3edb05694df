"""提案說的話: the labels of what a proposal says, for who writes and who judges it, and how two versions differ."""

from difflib import SequenceMatcher

from flask_babel import lazy_gettext as _l
from markupsafe import Markup

ANSWERS = {
    "title": _l("提案名稱"),
    "problem": _l("現況問題"),
    "measures": _l("具體作法"),
    "benefit": _l("預期效益"),
    "cost": _l("所需經費"),
    "schedule": _l("預定期程"),
    "legal_impact": _l("法規影響"),
    "risks": _l("可能風險"),
    "references": _l("參考資料"),
}


def difference(old: str, new: str) -> tuple[Markup, Markup]:
    """Old and new text with what went and what came marked."""
    left, right = Markup(""), Markup("")
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        left += Markup("<del>{}</del>").format(old[a:b]) if kind != "equal" and a < b else old[a:b]
        right += Markup("<ins>{}</ins>").format(new[c:d]) if kind != "equal" and c < d else new[c:d]
    return left, right
