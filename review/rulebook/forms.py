"""修訂的表單: the rulebook in force as a form; a row left empty is dropped, empty rows at the end take new ones."""

from copy import deepcopy
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, HiddenField, IntegerField, StringField, TextAreaField
from wtforms.validators import Optional

from innovation_hub.kernel.text.cleaning import many_lines, one_line
from innovation_hub.kernel.web.forms import Needed, VersionedForm
from review.rulebook.models import Rulebook, spare_keys

SPARE = {"criterion": 1, "check": 2, "refusal": 2}
NUMBERS = {"days": _l("工作天"), "least": _l("評分人數至少"), "most": _l("評分人數至多"), "returns": _l("最多退回次數")}
MARK = "："
AS_KEPT = {"lang": "zh-Hant-TW"}  # the rulebook is written in Chinese, whatever the administrator reads


class RulebookForm(VersionedForm):
    """The rules as they would be; `rulebook_form` adds the rows of `book`, the version they are named for (`base`).

    `version` is the one the person has seen: a later one where she saves over what was published meanwhile.
    """

    unkept = ("reason",)
    base = HiddenField()
    reason = StringField(_l("修訂理由"), [Needed()])
    book: Rulebook

    def tier(self, key: str) -> list[Field]:
        """The fields of one tier."""
        names = [f"{name}_{key}" for name in (*NUMBERS, "aside", "blind")]
        return [self[name] for name in names if name in self]

    def rows(self, kind: str) -> list[tuple[Field, ...]]:
        """The rows of criteria, checks or refusals."""
        parts = ("criterion", "points", "anchors") if kind == "criterion" else (kind,)
        return [tuple(self[f"{part}_{key}"] for part in parts) for key in keys(self.book, kind)]

    def rules(self) -> dict[str, Any]:
        """The rules as they were given."""
        rules = deepcopy(self.book.rules)
        for tier in rules["tiers"]:
            self._amend(tier)
        rules["criteria"] = [row for row in map(self._criterion, keys(self.book, "criterion")) if row]
        rules["checks"], rules["refusals"] = self._sentences("check"), self._sentences("refusal")
        return rules

    def _amend(self, tier: dict[str, Any]) -> None:
        given = {name: self[f"{name}_{tier['key']}"].data for name in NUMBERS if f"{name}_{tier['key']}" in self}
        tier["days"], tier["cards"] = given["days"], [given["least"], given["most"]]
        tier["returns"] = given.get("returns", tier["returns"])
        tier["aside"], tier["blind"] = self[f"aside_{tier['key']}"].data, self[f"blind_{tier['key']}"].data

    def _criterion(self, key: str) -> dict[str, Any] | None:
        label, points = one_line(self[f"criterion_{key}"].data), self[f"points_{key}"].data
        if not label and points is None:
            return None
        lines = many_lines(self[f"anchors_{key}"].data).splitlines()
        return {"key": key, "label": label, "max": points, "anchors": [_anchor(line) for line in lines if line.strip()]}

    def _sentences(self, kind: str) -> list[dict[str, str]]:
        given = [(key, one_line(self[f"{kind}_{key}"].data)) for key in keys(self.book, kind)]
        return [{"key": key, "label": label} for key, label in given if label]


def rulebook_form(book: Rulebook, **sent: Any) -> RulebookForm:
    """The form of this version, filled with it and with what was sent; `formdata=None`: not with that."""
    fields: dict[str, Any] = {"book": book}
    for tier in book.rules["tiers"]:
        fields |= _tier_fields(tier)
    for key in keys(book, "criterion"):
        fields |= {f"criterion_{key}": _words(book, _l("評分項目"), key), f"anchors_{key}": _anchors(book, key)}
        fields[f"points_{key}"] = IntegerField(_l("配分"), [*_needed(book, key), Optional()])
    for kind, label in (("check", _l("檢核項目")), ("refusal", _l("不受理情形"))):
        fields |= {f"{kind}_{key}": _words(book, label, key) for key in keys(book, kind)}
    return type("RulebookFormOfVersion", (RulebookForm,), fields)(data=_filled(book), **sent)  # type: ignore[no-any-return]  # made from RulebookForm above


def keys(book: Rulebook, kind: str) -> list[str]:
    """The keys of the rows: those in force, then the spare ones, named for the version they would come with."""
    rows = {"criterion": "criteria", "check": "checks", "refusal": "refusals"}[kind]
    spare = [f"{_spare(book)}{n}" for n in range(1, SPARE[kind] + 1)]
    return [row["key"] for row in book.rules[rows]] + spare


def _spare(book: Rulebook) -> str:
    return spare_keys(book.version)


def _tier_fields(tier: dict[str, Any]) -> dict[str, Any]:
    asked = [name for name in NUMBERS if name != "returns" or "return" in tier["outcomes"]]
    fields: dict[str, Any] = {
        f"{name}_{tier['key']}": IntegerField(NUMBERS[name], [Needed(), Optional()]) for name in asked
    }
    fields[f"aside_{tier['key']}"] = BooleanField(_l("提案人課室的同仁不參加評分"))
    fields[f"blind_{tier['key']}"] = BooleanField(_l("送出評分前不顯示提案人姓名"))
    return fields


def _number(label: Any) -> IntegerField:
    return IntegerField(label, [Needed(), Optional()])


def _words(book: Rulebook, label: Any, key: str) -> StringField:
    return StringField(label, _needed(book, key), render_kw=AS_KEPT)


def _needed(book: Rulebook, key: str) -> list[Needed]:
    """A row in force is needed as long as it is not dropped as a whole; a spare one is not."""
    return [] if key.startswith(_spare(book)) else [Needed()]


def _anchors(book: Rulebook, key: str) -> TextAreaField:
    return TextAreaField(_l("給分參考"), _needed(book, key), render_kw=AS_KEPT | {"rows": 3})


def _filled(book: Rulebook) -> dict[str, Any]:
    filled: dict[str, Any] = {"base": book.version, "version": book.version}
    for tier in book.rules["tiers"]:
        told = tier | {"least": tier["cards"][0], "most": tier["cards"][1]}
        filled |= {f"{name}_{tier['key']}": told[name] for name in (*NUMBERS, "aside", "blind")}
    for row in book.rules["criteria"]:
        anchors = "\n".join(f"{marks}{MARK}{sentence}" for marks, sentence in row["anchors"])
        filled |= {f"criterion_{row['key']}": row["label"], f"points_{row['key']}": row["max"]}
        filled[f"anchors_{row['key']}"] = anchors
    for kind, rows in (("check", "checks"), ("refusal", "refusals")):
        filled |= {f"{kind}_{row['key']}": row["label"] for row in book.rules[rows]}
    return filled


def _anchor(line: str) -> list[str]:
    marks, _colon, sentence = line.replace(":", MARK, 1).partition(MARK)
    return [marks.strip(), sentence.strip()]
