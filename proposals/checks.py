"""提案的檢查: what may stand in a field, and what must stand there before submission."""

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from innovation_hub.kernel.errors import Invalid
from innovation_hub.kernel.office.people import sections
from innovation_hub.kernel.office.service_items import ServiceItem
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.text.cleaning import is_text, many_lines, one_line
from proposals.fields import BY_KEY, CATEGORIES, NEEDED, ORIGINS, Field


def check_answers(answers: dict[str, Any]) -> dict[str, Any]:
    """The answers cleaned, details apart; Invalid names each field that is too long or not one of its choices."""
    taken: dict[str, Any] = {"details": {}}
    faults: dict[str, object] = {}
    for key, value in answers.items():
        fault = _take(taken, key, value)
        if fault:
            faults[key] = fault
    if faults:
        raise Invalid(**faults)
    return taken


def check_complete(answers: dict[str, str]) -> None:
    """Invalid names each field that must be filled before submission and is not."""
    empty = {key: _("「%(field)s」還沒有寫。", field=BY_KEY[key].label) for key in NEEDED if not answers[key].strip()}
    if empty:
        raise Invalid(_("送出前請補上尚未填寫的欄位。"), **empty)


def _take(taken: dict[str, Any], key: str, value: Any) -> str | None:
    if key in BY_KEY:
        return _take_text(taken, BY_KEY[key], value)
    if key in CHOICES:
        taken[key] = value
        return None if value in CHOICES[key] else _("請從清單中選一項。")
    if key == "cooperating":
        taken[key] = value = list(value or ())
        known = {section.key for section in sections()}
        return None if set(value) <= known else _("有課室不在清單內。")
    if key == "service_item":
        return _take_service_item(taken, value)
    raise TypeError(f"a proposal has no field {key}")


CHOICES = {"category": CATEGORIES, "origin": ORIGINS}


def _take_text(taken: dict[str, Any], field: Field, value: Any) -> str | None:
    if not is_text(value or ""):
        return _("「%(field)s」有無法儲存的字元。請刪去後再送一次。", field=field.label)
    text = one_line(value) if field.lines == 1 else many_lines(value)
    if len(text) > field.limit:
        return _(
            "「%(field)s」最多 %(limit)s 字，目前 %(length)s 字。",
            field=field.label,
            limit=field.limit,
            length=len(text),
        )
    (taken if field.step == 1 else taken["details"])[field.key] = text
    return None


def _take_service_item(taken: dict[str, Any], key: str | None) -> str | None:
    item = db.session.scalar(select(ServiceItem).where(ServiceItem.key == key)) if key else None
    taken["service_item_id"] = item.id if item else None
    return None if item or not key else _("服務項目不在目錄內。")
