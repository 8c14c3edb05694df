"""Proposals of earlier years are brought in from a file: each row once, each fault in a sentence, nothing cut."""

import csv
import io
import json
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from innovation_hub.kernel import clock
from innovation_hub.kernel.events.journal import Entry
from innovation_hub.kernel.office.people import section_named
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.tables.table import Row
from proposals.importing.bring_in import bring_in
from proposals.importing.import_record import Rest
from proposals.models import Proposal, Revision
from proposals.numbers import Counter
from tests import real_texts

CORPUS = real_texts.FOLDER / "long.corpus.jsonl"
NOON = datetime(2026, 8, 3, 4, tzinfo=UTC)
WHOLE = {
    "id": "k-7",
    "title": "圖書室延長開放",
    "problem": "下班後民眾進不來。",
    "measures": "週三開到晚上九點。",
    "benefit": "上班族也能借書。",
    "category": "internal_management",
    "section": "culture",
    "proposer": "yang.yh",
    "outcome": "adopt",
    "date": "2023-05-04",
    "src": "舊檔案第三冊",
}
ROWS = [WHOLE, {"id": "k-8", "title": "路燈報修地圖"}]


def lines(rows):
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def table(rows):
    text = io.StringIO()
    writer = csv.DictWriter(text, list(WHOLE))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


@pytest.fixture
def bring(office, tmp_path):
    """Runs the command on a file with this content; gives what it says after the progress bar."""

    def run(content, *options, name="old.jsonl"):
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        db.session.commit()
        with clock.at(NOON):
            result = office.app.test_cli_runner().invoke(args=["proposals", "import", str(file), *options])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        lines = [line for line in result.output.splitlines() if line != name and not line.startswith("讀成 read as")]
        assert result.exit_code == ("未收 refused 0" not in lines[-1]) + ("Error:" in lines[-1]), result.output
        return lines

    return run


def report(imported, already=0, refused=0):
    return f"匯入 imported {imported}, 已有 already there {already}, 未收 refused {refused}"


def kept():
    """Everything an import writes, whole."""
    tables = [model.__table__ for model in (Proposal, Revision, Counter, Entry)]
    found = [db.session.execute(select(one).order_by(*one.primary_key)).all() for one in tables]
    db.session.commit()
    return found


def brief():
    columns = (Proposal.number, Proposal.title, Proposal.stage, Proposal.outcome, Proposal.source)
    found = [tuple(row) for row in db.session.execute(select(*columns).order_by(Proposal.id))]
    db.session.commit()
    return found


def test_a_row_becomes_a_decided_proposal_everyone_may_read(office, bring):
    assert bring(lines([WHOLE])) == [report(1)]
    office.settle()
    [line] = office.api("ben").get("/proposals").json["items"]
    shown = office.api("ben").get(f"/proposals/{line['id']}").json
    del shown["id"]
    assert shown == {
        "number": "112-0001",
        "title": "圖書室延長開放",
        "stage": "decided",
        "tier": None,
        "revision": 1,
        "year": 112,
        "category": "internal_management",
        "outcome": "adopt",
        "due_on": None,
        "section": {"key": "culture", "name": "人文課"},
        "submitted_at": "2023-05-04T04:00:00+00:00",
        "version": 1,
        "problem": "下班後民眾進不來。",
        "measures": "週三開到晚上九點。",
        "benefit": "上班族也能借書。",
        "details": {"references": "舊檔案第三冊"},
        "origin": "free",
        "cooperating": [],
        "proposers": [{"login": "yang.yh", "name": "楊苡涵", "share": 100, "agreed": True}],
        "note": None,
        "holder": None,
        "decision": None,
        "created_at": "2026-08-03T04:00:00+00:00",
        "changed_at": "2026-08-03T04:00:00+00:00",
    }
    assert office.client("ben").get(f"/proposals/{line['id']}").status_code == 200


def test_what_a_row_does_not_say_is_taken_from_the_command(office, bring):
    bring(lines([{"id": "1", "title": "甲"}]))
    bring(lines([{"id": "2", "title": "乙"}]), "--year", "110", "--section", "social", "--proposer", "amy")
    bring(lines([{"id": "3", "title": "丙", "proposer": "ben"}]), "--year", "115")
    found = [
        (one.number, one.section.key, one.proposers[0].employee.login, one.category, one.outcome, one.submitted_at)
        for one in db.session.scalars(select(Proposal).order_by(Proposal.id)).unique()
    ]
    assert found == [
        ("114-0001", "secretariat", "sec", "other", "keep_for_reference", datetime(2025, 12, 31, 4, tzinfo=UTC)),
        ("110-0001", "social", "amy", "other", "keep_for_reference", datetime(2021, 12, 31, 4, tzinfo=UTC)),
        ("115-0001", "social", "ben", "other", "keep_for_reference", NOON),
    ]


