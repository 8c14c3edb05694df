"""讀一個檔案: what it is, and its rows under the names of a module; a file that is no table is refused as such."""

from itertools import islice, pairwise

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from innovation_hub.kernel.errors import Invalid
from innovation_hub.kernel.tables import workbook
from innovation_hub.kernel.tables.delimited import MARKS, SEPARATOR_LINE, records, separator
from innovation_hub.kernel.tables.encodings import PRIVATE_USE, Text, decode
from innovation_hub.kernel.tables.heads import Heads
from innovation_hub.kernel.tables.json_rows import objects
from innovation_hub.kernel.tables.placing import chosen, head_of, unguarded
from innovation_hub.kernel.tables.table import MOST_BYTES, MOST_ROWS, Fault, Reading, Row

TABLES, OBJECTS = (".csv", ".tsv", ".tab"), (".jsonl", ".ndjson", ".json")
STRANGERS = {b"%PDF": "PDF", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"\x1f\x8b": "gzip", b"{\\rtf": "RTF"}
NO_ROWS = _l("檔案裡沒有資料列。")


def read_table(
    content: bytes, name: str, heads: Heads, encoding: str | None = None, sheet: str | None = None
) -> Reading:
    """The rows of a file; Invalid where the whole file is not what can be imported."""
    if len(content) > MOST_BYTES:
        raise Invalid(_("檔案太大：最多 %(most)s MB。請分成幾個檔案。", most=MOST_BYTES // 1_000_000))
    _refuse_strangers(content)
    if kind := workbook.kind(content):
        return _checked(_from_workbook(workbook.sheets(content), kind, heads, sheet))
    text = decode(content, encoding)
    plain = Text(text.content.replace("\r\n", "\n").replace("\r", "\n"), text.encoding)
    return _checked(_from_json(plain, heads) if _is_json(plain.content, name) else _from_text(plain, heads))


def _refuse_strangers(content: bytes) -> None:
    if not content.strip():
        raise Invalid(_("檔案是空的。"))
    found = next((name for first, name in STRANGERS.items() if content.startswith(first)), None)
    if content[:200].lstrip().lower().startswith((b"<html", b"<!doctype", b"<table")):
        found = "HTML"
    if found:
        raise Invalid(_("這是 %(kind)s 檔，不是表格。請用試算表另存成 XLSX、ODS 或 CSV。", kind=found))


def _checked(found: Reading) -> Reading:
    if not found.rows:
        raise Invalid(NO_ROWS)
    if len(found.rows) > MOST_ROWS:
        raise Invalid(_("列數太多：最多 %(most)s 列。請分成幾個檔案。", most=MOST_ROWS))
    return found


def _is_json(text: str, name: str) -> bool:
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    if ending in TABLES:
        return False
    return ending in OBJECTS or text.lstrip().startswith(("{", "["))


def _from_json(text: Text, heads: Heads) -> Reading:
    found = list(islice(objects(text.content), MOST_ROWS + 1))
    in_order = all(one.line < other.line for one, other in pairwise(found))
    rows = []
    for nth, one in enumerate(found, 1):
        number = one.line if in_order else nth
        if one.pairs is None:
            rows.append(Row(number, number, {}, (Fault("", "not_an_object", _("這一列不是 JSON 物件。")),)))
            continue
        cells, faults = heads.placed((key, value) for key, value in one.pairs if value not in (None, ""))
        rows.append(Row(number, number, cells, tuple(faults)))
    return Reading(f"JSON, {text.name}", (), rows, _doubts(text))


def _from_text(text: Text, heads: Heads) -> Reading:
    mark = separator(text.content, heads.knows)
    said = SEPARATOR_LINE.match(text.content)
    found = list(islice(records(text.content, mark), MOST_ROWS * 5))[1 if said else 0 :]
    head, rest, notes = head_of(found, heads)
    rows = [heads.row(head, unguarded(one)) for one in rest if not one.is_blank]
    return Reading(f"{MARKS[mark]}, {text.name}", tuple(head), rows, _doubts(text) + notes)


def _from_workbook(found: list[workbook.Sheet], kind: str, heads: Heads, name: str | None) -> Reading:
    sheet, notes = chosen(found, heads, name)
    head, rest, more = head_of(sheet.records, heads)
    return Reading(f"{kind}, {sheet.name}", tuple(head), [heads.row(head, one) for one in rest], notes + more)


def _doubts(text: Text) -> list[str]:
    count = len(PRIVATE_USE.findall(text.content))
    return [_("有 %(count)s 個造字，在別的電腦上可能顯示不出來。", count=count)] if count else []
