"""Text with separators: encodings and separators are found, and a broken quotation costs its own row only."""

import csv
import io
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innovation_hub.kernel.errors import Invalid
from innovation_hub.kernel.tables.delimited import records
from innovation_hub.kernel.tables.reading import read_table
from tests.kernel.tables.files import HEADS, read

WAITING, SIGN = {"title": "量測體溫站", "problem": "排隊久"}, {"title": "哺乳室指標", "problem": "找不到"}
BROKEN = ["broken_quotation"]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            'title,problem\n跑馬燈改版,"字太小\n量測體溫站,排隊久\n哺乳室指標,找不到\n',
            [
                (2, 2, BROKEN),
                (3, 3, WAITING),
                (4, 4, SIGN),
            ],
        ),
        ('title\n"便民"櫃檯再造\n夜間服務\n', [(2, 2, BROKEN), (3, 3, {"title": "夜間服務"})]),
        (
            'title,problem\n甲,"一\n乙,"二"\n丙,"三""四"\n',
            [(2, 2, BROKEN), (3, 3, {"title": "乙", "problem": "二"}), (4, 4, {"title": "丙", "problem": '三"四'})],
        ),
        ('title\tproblem\n甲\t"一\n乙\t二\n', [(2, 2, BROKEN), (3, 3, {"title": "乙", "problem": "二"})]),
        ('title,problem\n甲,"兩\n行"\n乙,"三\n', [(2, 2, {"title": "甲", "problem": "兩\n行"}), (3, 4, BROKEN)]),
        ('title\n24"螢幕\n', [(2, 2, {"title": '24"螢幕'})]),
    ],
)
def test_a_broken_quotation_costs_the_row_it_stands_in(text, rows):
    assert read(text) == rows


@given(st.lists(st.lists(st.text(st.sampled_from('a,"\n;\t '), max_size=6), min_size=2, max_size=3), min_size=1))
def test_what_a_program_writes_is_read_as_it_was(rows):
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    assert [list(one.cells) for one in records(text.getvalue(), ",")] == rows


@given(st.text(st.sampled_from('a,"\n'), min_size=1, max_size=60))
def test_every_line_is_in_one_row_whatever_the_quotation_marks(text):
    found = list(records(text, ","))
    begins = [one.line for one in found] + [text.count("\n") + (not text.endswith("\n")) + 1]
    lines = [following - begin for begin, following in pairwise(begins)]
    assert begins[0] == 1
    assert min(lines) > 0
    assert {count for one, count in zip(found, lines, strict=True) if one.fault} <= {1}


TITLES = "編號,提案名稱,現況問題\n1,櫃檯叫號,排隊久\n2,影印節電,耗電\n"
FOUND = [
    (2, 2, {"id": "1", "title": "櫃檯叫號", "problem": "排隊久"}),
    (3, 3, {"id": "2", "title": "影印節電", "problem": "耗電"}),
]


@pytest.mark.parametrize(
    "content",
    [
        TITLES.encode(),
        TITLES.encode("utf-8-sig"),
        b"\xef\xbb\xbf" + TITLES.encode("utf-8-sig"),
        TITLES.encode("cp950"),
        TITLES.replace("\n", "\r\n").encode("cp950"),
        TITLES.replace(",", "\t").encode("utf-16"),
        TITLES.encode("utf-16-be"),
        TITLES.replace(",", "\t").encode("utf-16-le"),
        TITLES.encode("utf-32"),
        TITLES.replace(",", "\t").encode(),
        TITLES.replace(",", ";").encode(),
        ("sep=;\n" + TITLES.replace(",", ";")).encode("cp950"),
        TITLES.replace("\n", "\r").encode(),
        TITLES.replace("提案名稱", " 提案 名稱＊ ").encode(),
        (TITLES + "\n,,\n  , ,\n").encode(),
    ],
)
def test_encoding_and_separator_are_found(content):
    found = [(number, cells) for number, _, cells in read(content, "old.txt")]
    first = 3 if content.startswith(b"sep") else 2
    assert found == [(first, FOUND[0][2]), (first + 1, FOUND[1][2])]


