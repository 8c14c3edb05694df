"""A draft is its authors' alone, and whoever may not see a proposal cannot tell that it is there."""

import pytest

from tests.proposals.steps import GOOD, draft, submitted, there

OTHERS = ("ben", "chou.hj", "chief.civil", "rev1", "sec", "panel1", "head", "admin", "auditor")
MISSING = 987654
ASKED = {
    "read": lambda program, id: program.get(f"/proposals/{id}"),
    "follow": lambda program, id: program.get(f"/proposals/{id}/timeline"),
    "change": lambda program, id: program.patch(f"/proposals/{id}", {"title": "別的"}, headers={"If-Match": "*"}),
    "submit": lambda program, id: program.post(f"/proposals/{id}/submit"),
    "withdraw": lambda program, id: program.post(f"/proposals/{id}/withdraw"),
}
ADDRESSES = ("", "/edit", "/details", "/revisions/1")


def seen(answer, id):
    return answer.status_code, answer.text.replace(f"/proposals/{id}", "/proposals/N")


def titles(program):
    return [line["title"] for line in program.get("/proposals").json["items"]]


@pytest.mark.parametrize("asked", ASKED)
def test_a_draft_answers_everybody_else_as_if_it_were_not_there(office, asked):
    amy, id = draft(office)
    before = amy.get(f"/proposals/{id}").json
    for login in OTHERS:
        program = office.api(login)
        missing = seen(ASKED[asked](program, MISSING), MISSING)
        assert missing[0] == 404
        assert (login, seen(ASKED[asked](program, id), id)) == (login, missing)
    assert amy.get(f"/proposals/{id}").json == before


def test_a_draft_is_in_nobody_elses_list_nor_found(office):
    draft(office)
    assert titles(office.api("amy")) == [GOOD["title"]]
    for login in OTHERS:
        program = office.api(login)
        assert (login, titles(program), program.get("/proposals?q=多國語言").json["items"]) == (login, [], [])


def test_its_pages_are_not_there_for_others(office):
    _, id = draft(office)
    for login in ("ben", "chief.civil", "head"):
        client = office.client(login)
        assert [client.get(f"/proposals/{id}{page}").status_code for page in ADDRESSES] == [404] * 4
    assert [office.client("amy").get(f"/proposals/{id}{page}").status_code for page in ADDRESSES] == [
        200,
        200,
        200,
        404,
    ]


def test_a_co_proposer_is_an_author(office):
    _, id = draft(office, co_proposers=[{"login": "ben", "share": 40}])
    ben = office.api("ben")
    assert ben.get(f"/proposals/{id}").json["title"] == GOOD["title"]
    assert ben.patch(f"/proposals/{id}", {"cost": "無"}, headers={"If-Match": "*"}).status_code == 200
    assert ben.post(f"/proposals/{id}/submit").status_code == 200


def test_the_auditor_reads_what_was_submitted_and_writes_nothing(office):
    amy, id = submitted(office)
    auditor = office.api("auditor")
    before = amy.get(f"/proposals/{id}").json
    assert auditor.get(f"/proposals/{id}").json == before
    assert auditor.post("/proposals", GOOD).status_code == 404
    assert [ASKED[asked](auditor, id).status_code for asked in ("change", "submit", "withdraw")] == [404] * 3
    assert (there(), amy.get(f"/proposals/{id}").json) == (1, before)


def test_under_review_it_is_read_by_its_section_and_by_those_who_steer(office):
    _, id = submitted(office)
    logins = ("amy", "chou.hj", "chief.civil", "sec", "head", "auditor", "ben", "rev1", "panel1", "admin")
    may = {login: office.api(login).get(f"/proposals/{id}").status_code for login in logins}
    assert may == dict.fromkeys(logins[:6], 200) | dict.fromkeys(logins[6:], 404)


def test_nobody_but_its_authors_changes_or_withdraws_it(office):
    amy, id = submitted(office)
    before = amy.get(f"/proposals/{id}").json
    answers = {}
    for login in ("chief.civil", "sec", "head", "ben"):
        program = office.api(login)
        answers[login] = [ASKED[asked](program, id).status_code for asked in ("change", "submit", "withdraw")]
    reads = [403, 409, 403]  # it is under review: nobody submits it now, whoever she is
    assert answers == {"chief.civil": reads, "sec": reads, "head": reads, "ben": [404] * 3}
    assert amy.get(f"/proposals/{id}").json == before


def test_who_is_not_signed_in_is_told_so(office):
    _, id = submitted(office)
    stranger = office.app.test_client()
    answer = stranger.get(f"/api/v1/proposals/{id}")
    assert (answer.status_code, answer.json["title"], answer.headers["WWW-Authenticate"]) == (401, "請先登入", "Bearer")
    assert stranger.get(f"/proposals/{id}").location == f"/sign-in?next=/proposals/{id}?"


@pytest.mark.parametrize("id", [0, 2**31, 10**30, "abc", "-1", "1.5"])
def test_an_id_that_cannot_be_leads_nowhere(office, id):
    assert office.api("amy").get(f"/proposals/{id}").status_code == 404
    assert office.client("amy").get(f"/proposals/{id}").status_code == 404
