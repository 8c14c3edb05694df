"""表在哪裡: the sheet that holds the table, the row that is its head, and cells as they were before an export."""

import re
from collections.abc import Sequence

from flask_babel import gettext as _

from innovation_hub.kernel.errors import Invalid
from innovation_hub.kernel.tables.heads import Heads
from innovation_hub.kernel.tables.table import MOST_COLUMNS, Record
from innovation_hub.kernel.tables.workbook import Sheet

LOOKED_AT = 10
GUARDED = re.compile("'(?='*[=+\\-@\t\r\n＝＋－＠])")  # the exports' guard against formulas (kernel/web/exports)


def unguarded(record: Record) -> Record:
    """The record without the apostrophes that an export puts before what a spreadsheet would take for a formula."""
    cells = [cell[1:] if GUARDED.match(cell) else cell for cell in record.cells]
    return Record(record.number, record.line, cells, record.fault)


def head_of(found: Sequence[Record], heads: Heads) -> tuple[list[str], Sequence[Record], list[str]]:
    """The head, the records after it, and what is said of rows before it; Invalid where there is no head."""
    written = [n for n, one in enumerate(found) if not one.is_blank][:LOOKED_AT]
    if not written:
        raise Invalid(_("檔案裡沒有資料列。"))
    best = next((n for n in written if _known(found[n], heads) > (n != written[0])), written[0])
    head, skipped = found[best], written.index(best)
    if head.fault:
        raise Invalid(_("表頭（第 %(line)s 行）：%(fault)s", line=head.line, fault=head.fault.message))
    cells = [cell.strip() for cell in head.cells]
    while cells and not cells[-1]:
        cells.pop()
    if len(cells) > MOST_COLUMNS:
        raise Invalid(_("欄數太多：最多 %(most)s 欄，表頭有 %(count)s 欄。", most=MOST_COLUMNS, count=len(cells)))
    if not _known(head, heads):
        raise Invalid(_("表頭沒有認得的欄位。第一列是：%(head)s", head="、".join(cells)[:200]))
    said = _("表頭在第 %(number)s 列，前面 %(count)s 列沒有讀。", number=head.number, count=skipped)
    return cells, found[best + 1 :], [said] if skipped else []


def chosen(found: Sequence[Sheet], heads: Heads, name: str | None) -> tuple[Sheet, list[str]]:
    """The sheet to read: the one named, else the only one with a known head; Invalid where several could be meant."""
    filled = [sheet for sheet in found if sheet.records]
    named = [sheet for sheet in filled if name in (None, sheet.name)]
    if not named:
        raise Invalid(_("檔案裡沒有資料列。") if not filled else _("沒有「%(name)s」這張工作表。", name=name))
    fitting = [sheet for sheet in named if any(_known(one, heads) for one in sheet.records[:LOOKED_AT])] or named
    if len(fitting) > 1:
        names = "、".join(sheet.name for sheet in fitting)
        raise Invalid(sheet=_("有幾張工作表都有資料：%(names)s。請指定一張。", names=names))
    others = [sheet.name for sheet in filled if sheet is not fitting[0]]
    notes = [_("沒有讀的工作表：%(names)s。", names="、".join(others))] if others else []
    return fitting[0], notes


def _known(record: Record, heads: Heads) -> int:
    return sum(map(heads.knows, record.cells))
