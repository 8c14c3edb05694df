"""What a judge empties is empty: a mark, an answer, a recommendation or a comment taken back is not sealed."""

import html
import re

import pytest

from review.judging.cards import Scorecard
from tests.accounts.browser import post
from tests.proposals.forms import errors, typed
from tests.proposals.steps import ANY, refused, there
from tests.review.steps import MARKS, TICKS, at_cross_section, at_section, put, sealed

CARD = {f"scores_{key}": str(points) for key, points in MARKS.items()} | {"comment": "可行", "recommendation": "pass"}
ALL = {"scores": MARKS, "comment": "可行", "recommendation": "pass"}
SHOWN = re.compile(r'name="shown" value="(\w+)"')


def own(office, login, case):
    return office.api(login).get(f"/reviews/{case}").json["card"]


def send(client, case, path="", **given):
    """The card as the page sends it: with the version and the choices the page shows."""
    page = client.get(f"/reviews/{case}").text.partition("/scorecard")[2]
    hidden = {"version": html.unescape(re.search(r'name="version"[^>]*value="([^"]*)"', page)[1])}
    return post(client, f"/reviews/{case}/scorecard{path}", **hidden | {"shown": SHOWN.findall(page)} | given)


@pytest.mark.parametrize(
    ("emptied", "at"),
    [
        ("scores_innovation", "scores_innovation"),
        ("scores_completeness", "scores_completeness"),
        ("recommendation", "recommendation-0"),
    ],
)
def test_what_was_emptied_on_the_page_is_not_sealed(office, emptied, at):
    _, case = at_cross_section(office)
    client = office.client("rev1")
    assert send(client, case, **CARD).status_code == 302
    left = {key: value for key, value in CARD.items() if key != emptied}
    answer = send(client, case, then="seal", **left | ({emptied: ""} if emptied.startswith("scores") else {}))
    assert (answer.status_code, list(errors(answer)), there(Scorecard)) == (422, [at], 1)


def test_an_emptied_mark_is_saved_as_empty_while_typing(office):
    _, case = at_cross_section(office)
    client = office.client("rev1")
    send(client, case, "/autosave", **CARD)
    taken = send(client, case, "/autosave", **CARD | {"scores_innovation": "", "comment": ""})
    card = own(office, "rev1", case)
    assert (taken.json["version"], "innovation" in card["scores"], card["comment"]) == (2, False, "")


def test_a_mark_that_is_no_number_leaves_the_kept_one_while_typing(office):
    _, case = at_cross_section(office)
    client = office.client("rev1")
    send(client, case, "/autosave", **CARD)
    assert send(client, case, "/autosave", **CARD | {"scores_innovation": "二十"}).status_code == 422
    assert own(office, "rev1", case)["scores"] == MARKS


def test_an_answer_of_the_checklist_is_taken_back(office):
    _, case = at_section(office)
    client, answers = office.client("chief.civil"), dict.fromkeys((f"checklist_{key}" for key in TICKS), "yes")
    first = next(iter(answers))
    send(client, case, **answers)
    answer = send(client, case, then="seal", **{key: value for key, value in answers.items() if key != first})
    assert (answer.status_code, list(errors(answer))) == (422, [f"{first}-0"])


def test_what_a_form_did_not_show_stays(office):
    _, case = at_cross_section(office)
    put(office, "rev1", case, **ALL)
    answer = post(office.client("rev1"), f"/reviews/{case}/scorecard", version="1", scores_innovation="3")
    card = own(office, "rev1", case)
    assert (answer.status_code, card["scores"]) == (302, MARKS | {"innovation": 3})
    assert (card["comment"], card["recommendation"]) == ("可行", "pass")


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ({"scores": {"innovation": None}}, {"scores": {key: MARKS[key] for key in MARKS if key != "innovation"}}),
        ({"scores": None}, {"scores": {}}),
        ({"comment": None, "recommendation": None}, {"comment": "", "recommendation": ""}),
        ({"comment": ""}, {"comment": ""}),
        ({}, {}),
    ],
    ids=str,
)
def test_a_program_takes_back_with_null_and_leaves_what_it_does_not_name(office, given, left):
    _, case = at_cross_section(office)
    put(office, "rev1", case, **ALL)
    card = put(office, "rev1", case, **given).json["card"]
    assert {key: card[key] for key in ALL} == ALL | left


def test_a_program_takes_back_a_tick(office):
    _, case = at_section(office)
    put(office, "chief.civil", case, checklist=TICKS)
    put(office, "chief.civil", case, checklist={"real": None})
    refusal = office.api("chief.civil").post(f"/reviews/{case}/scorecard/seal")
    assert (refusal.status_code, list(refusal.json["errors"])) == (422, ["checklist.real"])


def test_the_card_has_a_version_of_its_own_from_the_start(office):
    _, case = at_cross_section(office)
    rev1, path = office.api("rev1"), f"/reviews/{case}/scorecard"
    assert own(office, "rev1", case)["version"] == 0
    assert own(office, "sec", case) is None
    first = rev1.put(path, {"comment": "甲"}, headers={"If-Match": '"0"'})
    assert (first.status_code, first.headers["ETag"], first.json["card"]["version"]) == (200, '"1"', 1)
    assert rev1.put(path, {"comment": "乙"}, headers={"If-Match": 'W/"1"'}).json["card"]["version"] == 2
    assert refused(rev1.put(path, {"comment": "丙"}))[0] == 428
    stale = rev1.put(path, {"comment": "丙"}, headers={"If-Match": '"1"'})
    assert (stale.status_code, stale.json["version"], stale.json["current"]["comment"]) == (412, 2, "乙")
    assert rev1.post(f"{path}/seal", headers={"If-Match": '"1"'}).status_code == 412
    assert sealed(office, "rev1", case, **ALL)["card"]["version"] is None


def test_of_two_windows_the_later_one_is_shown_both_cards_and_may_save_hers(office):
    _, case = at_cross_section(office)
    client = office.client("rev1")
    put(office, "rev1", case, **ALL)
    answer = send(client, case, **CARD | {"version": "0", "comment": "先看效益", "scores_innovation": "9"})
    assert (answer.status_code, typed(answer, "comment"), typed(answer, "version")) == (409, "先看效益", "1")
    assert [piece in answer.text for piece in ("<del>可行</del>", "您打開之後", "<ins>9</ins>")] == [True] * 3
    assert own(office, "rev1", case)["comment"] == "可行"
    again = {key: typed(answer, key) for key in ("version", "comment", "scores_innovation")}
    assert send(client, case, **CARD | again).status_code == 302
    assert own(office, "rev1", case)["scores"] == MARKS | {"innovation": 9}


def test_who_saves_the_same_again_is_told_of_no_clash(office):
    _, case = at_cross_section(office)
    put(office, "rev1", case, **ALL)
    assert office.api("rev1").put(f"/reviews/{case}/scorecard", {}, headers=ANY).json["card"]["version"] == 2
    assert send(office.client("rev1"), case, **CARD | {"version": "0"}).status_code == 302
