"""Two of the secretariat write the minutes of one meeting: the later one sees both texts, and nothing is lost."""

import pytest

from tests.accounts.browser import post
from tests.proposals.forms import typed
from tests.proposals.steps import ANY, submitted

LONG = "出席者同意由民政課主責。\n一、表單統一。\n二、六月試辦。"
AUTOSAVE = {"X-Autosave": "1"}


@pytest.fixture
def meeting(office):
    """The id of a meeting about two proposals; sec and sec2 may write its minutes."""
    ids = [submitted(office, login)[1] for login in ("amy", "ben")]
    plan = {"proposals": ids, "participants": ["amy"], "subject": "兩件談談", "meets_on": "2035-12-31"}
    made = office.api("sec").post("/coordinations", plan)
    assert (made.status_code, made.headers["ETag"], made.json["version"]) == (201, '"1"', 1)
    return made.json["id"]


def kept(office, id):
    found = office.api("auditor").get(f"/coordinations/{id}").json
    return found["minutes"], found["outcome"]


def test_the_later_one_sees_both_texts_and_may_save_hers(office, meeting):
    path = f"/coordinations/{meeting}/write"
    assert post(office.client("sec"), path, version="1", minutes=LONG, outcome="together").status_code == 302
    late = post(office.client("sec2"), path, version="1", minutes="略。", outcome="apart")
    assert (late.status_code, typed(late, "minutes"), typed(late, "version")) == (409, "略。", "2")
    assert [one in late.text for one in ("出席者同意", "<ins>各自進行</ins>", "<del>由一課室主責，共同執行</del>")] == [
        True
    ] * 3
    assert kept(office, meeting) == (LONG, "together")
    assert (
        post(office.client("sec2"), path, version=typed(late, "version"), minutes="略。", outcome="apart").status_code
        == 302
    )
    assert kept(office, meeting) == ("略。", "apart")


@pytest.mark.parametrize("version", [{}, {"version": ""}, {"version": "9" * 5000}, {"version": "一"}], ids=str)
def test_who_names_no_version_or_a_strange_one_overwrites_nothing(office, meeting, version):
    office.api("sec").put(f"/coordinations/{meeting}/minutes", {"minutes": LONG}, headers=ANY)
    for path, headers in (("write", {}), ("conclude", {}), ("autosave", AUTOSAVE)):
        late = post(office.client("sec2"), f"/coordinations/{meeting}/{path}", headers, minutes="略。", **version)
        assert late.status_code == 409
    assert kept(office, meeting) == (LONG, None)


def test_what_the_form_does_not_show_stays_and_what_is_emptied_is_empty(office, meeting):
    client, path = office.client("sec"), f"/coordinations/{meeting}/write"
    office.api("sec").put(f"/coordinations/{meeting}/minutes", {"minutes": LONG, "outcome": "link"}, headers=ANY)
    post(client, path, version="2", minutes="談定。")
    assert kept(office, meeting) == ("談定。", "link")
    post(client, path, version="3", minutes="", shown="outcome")
    assert kept(office, meeting) == ("", None)


def test_the_minutes_are_saved_while_typing(office, meeting):
    client, path = office.client("sec"), f"/coordinations/{meeting}/autosave"
    first = post(client, path, AUTOSAVE, version="1", minutes="出席", outcome="together")
    second = post(client, path, AUTOSAVE, version="2", minutes="出席者同意", outcome="together")
    assert ([one.json["version"] for one in (first, second)], kept(office, meeting)) == (
        [2, 3],
        ("出席者同意", "together"),
    )
    assert 'data-autosave="' + path in client.get(f"/coordinations/{meeting}").text


def test_a_program_names_the_version(office, meeting):
    sec, path = office.api("sec"), f"/coordinations/{meeting}/minutes"
    assert sec.put(path, {"minutes": "甲"}).status_code == 428
    assert sec.put(path, {"minutes": LONG, "outcome": "link"}, headers={"If-Match": 'W/"1"'}).headers["ETag"] == '"2"'
    late = sec.put(path, {"minutes": "乙"}, headers={"If-Match": '"1"'})
    assert (late.status_code, late.json["version"], late.json["current"]["minutes"]) == (412, 2, LONG)
    assert sec.post(f"/coordinations/{meeting}/conclude", headers={"If-Match": '"1"'}).status_code == 412
    assert sec.post(f"/coordinations/{meeting}/cancel", headers={"If-Match": '"1"'}).status_code == 412


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ({"minutes": "乙"}, ("乙", "link")),
        ({"minutes": None}, ("", "link")),
        ({"outcome": None}, (LONG, None)),
        ({"outcome": ""}, (LONG, None)),
        ({}, (LONG, "link")),
    ],
    ids=str,
)
def test_a_program_empties_what_it_names_and_leaves_the_rest(office, meeting, given, left):
    path = f"/coordinations/{meeting}/minutes"
    office.api("sec").put(path, {"minutes": LONG, "outcome": "link"}, headers=ANY)
    assert office.api("sec").put(path, given, headers=ANY).status_code == 200
    assert kept(office, meeting) == left
