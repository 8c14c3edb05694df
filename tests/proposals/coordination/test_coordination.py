"""Groups of similar proposals are found as they come in, and a coordination is called, held and told of."""

from datetime import datetime

import pytest
from sqlalchemy import select

from innovation_hub.kernel import clock
from innovation_hub.kernel.clock import TAIPEI
from innovation_hub.kernel.storage.session import db
from innovation_hub.notices.models import Notice
from proposals.coordination.clusters import groups
from proposals.coordination.models import Coordination
from proposals.similar.labels import sources
from proposals.similar.neighbours import NearPair
from tests.accounts.browser import post
from tests.proposals.steps import ANY

NOON = datetime(2026, 8, 3, 12, tzinfo=TAIPEI)
TWINS = (
    ("amy", "戶籍謄本改由線上申請", "民眾為了一張謄本要跑兩趟櫃台，尖峰時段等候四十分鐘。", "建置線上申請與超商取件。"),
    (
        "ben",
        "謄本開放線上申請",
        "民眾為了一張謄本要跑兩趟櫃台，尖峰時段等候半小時。",
        "建置線上申請與超商取件，免臨櫃。",
    ),
)
OTHER = ("amy", "公園遊具巡檢改用行動表單", "紙本巡檢表常遺失，破損隔月才修。", "以手機拍照回報並自動派工。")
MEETING = {"subject": "謄本線上申請", "meets_on": "2026-08-10", "place": "三樓會議室"}


@pytest.fixture(autouse=True)
def noon():
    with clock.at(NOON):
        yield


@pytest.fixture
def twins(office):
    """The ids of two similar proposals and one other, all submitted and handled."""
    return submitted(office, *TWINS, OTHER)


def submitted(office, *ideas):
    ids = []
    for login, title, problem, measures in ideas:
        program = office.api(login)
        idea = {
            "title": title,
            "problem": problem,
            "measures": measures,
            "benefit": "省時",
            "category": "public_service",
        }
        ids.append(program.post("/proposals", idea).json["id"])
        assert program.post(f"/proposals/{ids[-1]}/submit").status_code == 200
    office.settle()
    return ids


def called(office, ids, **plan):
    plan = {"proposals": ids, "participants": ["amy", "ben"], **MEETING, **plan}
    return office.api("sec").post("/coordinations", plan)


def told(office, login):
    office.settle()
    person = office.person(login)
    query = select(Notice.kind).where(Notice.employee_id == person.id, Notice.kind.startswith("coordination"))
    found = sorted(db.session.scalars(query))
    db.session.commit()
    return found


def test_connected_pairs_are_one_group():
    assert sorted(map(sorted, groups([(1, 2), (4, 5), (2, 3), (5, 6), (7, 8)]))) == [[1, 2, 3], [4, 5, 6], [7, 8]]


def test_similar_proposals_are_one_group_with_its_words_and_sections(office, twins):
    (group,) = office.api("sec").get("/clusters").json["items"]
    assert [line["id"] for line in group["proposals"]] == twins[:2]
    assert sorted(group["sections"]) == ["civil", "social"]
    assert any("線上申請與超商取件" in word for word in group["words"])


def test_the_group_is_a_page_from_which_a_meeting_is_called(office, twins):
    page = office.client("sec").get("/clusters").text
    form = office.client("sec").get(f"/coordinations/new?proposal={twins[0]}&proposal={twins[1]}").text
    assert (TWINS[0][1] in page, OTHER[1] in page) == (True, False)
    assert (TWINS[1][1] in form, "2 件相近" in page) == (True, True)


