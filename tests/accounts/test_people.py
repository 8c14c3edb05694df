"""The list of people: searched by words, one section alone, and as a table."""

import csv
import io

FIRST = ["姓名", "帳號", "課室", "職稱", "職務", "在職"]


def table(office, address):
    answer = office.client("admin").get(address)
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))


def test_the_table_holds_what_the_page_shows(office):
    assert table(office, "/people.csv?q=chief.civil") == [
        FIRST,
        ["黃俊嘉", "chief.civil", "民政課", "課長", "課室主管", "TRUE"],
    ]
    assert {row[2] for row in table(office, "/people.csv?section=social")[1:]} == {"社會課"}


def test_who_nobody_is_called_is_told_so(office):
    page = office.client("admin").get("/people?q=貓頭鷹").text
    assert ("沒有符合的同仁" in page, "<table" in page) == (True, False)
