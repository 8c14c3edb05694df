"""Access tokens, and who is at the entry point of the API."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from innovation_hub.accounts.models import Token
from innovation_hub.kernel import clock
from innovation_hub.kernel.storage.session import db
from tests.accounts.browser import post

ASKED = {"login": "amy", "password": "demo-2026", "name": "月報"}


def bearer(token):
    return {"Authorization": f"Bearer {token}"}


def given(office):
    answer = office.client().post("/api/v1/tokens", json=ASKED)
    assert answer.status_code == 201
    return answer.json["token"]


def status(office, token):
    return office.client().get("/api/v1/me", headers=bearer(token)).status_code


def test_login_and_password_give_a_token_for_as_long_as_the_setting_says(office):
    with clock.at(clock.now().replace(microsecond=0)):
        answer = office.client().post("/api/v1/tokens", json=ASKED)
        until = clock.now() + timedelta(days=office.app.config["HUB_TOKEN_DAYS"])
    assert (answer.status_code, sorted(answer.json)) == (201, ["expires_at", "token"])
    assert answer.json["expires_at"] == until.isoformat()


def test_a_token_stands_for_its_person(office):
    answer = office.client().get("/api/v1/me", headers=bearer(given(office)))
    amy = office.person("amy")
    assert (answer.status_code, answer.json) == (
        200,
        {"id": amy.id, "login": "amy", "name": amy.name, "section": {"key": "civil", "name": "民政課"}, "roles": []},
    )


def test_a_person_with_duties_reads_them(office):
    assert office.api("chief.civil").get("/me").json["roles"] == ["section_chief"]


def test_a_wrong_password_is_a_problem_document(office):
    answer = office.client().post("/api/v1/tokens", json=ASKED | {"password": "wrong"})
    assert (answer.status_code, answer.content_type) == (401, "application/problem+json")
    assert answer.json["type"] == "urn:innovation-hub:problem:wrong-password"


@pytest.mark.parametrize(
    "broken", [{"login": "amy"}, ASKED | {"scope": "all"}, ASKED | {"name": ""}, ASKED | {"login": 7}]
)
def test_an_incomplete_or_unknown_field_is_refused(office, broken):
    assert office.client().post("/api/v1/tokens", json=broken).status_code == 422


def test_a_token_given_back_is_worth_nothing(office):
    token = given(office)
    assert office.client().delete("/api/v1/tokens/current", headers=bearer(token)).status_code == 204
    assert status(office, token) == 401


def test_a_token_expires(office):
    token = given(office)
    codes = []
    for late in (timedelta(days=90, minutes=-1), timedelta(days=90, minutes=1)):
        with clock.at(clock.now() + late):
            codes.append(status(office, token))
    assert codes == [200, 401]


def test_a_leavers_token_is_worth_nothing(office):
    token = given(office)
    office.person("amy").active = False
    db.session.commit()
    assert status(office, token) == 401


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Bearer nonsense", "Basic YW15OmRlbW8tMjAyNg==", ""])
def test_nothing_but_a_valid_token_opens_the_api(office, header):
    assert office.client().get("/api/v1/me", headers={"Authorization": header}).status_code == 401


def test_a_cookie_does_not_open_the_api_since_it_has_no_csrf_guard(office):
    client = office.client("amy")
    assert [client.get("/me").status_code, client.get("/api/v1/me").status_code] == [200, 401]


def test_a_token_does_not_open_pages(office):
    assert office.client().get("/me", headers=bearer(given(office))).status_code == 302


def test_the_page_shows_a_new_token_once(office):
    client = office.client("amy")
    answer = post(client, "/me/tokens", name="匯出")
    first, second = client.get(answer.location).text, client.get("/me").text
    assert ["只顯示這一次" in text for text in (first, second)] == [True, False]
    shown = first.split("只顯示這一次")[1].split("<code>")[1].split("</code>")[0]
    assert status(office, shown) == 200
    assert f"…{shown[-4:]}" in second
    assert shown not in second


def test_revoking_a_token_on_the_page_ends_it(office):
    token = given(office)
    row = db.session.scalars(select(Token)).one()
    assert post(office.client("amy"), f"/me/tokens/{row.id}/revoke").status_code == 302
    assert status(office, token) == 401


def test_nobody_revokes_the_token_of_another(office):
    token = given(office)
    row = db.session.scalars(select(Token)).one()
    missing, foreign = (post(office.client("ben"), f"/me/tokens/{id}/revoke") for id in (row.id + 1, row.id))
    assert [missing.status_code, foreign.status_code, status(office, token)] == [404, 404, 200]


def test_a_repeated_request_keeps_no_token_in_the_database(office):
    client, key = office.client(), {"Idempotency-Key": "again"}
    secrets = [client.post("/api/v1/tokens", json=ASKED, headers=key).json["token"] for _ in range(2)]
    stored = [str(row) for table in db.metadata.sorted_tables for row in db.session.execute(select(table))]
    assert [secret for secret in secrets if any(secret in row for row in stored)] == []
    assert any("月報" in row for row in stored)


def test_a_token_whose_name_shows_nothing_has_none(office):
    given = {"login": "amy", "password": "demo-2026", "name": "\u2800\u00ad"}
    answer = office.app.test_client().post("/api/v1/tokens", json=given)
    assert (answer.status_code, answer.json["errors"]) == (422, {"name": "請寫這個權杖的用途。"})
