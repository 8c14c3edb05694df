"""提案的欄位: what a proposal says, one row a field; forms, API, revisions and differences follow this table."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from innovation_hub.kernel.office.answers import ANSWERS

CATEGORIES = {
    "public_service": _l("對外服務"),
    "internal_management": _l("內部管理"),
    "other": _l("其他創新"),
}
ORIGINS = {
    "free": _l("自由提案"),
    "themed_call": _l("主題徵件"),
    "already_carried_out": _l("實施提案"),
    "voice": _l("源自民意"),
    "circle": _l("品管圈"),
}


@dataclass(frozen=True)
class Field:
    """One field: `limit` in characters; `step` of the form it stands in; `needed` before it may be submitted."""

    key: str
    label: str
    hint: str
    limit: int
    step: int = 2
    lines: int = 3
    needed: bool = False


FIELDS = (
    Field("title", ANSWERS["title"], _l("一句話說出要改什麼"), 100, 1, 1, True),
    Field("problem", ANSWERS["problem"], _l("現在哪裡不好？誰受影響？有數字更好"), 3000, 1, 6, True),
    Field("measures", ANSWERS["measures"], _l("要怎麼做？誰做？需要什麼？"), 5000, 1, 8, True),
    Field("benefit", ANSWERS["benefit"], _l("做了會好多少？省下多少時間、紙張、往返？"), 3000, 1, 5, True),
    Field("cost", ANSWERS["cost"], _l("沒有就寫「無」"), 500),
    Field("schedule", ANSWERS["schedule"], _l("分幾步、各到什麼時候"), 1000),
    Field("legal_impact", ANSWERS["legal_impact"], _l("要修正哪些規定？不確定可以先留白"), 1000),
    Field("risks", ANSWERS["risks"], _l("什麼可能出差錯，怎麼預防"), 1000),
    Field("references", ANSWERS["references"], _l("其他機關作法、網址、文號"), 1000),
)
NEEDED = tuple(field.key for field in FIELDS if field.needed)
DETAILS = tuple(field for field in FIELDS if field.step == 2)
BY_KEY = {field.key: field for field in FIELDS}
