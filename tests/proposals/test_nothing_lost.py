"""What is typed goes into one draft, and is shown again whatever becomes of the request."""

import html
import re

import pytest

from innovation_hub.kernel.storage.session import db
from proposals.models import Proposal
from tests.accounts.browser import post, sign_in
from tests.proposals.forms import typed
from tests.proposals.steps import GOOD, draft, submitted, there

OWN = {"Origin": "http://localhost"}
AUTOSAVE = {"X-Autosave": "1"}
NEW = "/proposals/new"
LATER = GOOD | {"title": "後來改的名稱"}


def titles():
    found = [one.title for one in db.session.query(Proposal).order_by(Proposal.id)]
    db.session.commit()
    return found


@pytest.mark.parametrize(
    "path, headers, once, status",
    [
        ("/proposals/new/autosave", AUTOSAVE, "page-1", 200),
        (NEW, {}, "page-1", 302),
        (NEW, {}, "第一個字起的鑰匙", 302),
    ],
)
def test_one_page_makes_one_draft_whatever_it_sends_again(office, path, headers, once, status):
    client = office.client("amy")
    assert post(client, "/proposals/new/autosave", AUTOSAVE, once=once, title="一半").status_code == 200
    for _ in range(2):
        assert post(client, path, headers, once=once, **LATER).status_code == status
    assert titles() == [LATER["title"]]


def test_two_pages_make_two_drafts_and_two_people_with_one_key_too(office):
    for login, once in (("amy", "page-1"), ("amy", "page-2"), ("ben", "page-1")):
        assert post(office.client(login), NEW, once=once, **GOOD).status_code == 302
    assert there() == 3


def test_the_page_one_goes_back_to_leads_on_to_its_draft(office):
    client = office.client("amy")
    first = post(client, NEW, once="page-1", **GOOD)
    again = client.get(f"{NEW}?key=page-1")
    assert (again.status_code, again.location) == (302, first.location.replace("/details", "/edit"))
    assert client.get(f"{NEW}?key=page-2").status_code == 200


def test_a_draft_that_was_changed_elsewhere_is_not_written_over_and_the_text_is_shown(office):
    client = office.client("amy")
    post(client, NEW, once="page-1", **GOOD)
    id = db.session.query(Proposal.id).scalar()
    db.session.commit()
    post(client, f"/proposals/{id}/edit", version="1", **GOOD | {"title": "別的視窗改的"})
    answer = post(client, NEW, OWN, once="page-1", **LATER)
    assert (answer.status_code, typed(answer, "title"), f'action="/proposals/{id}/edit"' in answer.text) == (
        409,
        LATER["title"],
        True,
    )
    assert titles() == ["別的視窗改的"]


def test_an_answer_lost_on_the_way_is_given_again_and_another_text_is_another_idea(office):
    client, program = office.client("amy"), office.api("amy")
    post(client, NEW, once="page-1", **GOOD)
    id = db.session.query(Proposal.id).scalar()
    db.session.commit()
    program.post(f"/proposals/{id}/submit")
    assert post(client, NEW, once="page-1", **GOOD).location == f"/proposals/{id}"
    assert post(client, NEW, once="page-1", **LATER).status_code == 302
    assert titles() == [GOOD["title"], LATER["title"]]


def test_a_used_form_that_was_changed_is_a_new_request(office):
    draft(office)
    client = office.client("amy")
    for version, title in (("1", "甲"), ("2", "乙")):
        fields = GOOD | {"title": title, "version": version}
        assert post(client, "/proposals/1/edit", once="page-1", **fields).status_code == 302
    assert titles() == ["乙"]


