"""表頭: the names a module knows its columns by, and the cells of a row under them."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from flask_babel import force_locale
from flask_babel import gettext as _

from innovation_hub.kernel.tables.encodings import unreadable
from innovation_hub.kernel.tables.table import Fault, Record, Row

LANGUAGES = ("zh_Hant_TW", "en")
PASSED_OVER = str.maketrans("", "", "*_:()")
ERRORS = ("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!")


def fold(name: str) -> str:
    """A head or a choice without regard to width, case, blanks, and signs such as the * of a needed field."""
    text = unicodedata.normalize("NFKC", name).casefold().translate(PASSED_OVER)
    return "".join(sign for sign in text if not sign.isspace() and unicodedata.category(sign) != "Cf")


def in_all_languages(label: object) -> set[str]:
    """A translated label in each language of the product."""
    found = set()
    for language in LANGUAGES:
        with force_locale(language):
            found.add(str(label))
    return found


class Heads:
    """The columns a module knows: key → its other names, in any language."""

    def __init__(self, names: Mapping[str, Iterable[object]]) -> None:
        self.keys = {fold(key): key for key in names}
        for key, others in names.items():
            for label in others:
                self.keys |= {fold(word): key for word in in_all_languages(label)}

    def key(self, name: str) -> str | None:
        """The key of a column by its name in the file."""
        return self.keys.get(fold(name))

    def knows(self, name: str) -> bool:
        """Whether a column has this name."""
        return fold(name) in self.keys

    def row(self, head: Sequence[str], record: Record) -> Row:
        """The cells of a record under their keys, and what is wrong with them; empty cells are left out."""
        if record.fault:
            return Row(record.number, record.line, {}, (record.fault,))
        pairs = [(head[n] if n < len(head) else "", n, cell) for n, cell in enumerate(record.cells) if cell.strip()]
        cells, faults = self.placed((name.strip() or _nth(n), cell) for name, n, cell in pairs)
        return Row(record.number, record.line, cells, tuple(faults))

    def placed(self, pairs: Iterable[tuple[str, object]]) -> tuple[dict[str, object], list[Fault]]:
        """Values under their keys; what has no key, or comes twice and differs, is a fault."""
        cells: dict[str, object] = {}
        faults: list[Fault] = []
        for name, value in pairs:
            key = self.key(name)
            if fault := _fault(name, key, value, cells):
                faults.append(fault)
            elif key:
                cells[key] = value
        return cells, faults


def _fault(name: str, key: str | None, value: object, cells: Mapping[str, object]) -> Fault | None:
    if key is None:
        return Fault(name, "unknown_field", _("沒有這個欄位。"))
    if isinstance(value, str) and unreadable(value):
        return Fault(key, "unreadable", _("有讀不出來的字元。請確認檔案的編碼。"))
    if isinstance(value, str) and value.strip() in ERRORS:
        return Fault(key, "formula_error", _("這一格是試算表的錯誤值 %(value)s。", value=value.strip()))
    if key in cells and str(cells[key]).strip() != str(value).strip():
        both = {"one": str(cells[key]).strip()[:40], "other": str(value).strip()[:40]}
        return Fault(key, "two_values", _("兩欄都是這個欄位，內容不同：「%(one)s」和「%(other)s」。", **both))
    return None


def _nth(place: int) -> str:
    return _("第 %(nth)s 欄", nth=place + 1)