@pytest.mark.parametrize(
    ("written", "name"),
    [("堃喆", b"\xfa\xe2\xfb\xed"), ("\ue311\uf6b1", b"\x8e\x40\xc6\xa1"), ("碁銹", "碁銹".encode("cp950"))],
)
def test_characters_beyond_big5_are_read(written, name):
    content = b"title\n" + (written.encode("big5hkscs") if written == "堃喆" else name) + "櫃檯\n".encode("cp950")
    [(_, _, cells)] = read(content)
    assert cells["title"].endswith("櫃檯")
    assert not any("\ud800" <= sign <= "\udfff" for sign in cells["title"])
    assert written != "堃喆" or cells["title"] == "堃喆櫃檯"


def test_an_unreadable_character_is_named_by_row_and_field():
    content = "title,problem\n甲,乙\n丙,".encode() + b"\xff\xfe\n" + "丁,戊\n".encode()
    assert read(content) == [
        (2, 2, {"title": "甲", "problem": "乙"}),
        (3, 3, ["unreadable"]),
        (4, 4, {"title": "丁", "problem": "戊"}),
    ]
    [fault] = read_table(content, "a.csv", HEADS).rows[1].faults
    assert fault.field == "problem"


@pytest.mark.parametrize("name", ["cp950", "utf-8", "UTF-16"])
def test_an_encoding_that_is_given_is_used(name):
    assert read(TITLES.encode(name), encoding=name) == FOUND


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("title,title\n甲,甲\n乙,丙\n丁,\n,戊\n", [{"title": "甲"}, ["two_values"], {"title": "丁"}, {"title": "戊"}]),
        ("提案名稱,Title\n甲,乙\n丙,丙\n", [["two_values"], {"title": "丙"}]),
        ("title,備忘\n甲,\n乙,記得\n", [{"title": "甲"}, ["unknown_field"]]),
        ("title,problem\n甲,乙,丙\n丁,戊,\n", [["unknown_field"], {"title": "丁", "problem": "戊"}]),
        ("title,problem\n甲,#REF!\n", [["formula_error"]]),
        ("title\n'=1+1\n''=2\n'好'\n", [{"title": "=1+1"}, {"title": "'=2"}, {"title": "'好'"}]),
    ],
)
def test_what_a_cell_says_is_kept_or_named(text, rows):
    assert [cells for _, _, cells in read(text)] == rows


def test_a_head_below_a_caption_is_found_and_told():
    found = read_table("永安區公所提案清單\n\n編號,提案名稱\n1,甲\n".encode(), "a.csv", HEADS)
    assert [(row.number, row.cells) for row in found.rows] == [(4, {"id": "1", "title": "甲"})]
    assert found.notes == ["表頭在第 3 列，前面 1 列沒有讀。"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "檔案是空的。"),
        (b"\xef\xbb\xbf\r\n", "檔案裡沒有資料列。"),
        (b"title\n", "檔案裡沒有資料列。"),
        (b"colour,size\nred,3\n", "表頭沒有認得的欄位。第一列是：colour、size"),
        (b'title,"problem\n', "表頭（第 1 行）：引號沒有結束。請補上結尾的引號，或把開頭的引號改成兩個。"),
        (bytes(range(256)) * 40, "這不是文字檔，或編碼讀不出來。請用試算表另存成 XLSX、ODS 或 CSV，或指定編碼。"),
        (b"%PDF-1.7 \n", "這是 PDF 檔，不是表格。請用試算表另存成 XLSX、ODS 或 CSV。"),
        (b"<html><table>", "這是 HTML 檔，不是表格。請用試算表另存成 XLSX、ODS 或 CSV。"),
        (b"title" + b"," * 1_000_000 + b"x\n1\n", "欄數太多：最多 200 欄，表頭有 1000001 欄。"),
        (b"title\n" + b"x\n" * 20_001, "列數太多：最多 20000 列。請分成幾個檔案。"),
        (b"title\n" + b"x" * 20_000_000, "檔案太大：最多 20 MB。請分成幾個檔案。"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_no_table_is_named_as_such(content, says):
    with pytest.raises(Invalid) as refused:
        read(content)
    assert str(refused.value.detail) == says