def test_a_resubmission_finds_its_neighbours_anew(office, twins):
    office.api("chief.civil").post(
        f"/reviews/{case_of(office, twins[0])}/decision", {"outcome": "return", "reason": "請補數字"}
    )
    office.settle()
    amy = office.api("amy")
    change = {"title": OTHER[1], "problem": OTHER[2], "measures": OTHER[3]}
    amy.patch(f"/proposals/{twins[0]}", change, headers={"If-Match": "*"})
    amy.post(f"/proposals/{twins[0]}/submit")
    office.settle()
    (group,) = office.api("sec").get("/clusters").json["items"]
    assert sorted(line["id"] for line in group["proposals"]) == [twins[0], twins[2]]


def test_reindexing_finds_the_same_neighbours(office, app, twins):
    before = neighbours()
    assert app.test_cli_runner().invoke(args=["proposals", "reindex"]).exit_code == 0
    assert {pair: pytest.approx(score, abs=0.05) for pair, score in before.items()} == neighbours()


def test_a_meeting_is_called_held_and_concluded_and_who_takes_part_is_told(office, twins):
    sec = office.api("sec")
    made = called(office, twins[:2])
    path = f"/coordinations/{made.json['id']}"
    early = sec.post(f"{path}/conclude")
    sec.put(f"{path}/minutes", {"minutes": "談定由民政課主責。", "outcome": "together"}, headers=ANY)
    ended = sec.post(f"{path}/conclude")
    late = sec.put(f"{path}/minutes", {"minutes": "改", "outcome": "apart"})
    assert (made.status_code, early.status_code, ended.status_code, late.status_code) == (201, 422, 200, 409)
    assert set(early.json["errors"]) == {"minutes", "outcome"}
    assert (ended.json["stage"], ended.json["outcome"], ended.json["minutes"]) == (
        "concluded",
        "together",
        "談定由民政課主責。",
    )
    assert told(office, "ben") == ["coordination_concluded", "coordination_opened"]


def test_a_meeting_is_cancelled(office, twins):
    id = called(office, twins[:2]).json["id"]
    cancelled = office.api("sec").post(f"/coordinations/{id}/cancel")
    again = office.api("sec").post(f"/coordinations/{id}/cancel")
    assert (cancelled.json["stage"], again.status_code) == ("cancelled", 409)
    assert told(office, "amy") == ["coordination_cancelled", "coordination_opened"]


def test_only_who_takes_part_and_those_in_charge_read_of_it(office, twins):
    id = called(office, twins[:2], participants=["ben"]).json["id"]
    said = {
        login: office.api(login).get(f"/coordinations/{id}").status_code for login in ("ben", "amy", "sec", "auditor")
    }
    listed = {login: len(office.api(login).get("/coordinations").json["items"]) for login in ("ben", "amy")}
    assert said == {"ben": 200, "amy": 404, "sec": 200, "auditor": 200}
    assert listed == {"ben": 1, "amy": 0}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"meets_on": "2026-08-02"}, "meets_on"),
        ({"subject": "　"}, "subject"),
        ({"subject": "長" * 101}, "subject"),
        ({"participants": ["nobody-here"]}, "more"),
        ({"meets_on": "soon"}, "meets_on"),
    ],
    ids=["past", "blank", "long", "unknown", "no date"],
)
def test_a_meeting_that_cannot_be_is_refused_at_its_field(office, twins, wrong, field):
    answer = called(office, twins[:2], **wrong)
    assert answer.status_code == 422
    assert any(key.startswith(field) for key in answer.json["errors"])
    assert db.session.scalars(select(Coordination)).all() == []
    db.session.rollback()


def test_one_proposal_alone_is_not_coordinated(office, twins):
    assert called(office, twins[:1]).status_code == 422


def test_it_is_called_and_concluded_in_the_browser(office, twins):
    sec = office.client("sec")
    fields = {
        **MEETING,
        "proposal": [str(id) for id in twins[:2]],
        "people": [str(office.person("amy").id)],
        "more": "ben",
    }
    made = post(sec, "/coordinations/new", **fields)
    empty = post(sec, f"{made.location}/conclude", minutes="", outcome="")
    ended = post(sec, f"{made.location}/conclude", version="1", minutes="各自進行。", outcome="apart")
    page = office.client("ben").get(made.location).text
    assert (made.status_code, empty.status_code, ended.status_code) == (302, 422, 302)
    assert ("請寫下會議紀錄。" in empty.text, "各自進行" in page, "已結束" in page) == (True, True, True)


