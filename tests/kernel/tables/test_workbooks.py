"""Workbooks: XLSX, ODS and XLS give the rows a spreadsheet shows; one that is too much is refused, not read."""

from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from innovation_hub.kernel.errors import Invalid
from innovation_hub.kernel.tables.reading import read_table
from tests.kernel.tables.files import HEADS, ods, read, xlsx

ROWS = [
    ["編號", "提案名稱", "送出日期"],
    [1, "櫃檯叫號", date(2025, 5, 6)],
    ["", "", ""],
    ["乙-2", "影印節電", "114/06/01"],
]
FOUND = [
    (2, 2, {"id": "1", "title": "櫃檯叫號", "date": "2025-05-06"}),
    (4, 4, {"id": "乙-2", "title": "影印節電", "date": "114/06/01"}),
]
FAR = '<row r="1"><c r="A1" t="inlineStr"><is><t>title</t></is></c></row><row r="{}"><c r="{}"><v>1</v></c></row>'


@pytest.mark.parametrize("write", [xlsx, ods])
def test_a_workbook_gives_the_rows_a_spreadsheet_shows(write):
    assert read(write(("提案", ROWS)), "old.bin") == FOUND


@pytest.mark.parametrize("write", [xlsx, ods])
def test_the_sheet_with_the_table_is_found(write):
    book = write(("說明", [["請填下一張"]]), ("提案", ROWS))
    found = read_table(book, "old.xlsx", HEADS)
    assert [row.number for row in found.rows] == [2, 4]
    assert found.notes == ["沒有讀的工作表：說明。"]


def test_of_several_tables_one_is_asked_for():
    book = xlsx(("113", ROWS), ("114", ROWS[:2]))
    with pytest.raises(Invalid) as refused:
        read(book)
    assert str(refused.value.fields["sheet"]) == "有幾張工作表都有資料：113、114。請指定一張。"
    assert read(book, sheet="114") == FOUND[:1]
    with pytest.raises(Invalid):
        read(book, sheet="115")


def stuffed(size):
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * size)
    return file.getvalue()


def archive(name):
    file = BytesIO()
    with ZipFile(file, "w") as found:
        found.writestr(name, "title\n甲\n")
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (xlsx(("a", []), raw=FAR.format(1_048_576, "XFD1048576")), "工作表太大"),
        (xlsx(("a", []), raw=FAR.format(2, "XFD2")), "工作表太大"),
        (stuffed(310_000_000), "這個檔案解開後太大"),
        (archive("word/document.xml"), "這是壓縮檔或其他文件，不是試算表"),
        (archive("old.csv"), "這是壓縮檔或其他文件，不是試算表"),
        (xlsx(("a", ROWS))[:900], "這個檔案的內容讀不出來"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "這個檔案的內容讀不出來"),
        (xlsx(("a", [])), "檔案裡沒有資料列。"),
    ],
    ids=["far", "wide", "bomb", "word", "zip", "cut", "ole", "empty"],
)
def test_a_workbook_that_is_too_much_or_none_is_refused(content, says):
    with pytest.raises(Invalid) as refused:
        read(content, "old.xlsx")
    assert str(refused.value.detail).startswith(says)
