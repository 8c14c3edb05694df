"""A file is previewed and imported in the browser and by a program; each row is told, and nobody else may."""

from io import BytesIO

import pytest
from sqlalchemy import func, select

from innovation_hub.kernel import clock
from innovation_hub.kernel.events.journal import Entry
from innovation_hub.kernel.storage.session import db
from proposals.models import Proposal
from tests.accounts.browser import post
from tests.kernel.tables.files import ods, xlsx
from tests.proposals.forms import errors
from tests.proposals.importing.test_import_files import NOON

ROWS = [
    ["編號", "提案名稱", "送出日期"],
    ["1", "櫃檯叫號", "114/5/6"],
    ["2", "影印節電", "99/5/6"],
    ["", "櫃檯叫號", "114/5/6"],
]
CSV = "".join(",".join(row) + "\n" for row in [*ROWS, ["1", "櫃檯叫號", "114/05/06"]])
TOLD = [
    (2, "import", "櫃檯叫號", 114, []),
    (3, "refuse", "影印節電", None, [("date", "date")]),
    (4, "import", "櫃檯叫號", 114, []),
    (5, "already_there", "櫃檯叫號", 114, []),
]


@pytest.fixture
def send(office):
    """Sends a file by a program of the secretariat, at noon of a day in August."""

    def run(content, query="", login="sec", name="old.csv", **more):
        file = (BytesIO(content if isinstance(content, bytes) else content.encode()), name)
        with clock.at(NOON):
            program = office.api(login)
            address = f"/api/v1/proposals/import{query}"
            return program.client.post(address, headers=program.headers, data={"file": file, **more})

    return run


def count():
    found = db.session.scalar(select(func.count()).select_from(Proposal))
    db.session.commit()
    return found


def told(answer):
    return [
        (row["row"], row["action"], row["title"], row["year"], [(one["field"], one["code"]) for one in row["errors"]])
        for row in answer.json["rows"]
    ]


def test_a_preview_tells_each_row_and_changes_nothing(send):
    answer = send(CSV, "?preview=1")
    assert answer.status_code == 200
    assert told(answer) == TOLD
    counts = {key: answer.json[key] for key in ("preview", "imported", "already_there", "refused", "read_as", "notes")}
    assert counts == {
        "preview": True, "imported": 2, "already_there": 1, "refused": 1, "read_as": "CSV, UTF-8", "notes": [],
    }  # fmt: skip
    assert count() == 0


def test_without_preview_it_is_imported_and_the_second_time_it_is_there(send, office):
    assert told(send(CSV)) == TOLD
    assert count() == 2
    assert [action for _, action, *_ in told(send(CSV))] == [
        "already_there",
        "refuse",
        "already_there",
        "already_there",
    ]
    assert count() == 2
    by = db.session.scalars(select(Entry.by_id).where(Entry.name == "proposal.imported")).all()
    assert by == [office.person("sec").id] * 2


def test_rows_of_a_workbook_and_a_row_with_a_broken_quotation_are_told_alike(send):
    for write, name in ((xlsx, "old.xlsx"), (ods, "old.ods")):
        answer = send(write(("提案", ROWS)), "?preview=true", name=name)
        assert told(answer) == TOLD[:3]
    answer = send('title,problem\n甲,"乙\n丙,丁\n', "?preview=1")
    broken, sound = answer.json["rows"]
    assert (broken["line"], broken["action"], sound["action"], sound["errors"]) == (2, "refuse", "import", [])
    [fault] = broken["errors"]
    assert (fault["field"], fault["code"]) == ("", "broken_quotation")
    assert fault["message"].startswith("引號沒有結束。")


def test_what_rows_do_not_say_is_asked_beside_the_file(send):
    answer = send("title\n甲\n", "?year=110&section=社會課&proposer=amy")
    assert (answer.json["imported"], answer.json["rows"][0]["year"]) == (1, 110)
    one = db.session.scalars(select(Proposal)).unique().one()
    assert (one.section.key, one.proposers[0].employee.login) == ("social", "amy")


@pytest.mark.parametrize(
    ("content", "query", "field"),
    [
        ("", "?preview=1", None),
        (b"%PDF-1.7", "", None),
        ("title\n甲\n", "?year=200", "year"),
        ("title\n甲\n", "?section=mars", "section"),
        ("title\n甲\n", "?proposer=nobody", "proposer"),
        ("title\n甲\n", "?encoding=klingon", "encoding"),
        ("title\n甲\n", "?colour=red", "colour"),
        (xlsx(("a", ROWS), ("b", ROWS)), "", "sheet"),
    ],
)
def test_what_cannot_be_read_is_a_problem(send, content, query, field):
    answer = send(content, query)
    assert (answer.status_code, answer.content_type) == (422, "application/problem+json")
    assert [*answer.json.get("errors", {})] == ([field] if field else [])
    assert count() == 0


def test_a_file_is_needed_and_may_be_larger_than_what_is_typed(send, office):
    program = office.api("sec")
    answer = program.client.post("/api/v1/proposals/import", headers=program.headers, data={"year": "114"})
    assert (answer.status_code, answer.json["errors"]) == (422, {"file": "請附上檔案。"})
    answer = send("title,problem\n甲," + "長" * 1_000_000 + "\n", "?preview=1")
    assert (answer.status_code, answer.json["imported"]) == (200, 1)
    assert send(b"x" * 30_000_000).status_code == 413


def upload(client, content, then, **fields):
    return post(client, "/proposals/import", file=(BytesIO(content.encode()), "old.csv"), then=then, **fields)


def test_in_the_browser_it_is_previewed_and_then_imported(office):
    client = office.client("sec")
    assert "認得的欄位" in client.get("/proposals/import").text
    with clock.at(NOON):
        shown = upload(client, CSV, "preview")
        assert (shown.status_code, count()) == (200, 0)
        assert "會匯入 2 列，已經有 1 列，不能收 1 列。" in shown.text
        assert shown.text.index("影印節電") < shown.text.index("櫃檯叫號")
        assert "送出日期：日期「99/5/6」有幾種讀法：1999-05-06、2010-05-06。" in shown.text
        done = upload(client, CSV, "import")
    assert (done.status_code, count()) == (200, 2)
    assert "匯入了 2 列，已經有 1 列，沒有收 1 列。" in done.text


def test_a_form_that_does_not_hold_comes_back_with_its_sentence(office):
    client = office.client("sec")
    assert errors(post(client, "/proposals/import", then="import")) == {"file": "請附上檔案。"}
    assert errors(upload(client, "", "import")) == {"file": "檔案是空的。"}
    assert errors(upload(client, "title\n甲\n", "import", year="abc")) == {
        "year": "年度請填民國年，例如 114，不晚於今年。"
    }
    assert count() == 0


def test_the_list_leads_to_the_import_for_who_may(office):
    assert "/proposals/import" in office.client("sec").get("/proposals").text
    assert "/proposals/import" not in office.client("amy").get("/proposals").text
