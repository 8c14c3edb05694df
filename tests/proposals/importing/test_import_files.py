"""Files as offices have them: nothing of them is lost without a word, and the product reads its own export."""

import csv
import io
from datetime import UTC, datetime
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from innovation_hub.kernel import clock
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.tables.workbook import SENTENCES
from proposals.models import Proposal
from tests.accounts.browser import post
from tests.kernel.tables.files import ods, xlsx

NOON = datetime(2026, 8, 3, 4, tzinfo=UTC)
EARLY = datetime(2026, 7, 29, 22, 30, tzinfo=UTC)  # half past six on the 30th in Taipei
UNREADABLE = str(SENTENCES["unreadable"])
IDEA = {"title": "走廊照明感應", "problem": "整夜亮著", "measures": "裝感應器", "benefit": "省電", "category": "other"}


@pytest.fixture
def bring(office, tmp_path):
    """Runs the command on a file with this content; gives its exit status and what it says, without the first lines."""

    def run(content, *options, name="old.csv"):
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        db.session.commit()
        with clock.at(NOON):
            result = office.app.test_cli_runner().invoke(args=["proposals", "import", str(file), *options])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        said = [line for line in result.output.splitlines() if line != name and not line.startswith("讀成")]
        return result.exit_code, said

    return run


def report(imported, already=0, refused=0):
    return f"匯入 imported {imported}, 已有 already there {already}, 未收 refused {refused}"


def kept():
    columns = (Proposal.year, Proposal.title)
    found = [tuple(row) for row in db.session.execute(select(*columns).order_by(Proposal.id))]
    db.session.commit()
    return found


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        (
            "id,title,date\n1,櫃檯叫號合併,2024-05-01\n2,影印機節電,2024-06-01\n",
            "id,title,date\n1,戶外休憩椅汰換,2025-05-01\n2,里鄰公告電子化,2025-06-01\n",
            "",
        ),
        ("編號,提案名稱,年度\n1,志工表揚,113\n", "編號,提案名稱,年度\n1,志工表揚,114\n", ""),
        ("提案名稱,送出日期\n節能減碳,113/3/1\n", "提案名稱,送出日期\n節能減碳,114/3/1\n", ""),
        ("提案名稱,課室\n節能減碳,民政課\n", "提案名稱,課室\n節能減碳,社會課\n", ""),
    ],
)
def test_numbers_and_titles_may_begin_anew(bring, first, second, third):
    rows = len(first.splitlines()) - 1
    assert bring(first) == (0, [report(rows)])
    assert bring(second) == (0, [report(rows)])
    before = kept()
    assert len(before) == 2 * rows
    assert bring(first) == (0, [report(0, rows)])
    assert bring(second) == (0, [report(0, rows)])
    assert kept() == before


def test_the_same_number_with_another_title_in_one_year_is_refused_with_both(bring):
    said = "第 3 列 row 3: id 114年的編號「1」已經是「舊椅汰換」，這一列是「公告電子化」。"
    assert bring("id,title\n1,舊椅汰換\n1,公告電子化\n") == (1, [said, report(1, 0, 1)])
    assert bring("id,title\n1,公告電子化\n")[1][-1] == report(0, 0, 1)
    said = "第 2 列 row 2: id 編號「1」已經在系統裡，但這些欄位不同：現況問題。"
    assert bring("id,title,problem\n1,舊椅汰換,裂了\n") == (1, [said, report(0, 0, 1)])
    assert kept() == [(114, "舊椅汰換")]


