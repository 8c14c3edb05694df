"""What is wrong with a request costs the same however much of it there is; who asks comes before what is asked."""

import json

import pytest

from innovation_hub.kernel.web import bounds
from tests.proposals.steps import GOOD, draft, refused

MANY = 100_000


@pytest.fixture
def engine(embedded):
    """These rules ask no database."""
    return embedded


def raw(office, path, body, login=None, method="POST", **headers):
    """One request with this body, as JSON, by whoever or by nobody."""
    client = office.api(login) if login else office.app.test_client()
    given = {"Content-Type": "application/json"} | {name.replace("_", "-"): value for name, value in headers.items()}
    if login:
        return client.ask(method.lower(), path, data=body, headers=given)
    return client.open(f"/api/v1{path}", method=method, data=body, headers=given)


def test_of_unknown_keys_twenty_are_told_and_the_rest_is_counted(office, monkeypatch):
    said = []
    monkeypatch.setattr(bounds, "_short", lambda name: said.append(name) or name)
    answer = raw(office, "/tokens", json.dumps({f"k{number}": 1 for number in range(MANY)}))
    assert (answer.status_code, len(said)) == (422, bounds.TOLD)
    assert len(answer.json["errors"]) == bounds.TOLD
    assert answer.json["more_errors"] >= MANY - bounds.TOLD
    assert len(answer.data) < 5_000


def test_names_are_cut_and_parts_are_bounded(office):
    answer = raw(office, "/tokens", json.dumps({"k" * 100_000: 1}))
    assert (answer.status_code, len(answer.data) < 2_000) == (422, True)
    many = raw(office, "/proposals", json.dumps({"cooperating": ["x"] * MANY}), "amy")
    assert (many.status_code, "20,000" in many.json["detail"]) == (422, True)
    deep = raw(office, "/proposals", json.dumps({"co_proposers": [{f"k{n}": n for n in range(MANY)}]}), "amy")
    assert (deep.status_code, len(deep.data) < 5_000) == (422, True)


def test_unknown_query_keys_are_bounded_too(office):
    query = "&".join(f"k{number}=1" for number in range(5_000))
    answer = office.api("amy").get(f"/proposals?{query}")
    assert (answer.status_code, len(answer.json["errors"])) == (422, bounds.TOLD)


@pytest.mark.parametrize(
    ("path", "method"),
    [("/coordinations", "POST"), ("/coordinations/1/minutes", "PUT"), ("/proposals", "POST"), ("/tokens", "POST")],
)
@pytest.mark.parametrize("body", ["[" * 10_000, '{"a":' * 10_000, '{"a":' + "9" * 5_000 + "}", "{", "\xff"])
def test_what_cannot_be_read_is_refused(office, path, method, body):
    answer = raw(office, path, body.encode("latin-1"), "sec", method)
    assert (answer.status_code, answer.content_type) == (400, "application/problem+json")


@pytest.mark.parametrize("number", [2**31, 2**63, -(2**63), 10**400])
@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/proposals/{id}/merges", {"other": "N", "portion": 50, "reason": "x"}),
        ("/proposals/{id}/judgements", {"other": "N", "verdict": "duplicate"}),
        ("/coordinations", {"proposals": ["N", 1], "participants": ["amy"], "subject": "x", "meets_on": "2027-01-05"}),
    ],
)
def test_a_number_no_column_holds_is_refused_at_its_field(office, number, path, body):
    given = json.dumps(body).replace('"N"', str(number))
    answer = raw(office, path.format(id=draft(office)[1]), given, "sec")
    assert answer.status_code in (404, 422)
    seen = office.api("sec").get(f"/proposals/1/merges/preview?other={number}")
    assert seen.status_code in (404, 422)


@pytest.mark.parametrize("value", ["Basic ✓", "Bearer ✓", "Basic " + "A" * 9, "Digest ✓=1", "✓", "Bearer a=b"])
def test_a_header_in_any_bytes_is_nobody(office, value):
    client = office.app.test_client()
    asked = {"HTTP_AUTHORIZATION": value.encode().decode("latin-1")}
    assert client.get("/api/v1/me", environ_overrides=asked).status_code == 401
    assert client.get("/", environ_overrides=asked).status_code == 302


@pytest.mark.parametrize("body", ["{}", "[", '{"k":1}'])
@pytest.mark.parametrize(
    ("path", "method"), [("/proposals", "POST"), ("/coordinations", "POST"), ("/proposals/1", "PATCH")]
)
def test_who_asks_comes_before_what_is_said(office, path, method, body):
    assert raw(office, path, body, method=method).status_code == 401


def test_the_address_and_its_methods_come_before_the_key(office):
    used = {"Idempotency_Key": "k1"}
    assert raw(office, "/proposals", json.dumps(GOOD), "amy", **used).status_code == 201
    assert raw(office, "/proposals", "{}", "amy", method="PUT", **used).status_code == 405
    assert raw(office, "/nowhere", "{}", "amy", **used).status_code == 404
    again = raw(office, "/proposals", json.dumps(GOOD | {"title": "里民活動改用線上報名"}), "amy", **used)
    assert (again.status_code, again.json["type"]) == (422, "urn:innovation-hub:problem:key-reused")


def test_no_body_is_not_an_empty_one(office):
    assert raw(office, "/proposals/similar", None, "amy").json["type"].endswith(":no-body")
    assert refused(raw(office, "/proposals", "{}", "amy"))[0] == 422


@pytest.mark.parametrize(
    "headers",
    [
        {"Content_Encoding": "br"},
        {"Content_Encoding": "gzip"},
        {"Content_Type": "application/json; charset=utf-16"},
        {"Content_Type": "text/plain"},
    ],
)
def test_nothing_but_plain_utf8_is_read(office, headers):
    assert raw(office, "/proposals", "{}", "amy", **headers).status_code == 415
