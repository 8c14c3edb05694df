"""Text is kept as typed: rare characters, names, line ends; only what nobody can see is taken out."""

import pytest
from sqlalchemy import select

from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.storage.session import db
from tests.accounts.browser import post
from tests.proposals.steps import GOOD, draft, submitted

RARE = "𡘙𠮷里的公告"


def test_a_rare_character_comes_back_as_it_was_typed_everywhere(office):
    program, id = submitted(office, title=RARE, problem=f"{RARE}看不清楚")
    office.settle()
    assert program.get(f"/proposals/{id}").json["title"] == RARE
    assert [one["title"] for one in program.get("/proposals?q=𡘙").json["items"]] == [RARE]
    client = office.client("amy")
    assert [
        RARE in client.get(page).text
        for page in (f"/proposals/{id}", "/proposals", "/", f"/proposals/{id}/revisions/1")
    ] == [True] * 4
    assert RARE in client.get("/proposals.csv").get_data().decode("utf-8-sig")
    chief = office.api("chief.civil")
    [case] = chief.get("/reviews?todo=1").json["items"]
    assert (case["title"], chief.get(f"/reviews/{case['id']}").json["dossier"]["problem"]) == (RARE, f"{RARE}看不清楚")


def test_a_name_with_a_rare_character_is_shown_as_it_is_written(office):
    db.session.scalars(select(Employee).where(Employee.login == "amy")).unique().one().name = "林𡘙如"
    db.session.commit()
    program, id = submitted(office)
    assert program.get(f"/proposals/{id}").json["proposers"] == [
        {"login": "amy", "name": "林𡘙如", "share": 100, "agreed": True}
    ]
    assert "林𡘙如" in office.client("chief.civil").get(f"/proposals/{id}").text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("甲\u200f\u202e乙", "甲乙"),
        ("\ufeff甲\u0000 \t 乙\n丙", "甲 乙 丙"),
        ("e\u0301 é ﬁ 臺台 ﾊ 👩", "e\u0301 é ﬁ 臺台 ﾊ 👩"),
    ],
)
def test_a_title_loses_what_nobody_sees_and_nothing_else(office, typed, kept):
    program, id = draft(office, title=typed)
    assert program.get(f"/proposals/{id}").json["title"] == kept


def test_lines_end_as_lines_do(office):
    program, id = draft(office, problem=" 一\r\n\r\n二\r三\n ")
    assert program.get(f"/proposals/{id}").json["problem"] == "一\n\n二\n三"


@pytest.mark.parametrize(
    "typed", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7 * 7 }}", "%(x)s"]
)
def test_text_that_looks_like_code_is_text(office, typed):
    client = office.client("amy")
    assert post(client, "/proposals/new", **GOOD | {"title": typed, "problem": typed}).status_code == 302
    [one] = office.api("amy").get("/proposals").json["items"]
    assert one["title"] == typed
    page = client.get(f"/proposals/{one['id']}").text
    assert (typed in page) == ("<" not in typed)
