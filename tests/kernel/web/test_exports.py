"""Tables as files a spreadsheet opens."""

import csv
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from urllib.parse import unquote
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from flask_babel import lazy_gettext as _l
from hypothesis import given
from hypothesis import strategies as st

from innovation_hub.kernel.errors import NotFound
from innovation_hub.kernel.web.exports import Table, table_response

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
SIGNS = "=+-@\t\r\n＝＋－＠"
HOSTILE = st.builds(str.__add__, st.sampled_from(SIGNS), st.text())
TYPED = [
    ("115-0042", 3, 2.5, Decimal("12.50"), date(2026, 8, 2), True, None),
    (_l("民政課"), -1, 0.0, Decimal("0"), datetime(2026, 8, 2, 6, 2, 5, 999, tzinfo=UTC), False, ""),
]
PROPOSALS = Table("提案清單", ("編號", "件數", "分數", "金額", "日期", "採行", "備註"), TYPED)


def one_cell(value):
    return Table("表", ("欄",), [(value,)])


def sheet(response):
    with ZipFile(BytesIO(response.data)) as book:
        return ElementTree.fromstring(book.read("content.xml")).find(f".//{TABLE}table")


def cells(response):
    return [[cell(found) for found in row] for row in sheet(response).iter(f"{TABLE}table-row")]


def cell(found):
    kind = found.get(f"{OFFICE}value-type")
    value = found.get(f"{OFFICE}{'' if kind == 'float' else f'{kind}-'}value")
    return kind, "".join(found.itertext()) if kind == "string" else value


def rows(response):
    return list(csv.reader(StringIO(response.data.decode("utf-8-sig"), newline="")))


def test_csv_is_utf_8_with_its_mark_and_line_ends_of_windows():
    assert table_response(PROPOSALS, "csv").data.decode() == (
        "\ufeff編號,件數,分數,金額,日期,採行,備註\r\n"
        "115-0042,3,2.5,12.50,2026-08-02,TRUE,\r\n"
        "民政課,-1,0.0,0,2026-08-02 14:02:05,FALSE,\r\n"
    )


def test_ods_keeps_numbers_dates_and_truth():
    assert cells(table_response(PROPOSALS, "ods")) == [
        [("string", heading) for heading in PROPOSALS.columns],
        [
            *[("string", "115-0042"), ("float", "3"), ("float", "2.5"), ("float", "12.50")],
            *[("date", "2026-08-02"), ("boolean", "true"), (None, None)],
        ],
        [
            *[("string", "民政課"), ("float", "-1"), ("float", "0.0"), ("float", "0")],
            *[("date", "2026-08-02T14:02:05"), ("boolean", "false"), ("string", "")],
        ],
    ]


@pytest.mark.parametrize("sign", SIGNS)
def test_a_text_that_begins_like_a_formula_is_marked_as_text_in_csv(sign):
    assert rows(table_response(one_cell(f"{sign}1+1"), "csv"))[1] == [f"'{sign}1+1"]


@given(HOSTILE)
def test_no_text_becomes_a_formula(text):
    assert [row[0][0] for row in rows(table_response(one_cell(text), "csv"))[1:]] == ["'"]
    found = sheet(table_response(one_cell(text), "ods"))
    assert [element for element in found.iter() if element.get(f"{TABLE}formula") is not None] == []


def test_a_heading_that_begins_like_a_formula_is_text_too():
    assert rows(table_response(Table("表", ("=A1",), []), "csv")) == [["'=A1"]]


def test_a_number_below_zero_is_a_number():
    assert rows(table_response(one_cell(-5), "csv"))[1] == ["-5"]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN")])
def test_a_number_that_is_none_is_text(value):
    assert cells(table_response(one_cell(value), "ods"))[1] == [("string", str(value))]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"])), min_size=1, max_size=4))
def test_text_comes_back_as_typed(texts):
    table = Table("表", ["欄"] * len(texts), [[f"字{text}" for text in texts]])
    assert rows(table_response(table, "csv"))[1] == [f"字{text}" for text in texts]
    assert cells(table_response(table, "ods"))[1] == [("string", f"字{text}") for text in texts]


def test_line_breaks_stay_in_their_cell():
    assert rows(table_response(one_cell("第一行\n第二行"), "csv"))[1] == ["第一行\n第二行"]
    assert cells(table_response(one_cell("第一行\n第二行"), "ods"))[1] == [("string", "第一行\n第二行")]


@given(st.text(st.characters(exclude_categories=[])))
def test_no_text_breaks_the_file(text):
    assert len(cells(table_response(one_cell(text), "ods"))) == 2
    assert len(rows(table_response(one_cell(text), "csv"))) == 2


def test_the_file_is_saved_under_its_chinese_name():
    response = table_response(PROPOSALS, "ods")
    assert response.headers["Content-Disposition"] == (
        "attachment; filename=\"table.ods\"; filename*=UTF-8''%E6%8F%90%E6%A1%88%E6%B8%85%E5%96%AE.ods"
    )


@pytest.mark.parametrize(
    ("name", "saved"),
    [
        ("各課室/逾期", "各課室_逾期.csv"),
        ('a"b;c\r\nSet-Cookie: x', "a_b;c_Set-Cookie_ x.csv"),
        ("..", "table.csv"),
        ("", "table.csv"),
        ("提案\u202evsc", "提案_vsc.csv"),
        ("長" * 200, "長" * 80 + ".csv"),
    ],
)
def test_a_file_name_holds_nothing_a_file_system_refuses(name, saved):
    given = table_response(Table(name, ("欄",), []), "csv").headers["Content-Disposition"]
    assert unquote(given.split("UTF-8''")[1]) == saved


def test_a_sheet_is_named_after_its_table_as_far_as_spreadsheets_allow():
    long = Table("[" + "課" * 40, ("欄",), [])
    assert sheet(table_response(long, "ods")).get(f"{TABLE}name") == "_" + "課" * 30


@pytest.mark.parametrize(
    ("form", "mimetype"),
    [("csv", "text/csv; charset=utf-8"), ("ods", "application/vnd.oasis.opendocument.spreadsheet")],
)
def test_a_file_is_saved_and_never_sniffed(form, mimetype):
    headers = table_response(PROPOSALS, form).headers
    assert (headers["Content-Type"], headers["X-Content-Type-Options"]) == (mimetype, "nosniff")


def test_an_unknown_form_is_not_found():
    with pytest.raises(NotFound):
        table_response(PROPOSALS, "exe")
