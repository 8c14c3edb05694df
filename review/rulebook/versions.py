"""修訂作業規定: a new version of the rulebook, checked as a whole; it holds for the cases that begin from now on."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from innovation_hub.kernel import clock
from innovation_hub.kernel.errors import Clash, Invalid
from innovation_hub.kernel.events import journal
from innovation_hub.kernel.events.review import RulebookPublished
from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.policy import table as policy
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.text.cleaning import one_line
from review.rulebook.models import Rulebook, spare_keys

POINTS = 100
LIMITS = {"days": (1, 60), "least": (1, 13), "most": (1, 13), "returns": (0, 5), "points": (1, POINTS)}
NAME_LIMIT, SENTENCE_LIMIT, REASON_LIMIT = 20, 100, 200
Rules = Mapping[str, Any]
Faults = dict[str, object]


def publish(rules: Rules, reason: str, on: int, by: Employee, base: int | None = None) -> Rulebook:
    """The next version after `on`, the one the person has seen; new rows are named for `base`, where that is another.

    Clash when another came meanwhile; Invalid names each line that cannot be, as `days_section` or `check_complete`.
    """
    policy.require(by, "rulebook.edit")
    current, reason = Rulebook.current(), one_line(reason)
    if current.version != on:
        raise Clash
    if faults := _faults(rules) | _reason_fault(reason):
        raise Invalid(**faults)
    if rules == current.rules:
        raise Invalid(_("內容與現行版本相同，沒有要發布的修訂。"))
    book = Rulebook(version=on + 1, rules=_named_for(rules, base, on), reason=reason, since=clock.now())
    db.session.add(book)
    db.session.flush()
    journal.record(RulebookPublished(rulebook_id=book.version, reason=reason), by)
    return book


def _named_for(rules: Rules, base: int | None, on: int) -> dict[str, Any]:
    """The rules with new rows named for the version they come with: another row may bear that name by now."""
    named = dict(rules)
    for kind in ("criteria", "checks", "refusals") if base not in (None, on) else ():
        rows = [row | {"key": _renamed(str(row["key"]), spare_keys(base or 0), spare_keys(on))} for row in rules[kind]]
        named[kind] = rows
    return named


def _renamed(key: str, old: str, new: str) -> str:
    return new + key.removeprefix(old) if key.startswith(old) else key


def _faults(rules: Rules) -> Faults:
    found: Faults = {}
    for tier in rules["tiers"]:
        found |= _tier_faults(tier)
    for row in rules["criteria"]:
        found |= _criterion_faults(row)
    points = sum(row["max"] or 0 for row in rules["criteria"])
    if points != POINTS:
        found["criteria"] = _("評分標準的配分合計須為 100 分，目前 %(points)s 分。", points=points)
    return found | _list_faults("check", rules["checks"]) | _list_faults("refusal", rules["refusals"])


def _tier_faults(tier: Rules) -> Faults:
    key, (least, most) = tier["key"], tier["cards"]
    given = {"days": tier["days"], "least": least, "most": most, "returns": tier["returns"]}
    found: Faults = {f"{name}_{key}": fault for name, value in given.items() if (fault := _number_fault(name, value))}
    if not found and least > most:
        found[f"most_{key}"] = _("最多人數不能比最少人數少。")
    return found


def _criterion_faults(row: Rules) -> Faults:
    found = {
        f"criterion_{row['key']}": _text_fault(row["label"], NAME_LIMIT),
        f"points_{row['key']}": _number_fault("points", row["max"]),
        f"anchors_{row['key']}": _anchors_fault(row["anchors"]),
    }
    return {name: fault for name, fault in found.items() if fault}


def _anchors_fault(anchors: list[list[str]]) -> str:
    if any(not marks or not sentence for marks, sentence in anchors):
        return _("每行一段，寫成「21–25：說明」。")
    return next((fault for _marks, sentence in anchors if (fault := _text_fault(sentence, SENTENCE_LIMIT))), "")


def _list_faults(kind: str, rows: list[Rules]) -> Faults:
    """Of a list of sentences; one that stands there twice is told at the later one."""
    if not rows:
        return {f"{kind}s": _("檢核項目與不受理情形至少各留一項。")}
    seen: set[str] = set()
    found: Faults = {}
    for row in rows:
        fault = _("這一項與前面的重複。") if row["label"] in seen else _text_fault(row["label"], SENTENCE_LIMIT)
        seen.add(row["label"])
        if fault:
            found[f"{kind}_{row['key']}"] = fault
    return found


def _number_fault(name: str, value: int | None) -> str:
    low, high = LIMITS[name]
    fits = value is not None and low <= value <= high
    return "" if fits else _("請填 %(low)s 到 %(high)s 的整數。", low=low, high=high)


def _text_fault(text: str, limit: int) -> str:
    if not text:
        return _("這一欄必填。")
    if len(text) > limit:
        return _("最多 %(limit)s 字，目前 %(length)s 字。", limit=limit, length=len(text))
    return ""


def _reason_fault(reason: str) -> Faults:
    fault = _text_fault(reason, REASON_LIMIT)
    return {"reason": fault} if fault else {}
