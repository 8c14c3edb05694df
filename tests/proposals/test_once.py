"""A request sent twice with one key has its effect once, and the second answer is the first one's."""

import re

from tests.accounts.browser import post
from tests.proposals.steps import GOOD, draft, refused, there, told

KEY = {"Idempotency-Key": "k-1"}
OTHER = "這個重複送出識別碼（Idempotency-Key）已用於另一個內容不同的請求，請換一個新的。"


def test_the_same_request_twice_makes_one_draft(office):
    amy = office.api("amy")
    first, second = (amy.post("/proposals", GOOD, headers=KEY) for _ in range(2))
    assert (first.status_code, second.status_code, second.json) == (201, 201, first.json)
    assert (first.headers["ETag"], second.headers["ETag"]) == ('"1"', '"1"')
    assert [answer.headers.get("Idempotent-Replayed") for answer in (first, second)] == [None, "true"]
    assert there() == 1


def test_the_same_key_with_another_body_is_refused(office):
    amy = office.api("amy")
    amy.post("/proposals", GOOD, headers=KEY)
    assert refused(amy.post("/proposals", GOOD | {"title": "別的"}, headers=KEY)) == (422, OTHER, {})
    assert there() == 1


def test_the_same_key_is_another_one_for_another_person(office):
    for login in ("amy", "ben"):
        assert office.api(login).post("/proposals", GOOD, headers=KEY).status_code == 201
    assert there() == 2


def test_a_refused_request_leaves_its_key_free(office):
    amy = office.api("amy")
    assert amy.post("/proposals", GOOD | {"title": ""}, headers=KEY).status_code == 422
    assert amy.post("/proposals", GOOD, headers=KEY).status_code == 201


def test_a_submission_sent_twice_is_one_submission(office):
    amy, id = draft(office)
    first, second = (amy.post(f"/proposals/{id}/submit", headers=KEY) for _ in range(2))
    assert (first.status_code, second.json) == (200, first.json)
    assert told(id) == ["proposal.drafted", "proposal.submitted"]


def test_a_submission_sent_again_without_a_key_is_told_it_is_too_late(office):
    amy, id = draft(office)
    amy.post(f"/proposals/{id}/submit")
    answer = amy.post(f"/proposals/{id}/submit")
    assert refused(answer) == (409, "這件案子目前的狀態不能做這個動作。請重新整理，查看最新狀態。", {})
    assert told(id) == ["proposal.drafted", "proposal.submitted"]


def test_a_form_sent_twice_makes_one_draft(office):
    client = office.client("amy")
    [once] = re.findall(
        r'name="once" value="([\w-]+)"', client.get("/proposals/new?key=page-1").text.partition("<main")[2]
    )
    first, second = (post(client, "/proposals/new", once=once, **GOOD) for _ in range(2))
    assert (first.status_code, first.location, second.location) == (302, first.location, first.location)
    assert there() == 1


def test_a_search_claims_no_key(office):
    client = office.client("amy")
    [once] = re.findall(
        r'name="once" value="([\w-]+)"', client.get("/proposals/new?key=page-1").text.partition("<main")[2]
    )
    assert post(client, "/proposals/similar", once=once, title="老花眼鏡").status_code == 200
    assert post(client, "/proposals/similar", once=once, title="另一個題目").status_code == 200
    assert post(client, "/proposals/new", once=once, **GOOD).status_code == 302


def test_a_program_may_search_again_with_the_same_key(office):
    amy = office.api("amy")
    asked = [amy.post("/proposals/similar", {"title": title}, headers=KEY) for title in ("老花眼鏡", "垃圾袋")]
    assert [answer.status_code for answer in asked] == [200, 200]
    assert amy.post("/proposals", GOOD, headers=KEY).status_code == 201
