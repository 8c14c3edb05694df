"""Small files as people's programs write them, and what is read of them."""

from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import odswriter

from innovation_hub.kernel.tables.heads import Heads
from innovation_hub.kernel.tables.reading import read_table

HEADS = Heads({"id": ["編號"], "title": ["提案名稱", "title"], "problem": ["現況問題"], "date": ["送出日期"]})
TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/></Types>"""
RELS = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}
</Relationships>"""
REL = '<Relationship Id="rId{}" Target="{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}"/>'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
BOOK = f"""<?xml version="1.0"?><workbook xmlns="{MAIN}"
xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{{}}</sheets></workbook>"""
STYLES = f"""<?xml version="1.0"?><styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts>
<fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>"""


def read(content, name="file.csv", **how):
    """What the file gives: its rows as (number, line, cells or codes of the faults)."""
    content = content if isinstance(content, bytes) else content.encode()
    return [
        (row.number, row.line, [fault.code for fault in row.faults] or row.cells)
        for row in read_table(content, name, HEADS, **how).rows
    ]


def xlsx(*sheets, raw=None):
    """A workbook of sheets given as (name, rows); a date is a number in the format of one. `raw`: XML of a sheet."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", TYPES)
        book.writestr("_rels/.rels", RELS.format(REL.format(1, "xl/workbook.xml", "officeDocument")))
        names = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, (name, _) in enumerate(sheets, 1))
        book.writestr("xl/workbook.xml", BOOK.format(names))
        rels = [REL.format(n, f"worksheets/sheet{n}.xml", "worksheet") for n in range(1, len(sheets) + 1)]
        book.writestr("xl/styles.xml", STYLES)
        rels.append(REL.format(len(sheets) + 1, "styles.xml", "styles"))
        book.writestr("xl/_rels/workbook.xml.rels", RELS.format("".join(rels)))
        for n, (_, rows) in enumerate(sheets, 1):
            data = raw or "".join(f'<row r="{r}">{"".join(map(cell, row))}</row>' for r, row in enumerate(rows, 1))
            sheet = f'<?xml version="1.0"?><worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData></worksheet>'
            book.writestr(f"xl/worksheets/sheet{n}.xml", sheet)
    return file.getvalue()


def cell(value):
    if isinstance(value, date):
        return f'<c s="1"><v>{(value - date(1899, 12, 30)).days}</v></c>'
    if isinstance(value, int | float):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t xml:space="preserve">{value}</t></is></c>'


def ods(*sheets):
    """A workbook of sheets given as (name, rows)."""
    file = BytesIO()
    with odswriter.writer(file) as book:
        for name, rows in sheets:
            book.new_sheet(name, cols=max(map(len, rows))).writerows(rows)
    return file.getvalue()