@pytest.mark.parametrize("path", [NEW, "/proposals/1/edit"])
def test_signing_in_again_leads_back_into_the_form_with_the_text_in_it(office, path):
    draft(office)
    visitor = office.client()
    asked = post(visitor, path, OWN | {"Referer": f"http://localhost{path}"}, once="k", version="1", **LATER)
    assert (asked.status_code, "您寫的內容還在" in asked.text) == (401, True)
    assert f'action="/sign-in?next={path.replace("/", "%2F")}"' in asked.text or f"next={path}" in asked.text
    resumed = _through(visitor, asked)
    assert (resumed.status_code, "接著寫" in resumed.text) == (200, True)
    shown = visitor.post(path, data=_hidden(resumed), headers=OWN)
    assert (shown.status_code, typed(shown, "title")) == (422, LATER["title"])
    assert titles() == [GOOD["title"]]


def test_who_mistypes_the_password_keeps_the_text_and_somebody_else_does_not_see_it(office):
    visitor = office.client()
    asked = post(visitor, NEW, OWN, writer=str(office.person("amy").id), **LATER)
    wrong = _through(visitor, asked, password="wrong")
    assert (wrong.status_code, LATER["title"] in wrong.text) == (422, True)
    assert _through(visitor, wrong, login="ben").status_code == 302


def _through(client, page, login="amy", password="demo-2026"):
    return client.post("/sign-in", data=_hidden(page) | {"login": login, "password": password}, headers=OWN)


def _hidden(page):
    main = page.text.partition("<main")[2]
    areas = re.findall(r'<textarea name="([^"]+)" hidden[^>]*>\n(.*?)</textarea>', main, re.DOTALL)
    inputs = re.findall(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', main)
    inputs += re.findall(r'<input[^>]*name="([^"]+)"[^>]*type="hidden"[^>]*value="([^"]*)"', main)
    return {name: html.unescape(value) for name, value in [*inputs, *areas]}


@pytest.mark.parametrize("path", [NEW, "/proposals/1/edit", "/proposals/1/details"])
def test_a_form_that_was_open_too_long_comes_back_with_the_text_in_it(office, path):
    draft(office)
    client = office.client("amy")
    fields = {"version": "1", "origin": "free", "cost": "約三萬元", **LATER}
    answer = client.post(path, data={"csrf_token": "old", **fields}, headers=OWN)
    kept = "cost" if path.endswith("details") else "title"
    assert (answer.status_code, typed(answer, kept)) == (422, fields[kept])
    assert titles() == [GOOD["title"]]


def test_a_button_of_a_page_that_was_open_too_long_does_nothing(office):
    _, id = draft(office)
    client = office.client("amy")
    answer = client.post(f"/proposals/{id}/discard", data={"csrf_token": "old"}, headers=OWN)
    assert (answer.status_code, answer.location) == (302, f"/proposals/{id}")
    assert db.session.get_one(Proposal, id).stage == "draft"


def test_what_another_site_sends_is_neither_kept_nor_shown(office):
    for client in (office.client(), office.client("amy")):
        answer = client.post(NEW, data=LATER, headers={"Origin": "https://evil.example"})
        assert (answer.status_code, LATER["title"] in answer.text) == (400, False)


def test_what_cannot_be_taken_any_more_is_shown_to_be_copied(office):
    _, id = submitted(office)
    answer = post(office.client("amy"), f"/proposals/{id}/edit", OWN, version="2", **LATER)
    assert (answer.status_code, LATER["title"] in answer.text) == (409, True)
    assert f'href="/proposals/{id}"' in answer.text or "回到表單" in answer.text


def test_no_page_names_a_header(office):
    client = office.client("amy")
    post(client, "/proposals/similar", once="k", title="甲")
    for title in ("甲", "乙", "丙"):
        assert "Idempotency-Key" not in post(client, NEW, once="k", **GOOD | {"title": title}).text
    assert post(client, NEW, once="k" * 201, **GOOD).status_code == 302


def test_who_is_signed_out_comes_back_to_the_page_of_the_form(office):
    _, id = draft(office)
    answer = post(office.client(), f"/proposals/{id}/submit")
    assert (answer.status_code, answer.location) == (302, f"/sign-in?next=/proposals/{id}")
    assert sign_in(office.client(), "amy", path=answer.location).location == f"/proposals/{id}"
