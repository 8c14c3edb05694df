"""What a person sees of herself, what everybody may choose, and who sees the list of people."""

import pytest
from sqlalchemy import event, func, select

from innovation_hub.accounts.agents import recognised
from innovation_hub.accounts.models import SignIn
from innovation_hub.kernel.office.people import Employee, Section
from innovation_hub.kernel.storage.session import db
from tests.accounts.browser import post


def queries(app, client, path):
    """How many statements the page takes."""
    seen = []

    def note(*args):
        seen.append(args[2])

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    assert client.get(path).status_code == 200
    event.remove(engine, "before_cursor_execute", note)
    return len(seen)


def test_my_page_tells_who_i_am(office):
    text = office.client("acting.civil").get("/me").text
    assert [word in text for word in ("葉春美", "民政課", "課員", "課室主管（代理）")] == [True] * 4


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0", "Edge, Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1",
            "Safari, iPhone",
        ),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/126.0.0.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox, Linux"),
        ("Something else", "Something else"),
        ("", ""),
    ],
)
def test_a_browser_is_named_as_its_owner_knows_it(agent, words):
    assert recognised(agent) == words


def test_ending_a_sign_in_elsewhere_leaves_this_one(office):
    there, here = office.client("amy"), office.client("amy")
    first = db.session.scalars(select(SignIn.id).order_by(SignIn.id)).first()
    assert post(here, f"/me/sign-ins/{first}/end").status_code == 302
    assert [one.get("/me").status_code for one in (here, there)] == [200, 302]


def test_nobody_ends_the_sign_in_of_another(office):
    amy, ben = office.client("amy"), office.client("ben")
    first = db.session.scalars(select(SignIn.id).order_by(SignIn.id)).first()
    assert post(ben, f"/me/sign-ins/{first}/end").status_code == 404
    assert amy.get("/me").status_code == 200


@pytest.mark.parametrize(
    ("name", "value", "shown"), [("language", "en", 'lang="en"'), ("theme", "dark", 'data-theme="dark"')]
)
def test_everybody_chooses_language_and_looks(office, name, value, shown):
    client = office.client()
    answer = post(client, f"/{name}", {"Referer": "http://localhost/sign-in?next=/me"}, **{name: value})
    assert (answer.status_code, answer.location) == (302, "/sign-in?next=/me")
    assert shown in client.get("/sign-in").text


def test_a_preference_leads_back_inside_this_site_only(office):
    client = office.client()
    sent = [{"Referer": "http://evil.example/x"}, {"Referer": "http://localhost//evil.example"}, {}]
    assert [post(client, "/theme", headers, theme="dark").location for headers in sent] == ["/", "/", "/"]
    assert post(client, "/theme", theme="dark", next="/me").location == "/me"
    assert post(client, "/theme", theme="dark", next="//evil.example").location == "/"


def test_an_unknown_preference_is_refused(office):
    assert post(office.client(), "/theme", theme="neon").status_code == 422


@pytest.mark.parametrize(
    ("login", "code"), [("admin", 200), ("auditor", 200), ("amy", 404), ("head", 404), ("sec", 404)]
)
def test_the_list_of_people_is_for_administrator_and_auditor(office, login, code):
    assert office.client(login).get("/people").status_code == code


def test_a_visitor_is_asked_to_sign_in_before_the_list_of_people(office):
    answer = office.client().get("/people")
    assert (answer.status_code, answer.location.split("?")[0]) == (302, "/sign-in")


def test_the_list_of_people_shows_one_section_or_all(office):
    client = office.client("admin")
    everybody, few, none = (client.get(f"/people{query}").text for query in ("", "?section=social", "?section=nowhere"))
    count = db.session.scalar(select(func.count()).select_from(Employee))
    assert f"共 {count} 位" in everybody
    assert ["林美如" in text for text in (everybody, few, none)] == [True, False, False]
    assert ["陳柏恩" in text for text in (everybody, few, none)] == [True, True, False]


def test_the_list_of_people_takes_as_many_queries_for_thirty_more(office, app):
    client = office.client("admin")
    few = queries(app, client, "/people")
    section = db.session.scalars(select(Section)).first()
    db.session.add_all(Employee(login=f"more{n}", name=f"新同仁{n}", section_id=section.id) for n in range(30))
    db.session.commit()
    assert queries(app, client, "/people") == few


def test_loading_the_person_with_section_and_duties_takes_one_query(office, app):
    assert [queries(app, office.client(login), "/healthz") for login in (None, "amy", "chief.civil")] == [0, 1, 1]


def test_pages_are_read_in_english_too(office):
    client = office.client("admin")
    post(client, "/language", language="en")
    assert "Civil Affairs Section" in client.get("/people").text