def test_it_is_told_with_all_it_says(office, bring):
    bring(lines([WHOLE]))
    entry = db.session.scalars(select(Entry)).one()
    id = db.session.scalars(select(Proposal.id)).one()
    assert (entry.name, entry.stream, entry.sequence, entry.by_id) == ("proposal.imported", f"proposal:{id}", 1, None)
    answers = {key: WHOLE[key] for key in ("title", "problem", "measures", "benefit")}
    answers |= {"cost": "", "schedule": "", "legal_impact": "", "risks": "", "references": "舊檔案第三冊"}
    assert entry.body == {
        "proposal_id": id,
        "number": "112-0001",
        "year": 112,
        "title": "圖書室延長開放",
        "category": "internal_management",
        "section_id": section_named("culture").id,
        "outcome": "adopt",
        "answers": answers,
    }
    revision = db.session.scalars(select(Revision)).one()
    assert (revision.revision, revision.answers) == (1, answers)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "bom"])
@pytest.mark.parametrize(
    ("write", "name"), [(lines, "old.jsonl"), (lines, "old"), (table, "old.CSV"), (table, "old.txt")]
)
def test_json_lines_and_tables_say_the_same(bring, write, name, mark):
    assert bring(mark + write(ROWS).encode(), name=name) == [report(2)]
    assert brief() == [
        ("112-0001", "圖書室延長開放", "decided", "adopt", "import:112:k-7"),
        ("114-0001", "路燈報修地圖", "decided", "keep_for_reference", "import:114:k-8"),
    ]


def test_choices_may_be_given_by_name(bring):
    named = {"title": "甲", "category": "對外服務", "section": "民政課", "outcome": "試辦"}
    assert bring(lines([named])) == [report(1)]
    one = db.session.scalars(select(Proposal)).unique().one()
    assert (one.category, one.section.key, one.outcome) == ("public_service", "civil", "trial")


def test_one_that_was_not_accepted_stands_apart_as_it_would_today(bring):
    bring(lines([{"id": 5, "title": "甲", "outcome": "refuse"}]))
    assert brief() == [("114-0001", "甲", "not_accepted", "refuse", "import:114:5")]


def test_a_second_run_changes_nothing(bring):
    rows = [*ROWS, {"title": "沒有編號的舊案", "problem": "同樣的字就是同一件。"}]
    assert bring(lines(rows)) == [report(3)]
    before = kept()
    assert bring(lines(rows)) == [report(0, 3)]
    assert kept() == before


def test_the_same_row_twice_in_a_file_is_one_proposal(bring):
    assert bring(lines([*ROWS, ROWS[0]])) == [report(2, 1)]
    assert len(brief()) == 2


def test_a_dry_run_says_what_a_run_would_do_and_does_nothing(bring):
    before = kept()
    assert bring(lines([*ROWS, ROWS[0], {"id": "x"}]), "--dry-run") == [
        "第 4 列 row 4: title 沒有提案名稱，也沒有內容可以代替。",
        report(2, 1, 1) + " (試跑 dry run)",
    ]
    assert kept() == before


UNREADABLE, NOT_TEXT, BLANK = "有讀不出來的字元。請確認檔案的編碼。", "須為文字。", "內容是空白。"
FAULTS = [
    ({"id": "1", "problem": ""}, "title 沒有提案名稱，也沒有內容可以代替。"),
    ({"title": "長" * 301}, "title 最多 300 字，目前 301 字。"),
    ({"title": "甲", "id": "9" * 201}, "id 最多 200 字，目前 201 字。"),
    ({"title": 3}, f"title {NOT_TEXT}"),
    ({"title": "甲", "problem": ["乙"]}, f"problem {NOT_TEXT}"),
    ({"title": "甲", "id": True}, f"id {NOT_TEXT}"),
    ({"title": "\u200f \u200b"}, f"title {BLANK}"),
    ({"title": "甲\ud800"}, f"title {UNREADABLE}"),
    ({"title": "甲", "colour": "red"}, "colour 沒有這個欄位。"),
    ({"title": "甲", "self": "x", "detail": "y"}, "self 沒有這個欄位。", "detail 沒有這個欄位。"),
    ({"title": "甲", "category": "etc"}, "category 清單中沒有「etc」。"),
    ({"title": "甲", "section": "mars"}, "section 清單中沒有「mars」。"),
    ({"title": "甲", "proposer": "nobody"}, "proposer 清單中沒有「nobody」。"),
    ({"title": "甲", "outcome": "won"}, "outcome 清單中沒有「won」。"),
    ({"title": "甲", "date": "99/5/4"}, "date 日期「99/5/4」有幾種讀法：1999-05-04、2010-05-04。請寫成西元年-月-日。"),
    ({"title": "甲", "date": "2026-08-04"}, "date 日期須在 1912-01-01 到 2026-08-03 之間。"),
    ({"title": "甲", "date": "1911-12-31"}, "date 日期須在 1912-01-01 到 2026-08-03 之間。"),
]


