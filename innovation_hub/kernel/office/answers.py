"""提案說的話: the labels of what a proposal says, for who writes and who judges it."""

from flask_babel import lazy_gettext as _l

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