def test_what_was_typed_comes_back_with_what_is_wrong(office, twins):
    fields = {**MEETING, "meets_on": "2020-01-01", "proposal": [str(id) for id in twins[:2]], "more": "ben"}
    answer = post(office.client("sec"), "/coordinations/new", **fields)
    assert (answer.status_code, "請選今天以後、十年以內的日期。" in answer.text, 'value="ben"' in answer.text) == (
        422,
        True,
        True,
    )


def neighbours():
    found = {(one.low_id, one.high_id): one.score for one in db.session.scalars(select(NearPair))}
    db.session.commit()
    return found


def case_of(office, proposal):
    items = office.api("chief.civil").get("/reviews?todo=1").json["items"]
    return next(item["id"] for item in items if item["proposal_id"] == proposal)


def test_a_pair_found_not_similar_is_no_group(office, twins):
    said = {"other": twins[1], "verdict": "not_similar", "reason": "對象不同"}
    assert office.api("sec").post(f"/proposals/{twins[0]}/judgements", said).status_code == 201
    assert office.api("sec").get("/clusters").json["items"] == []


def test_a_group_shows_the_meeting_that_was_called_until_it_is_cancelled(office, twins):
    meeting = called(office, twins[:2]).json["id"]
    secretary = office.client("sec")
    assert f"/coordinations/{meeting}" in secretary.get("/clusters").text
    assert office.api("sec").post(f"/coordinations/{meeting}/cancel").status_code == 200
    assert f"/coordinations/{meeting}" not in secretary.get("/clusters").text


def test_a_pair_that_people_linked_is_a_group_however_near_it_is(office, twins):
    said = {"other": twins[2], "verdict": "link", "reason": "都要把紙本改成線上"}
    assert office.api("sec").post(f"/proposals/{twins[0]}/judgements", said).status_code == 201
    (group,) = office.api("sec").get("/clusters").json["items"]
    assert ([line["id"] for line in group["proposals"]], group["judged"]) == (twins, True)
    assert "審查人判讀" in office.client("sec").get("/clusters").text
    assert office.api("sec").delete(f"/proposals/{twins[0]}/links/{twins[2]}").status_code in (200, 204)
    (group,) = office.api("sec").get("/clusters").json["items"]
    assert ([line["id"] for line in group["proposals"]], group["judged"]) == (twins[:2], False)


def test_groups_and_meetings_are_tables_too(office, twins):
    called(office, twins[:2])
    secretary = office.client("sec")
    groups, meetings = (secretary.get(f"/{name}.csv").text.splitlines() for name in ("clusters", "coordinations"))
    assert [line.split(",")[2] for line in groups[1:]] == ["115-0001", "115-0002"]
    assert meetings[1].startswith("謄本線上申請,2026-08-10,三樓會議室,待開會,,115-0001、115-0002")
    assert secretary.get("/clusters.ods").mimetype == secretary.get("/coordinations.ods").mimetype
    assert office.client("amy").get("/clusters.csv").status_code == 404


def test_what_the_office_judged_is_a_source_of_accuracy(office, twins):
    for other, verdict in ((1, "merge"), (2, "not_similar"), (1, "link"), (1, "merge")):
        said = {"other": twins[other], "verdict": verdict, "reason": "比對"}
        assert office.api("sec").post(f"/proposals/{twins[0]}/judgements", said).status_code == 201
    page = office.client("auditor").get("/proposals/similar/accuracy").text
    (source,) = sources()
    assert sorted((pair.duplicate, pair.score > 0.5) for pair in source.pairs) == [(False, False), (True, True)]
    assert ("本所判讀" in page, "2 對，其中 1 對重複" in page) == (True, True)