def test_each_fault_is_told_with_row_and_field_and_the_others_go_on(bring):
    rows = [row for row, *_ in FAULTS]
    content = "".join(json.dumps(row) + "\n" for row in [ROWS[0], *rows, ROWS[1]])
    said = [f"第 {n} 列 row {n}: {fault}" for n, (_, *faults) in enumerate(FAULTS, 2) for fault in faults]
    assert bring(content) == [*said, report(2, 0, len(FAULTS))]
    assert [title for _, title, *_ in brief()] == ["圖書室延長開放", "路燈報修地圖"]


@pytest.mark.parametrize("line", ["[1]", '"甲"', "{", "null", "[" * 100_000, '{"id": ' + "9" * 5000 + "}"])
def test_a_line_that_is_no_object_is_told(bring, line):
    assert bring(f"{line}\n{lines(ROWS)}") == ["第 1 列 row 1:  這一列不是 JSON 物件。", report(2, 0, 1)]


def test_text_in_another_encoding_is_refused_row_by_row(bring):
    content = b"id,title\n1," + "停車".encode("big5") + b"\n2,\xe7\x94\xb2\n"
    assert bring(content, name="old.csv") == [f"第 2 列 row 2: title {UNREADABLE}", report(1, 0, 1)]


def test_rows_of_a_table_are_counted_as_a_spreadsheet_does(bring):
    content = 'id,title,problem\n1,甲,"兩\n行"\n\n2,,\n3,乙,丙,多的\n'
    assert bring(content, name="old.csv") == [
        "第 4 列 row 4 (第 5 行 line 5): title 沒有提案名稱，也沒有內容可以代替。",
        "第 5 列 row 5 (第 6 行 line 6): 第 4 欄 沒有這個欄位。",
        report(1, 0, 2),
    ]


def test_long_texts_and_rare_characters_are_kept_whole(bring):
    text = "𡘙\u2028" * 20_000
    assert bring(lines([{"title": "長" * 300, "problem": text}])) == [report(1)]
    one = db.session.scalars(select(Proposal)).unique().one()
    assert (one.title, one.problem) == ("長" * 300, text.strip().replace("\u2028", "\n"))


def test_the_beginning_of_the_text_stands_in_for_a_title(bring):
    bring(lines([{"id": "1", "problem": "第一行\n第二行"}, {"id": "2", "title": "", "measures": "字" * 61}]))
    assert [title for _, title, *_ in brief()] == ["第一行 第二行", "字" * 60 + "…"]


def test_numbers_run_on_without_gaps_in_each_year(office, bring):
    with clock.at(NOON):
        amy = office.api("amy")
        given = {key: WHOLE[key] for key in ("title", "problem", "measures", "benefit", "category")}
        for _ in range(2):
            amy.post(f"/proposals/{amy.post('/proposals', given).json['id']}/submit")
    days = ["2025-01-02", "2026-01-02", "2025-03-04", "2026-02-30", "2026-08-03"]
    bring(lines([{"id": str(n), "title": "甲", "date": day} for n, day in enumerate(days)]))
    assert [number for number, *_ in brief()] == [
        "115-0001",
        "115-0002",
        "114-0001",
        "114-0002",
        "115-0003",
        "115-0004",
    ]


def test_an_import_that_breaks_off_has_kept_whole_batches(office):
    def rows():
        for n in range(1, 251):
            yield Row(n, n, {"id": str(n), "title": f"第{n}案"})
        raise OSError

    with clock.at(NOON), pytest.raises(OSError):
        bring_in(rows(), Rest(114, office.person("sec")))
    db.session.rollback()
    assert [number for number, *_ in brief()] == [f"114-{n:04}" for n in range(1, 201)]
    assert len(kept()[3]) == 200


@pytest.mark.parametrize(
    "options", [("--year", "116"), ("--year", "0"), ("--section", "mars"), ("--proposer", "nobody")], ids=" ".join
)
def test_an_option_that_means_nothing_stops_before_the_first_row(bring, options):
    assert f"Error: Invalid value for {options[0]}" in bring(lines(ROWS), *options)[-1]
    assert brief() == []


@real_texts.needed
def test_three_thousand_council_records_come_in_within_a_minute(bring):
    begun = datetime.now(UTC)
    assert bring(CORPUS.read_bytes()) == [report(3038)]
    assert (datetime.now(UTC) - begun).total_seconds() < 60
    assert bring(CORPUS.read_bytes()) == [report(0, 3038)]
