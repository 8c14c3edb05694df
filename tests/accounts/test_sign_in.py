"""Signing in by the form, and what a sign-in is worth."""

import sqlite3
from datetime import timedelta

import pytest
from sqlalchemy import select

from innovation_hub.accounts.models import SignIn, digest
from innovation_hub.kernel import clock
from innovation_hub.kernel.storage.session import db
from tests.accounts.browser import post, sign_in

ELSEWHERE = (
    "//evil.example",
    "/\\evil.example",
    "https://evil.example/",
    "/\t/evil.example",
    "javascript:alert(1)",
    "people",
)


def test_the_right_password_leads_to_where_the_visitor_was_going(office):
    client = office.client()
    answer = sign_in(client, "amy", path="/sign-in?next=/me%23tokens")
    assert (answer.status_code, answer.location) == (302, "/me#tokens")
    assert client.get("/me").status_code == 200


def test_login_is_found_whatever_its_case_and_the_blanks_around_it(office):
    assert sign_in(office.client(), " Amy ").status_code == 302


@pytest.mark.parametrize("place", ELSEWHERE)
def test_nobody_is_sent_to_another_site(office, place):
    client = office.client()
    answer = client.get("/sign-in", query_string={"next": place})
    answer = sign_in(client, "amy", path=answer.request.full_path)
    assert (answer.status_code, answer.location) == (302, "/")


def test_signing_in_twice_with_one_form_lets_the_visitor_in_twice(office):
    client = office.client()
    answers = [post(client, "/sign-in", once="k-1", login="amy", password="demo-2026") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert client.get("/me").status_code == 200


def test_a_closed_page_is_returned_to_after_signing_in(office):
    client = office.client()
    answer = client.get("/me")
    assert answer.status_code == 302
    assert sign_in(client, "amy", path=answer.location).location.rstrip("?") == "/me"


def test_a_wrong_password_an_unknown_login_and_a_leaver_read_the_same(office):
    office.person("ben").active = False
    db.session.commit()
    answers = [sign_in(office.client(), *who) for who in (("amy", "wrong"), ("nobody", "wrong"), ("ben", "demo-2026"))]
    assert [answer.status_code for answer in answers] == [422, 422, 422]
    assert ["帳號或密碼不正確" in answer.text for answer in answers] == [True, True, True]


def test_an_empty_form_says_what_is_missing(office):
    answer = post(office.client(), "/sign-in")
    assert answer.status_code == 422
    assert "請輸入帳號。" in answer.text
    assert "請輸入密碼。" in answer.text


def test_a_form_without_its_token_is_refused(office):
    assert office.client().post("/sign-in", data={"login": "amy", "password": "demo-2026"}).status_code == 400


def test_signing_out_ends_the_sign_in_for_a_kept_cookie_too(office):
    client = office.client("amy")
    kept = client.get_cookie("session").value
    assert post(client, "/sign-out").status_code == 302
    thief = office.client()
    thief.set_cookie("session", kept)
    assert [one.get("/me").status_code for one in (client, thief)] == [302, 302]


def test_a_sign_in_lasts_as_long_as_the_setting_says(office):
    client = office.client()
    assert sign_in(client, "amy").status_code == 302
    hours = office.app.config["HUB_SESSION_HOURS"]
    codes = []
    for late in (timedelta(hours=hours, minutes=-1), timedelta(hours=hours, minutes=1)):
        with clock.at(clock.now() + late):
            codes.append(client.get("/me").status_code)
    assert codes == [200, 302]


def test_a_sign_in_lasts_eleven_times_its_length_at_most(office):
    client, hours, answers = office.client(), office.app.config["HUB_SESSION_HOURS"], []
    sign_in(client, "amy")
    begun = clock.now()
    for time in (*range(1, 13), 12):
        with clock.at(begun + 0.9 * timedelta(hours=hours * time)):
            answers.append(post(client, "/me/extend"))
    assert [answer.location for answer in answers] == ["/me#sign-ins"] * 12 + [None]
    assert (answers[-1].status_code, "已到最長期限" in answers[-1].text) == (409, True)
    with clock.at(begun + timedelta(hours=hours * 11, minutes=1)):
        assert client.get("/me").location.startswith("/sign-in")


def test_a_leaver_is_out_at_once(office):
    client = office.client("amy")
    assert client.get("/me").status_code == 200
    office.person("amy").active = False
    db.session.commit()
    assert client.get("/me").status_code == 302


def test_the_database_knows_no_token(office):
    client = office.client("amy")
    with client.session_transaction() as session:
        token = session["_user_id"]
    row = db.session.scalars(select(SignIn)).one()
    assert row.token_hash == digest(token)
    assert token not in [str(value) for value in vars(row).values()]


def test_what_the_session_held_before_signing_in_is_gone_but_the_preferences(office):
    client = office.client()
    with client.session_transaction() as session:
        session["theme"], session["planted"] = "dark", "by somebody"
    sign_in(client, "amy")
    with client.session_transaction() as session:
        assert (session.get("theme"), session.get("planted")) == ("dark", None)


def test_verifying_waits_for_no_writer(office, app):
    if not app.config["HUB_DATABASE_URL"].startswith("sqlite"):
        pytest.skip("only SQLite has one writer")
    writer = sqlite3.connect(app.config["HUB_DATABASE_URL"].removeprefix("sqlite:///"))
    writer.execute("BEGIN IMMEDIATE")
    answer = sign_in(office.client(), "nobody")
    writer.rollback()
    writer.close()
    assert answer.status_code == 422


def test_the_page_shows_the_demo_accounts_in_the_demo_world_only(office, app):
    assert "chief.civil" not in office.client().get("/sign-in").text
    app.config["HUB_DEMO"] = True
    assert "chief.civil" in office.client().get("/sign-in").text