def test_what_an_earlier_version_brought_in_is_known(bring):
    assert bring("id,title,date\n7,舊案,2024-05-01\n") == (0, [report(1)])
    db.session.scalars(select(Proposal)).unique().one().source = "import:7"
    db.session.commit()
    assert bring("id,title,date\n7,舊案,2024-05-01\n7,新案,2025-05-01\n") == (0, [report(1, 1)])
    assert kept() == [(113, "舊案"), (114, "新案")]


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        ('title,problem\n跑馬燈,"字太小\n量體溫,排隊\n哺乳室,找不到\n', "a.csv", (1, report(2, 0, 1))),
        ('title\n"便民"櫃檯\n夜間服務\n', "a.csv", (1, report(1, 0, 1))),
        ('提案名稱\t現況問題\n跑馬燈\t"字太小\n量體溫\t排隊\n', "a.txt", (1, report(1, 0, 1))),
        ("提案名稱,現況問題\n跑馬燈,字太小\n".encode("cp950"), "a.csv", (0, report(1))),
        ("提案名稱\t現況問題\n跑馬燈\t字太小\n".encode("utf-16"), "a.txt", (0, report(1))),
        ("提案名稱;現況問題\n跑馬燈;字太小\n", "a.csv", (0, report(1))),
        ("\ufeff\ufefftitle,problem\n跑馬燈,字太小\n", "a.csv", (0, report(1))),
        ("提案名稱,現況問題,送出日期\n跨里巡守,人力不足,114/05/06\n", "a.csv", (0, report(1))),
        ("名稱,日期\n一,民國114年5月6日\n二,2025/5/6\n三,99/5/6\n", "a.csv", (1, report(2, 0, 1))),
        (xlsx(("a", [["提案名稱", "送出日期"], ["一", 45783], ["二", "1140506"]])), "a.xlsx", (0, report(2))),
        (ods(("a", [["提案名稱", "現況問題"], ["一", "二"]])), "a.ods", (0, report(1))),
        ('[\n{"title": "一"},\n{"title": "二"}\n]\n', "a.json", (0, report(2))),
        ("", "a.csv", (2, "Error: 檔案是空的。")),
        ("title\n", "a.csv", (2, "Error: 檔案裡沒有資料列。")),
        (
            b"PK\x03\x04" + bytes(range(256)),
            "a.xlsx",
            (2, f"Error: {UNREADABLE}"),
        ),
        ("colour\nred\n", "a.csv", (2, "Error: 表頭沒有認得的欄位。第一列是：colour")),
        ('{"colour": "red"}\n', "a.jsonl", (1, report(0, 0, 1))),
    ],
    ids=lambda value: value[1] if isinstance(value, tuple) else "",
)
def test_every_row_is_imported_or_named(bring, content, name, said):
    status, lines = bring(content, name=name)
    assert (status, lines[-1]) == said


def test_the_command_says_what_it_took_the_file_for(office, tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes("提案名稱;現況問題\n跑馬燈;字太小\n".encode("cp950"))
    said = office.app.test_cli_runner().invoke(args=["proposals", "import", str(file), "--dry-run"]).output
    assert said.splitlines()[0] == (
        '讀成 read as CSV (;), Big5 (CP950); 1 列 rows; 第一列 first row: {"title": "跑馬燈", "problem": "字太小"}'
    )


@pytest.fixture
def exported(office, bring):
    """Downloads the list: an imported proposal whose title looks like a formula, and a submitted one."""
    bring("提案名稱,類別,課室,決定,送出日期\n=1+1 的提案,對外服務,人文課,採行,112/5/4\n''=2,,,不受理,112/5/5\n")
    with clock.at(EARLY):
        amy = office.api("amy")
        amy.post(f"/proposals/{amy.post('/proposals', IDEA).json['id']}/submit")
    office.settle()

    def download(form, language="zh"):
        client = office.client("sec")
        post(client, "/language", language=language)
        return client.get(f"/proposals.{form}").data

    return download


def test_a_day_is_exported_as_the_office_lived_it(exported):
    rows = list(csv.DictReader(io.StringIO(exported("csv").decode("utf-8-sig"), newline="")))
    assert [(row["提案名稱"], row["送出日期"]) for row in rows] == [
        ("走廊照明感應", "2026-07-30"),
        ("''=2", "2023-05-05"),
        ("'=1+1 的提案", "2023-05-04"),
    ]
    assert b"2026-07-30" in ZipFile(io.BytesIO(exported("ods"))).read("content.xml")


@pytest.mark.parametrize(("form", "language"), [("csv", "zh"), ("ods", "zh"), ("csv", "en")])
def test_the_export_can_be_read_back(bring, exported, form, language):
    content = exported(form, language)
    assert (b"Title" in content) == (language == "en")
    assert bring(content, name=f"list.{form}") == (0, [report(0, 3)])


@pytest.mark.parametrize("form", ["csv", "ods"])
def test_the_export_gives_the_same_records_elsewhere(bring, exported, form):
    content = exported(form)
    found = db.session.scalars(select(Proposal).order_by(Proposal.id)).unique().all()
    asked = [facts(one) for one in found[:2]]
    for one in found:
        one.number = one.source = None
    db.session.commit()
    said = "第 2 列 row 2: stage 狀態「審查中」不是已有結果的案件，不能匯入。"
    assert bring(content, name=f"list.{form}") == (1, [said, report(2, 0, 1)])
    came = select(Proposal).where(Proposal.source.is_not(None)).order_by(Proposal.id.desc())
    assert [facts(one) for one in db.session.scalars(came).unique()] == asked


def facts(one):
    return one.title, one.category, one.section_id, one.outcome, one.submitted_at, one.stage
