"""Finding anything finds only what the finder may see."""

import re

from tests.proposals.steps import draft, submitted
from tests.review.steps import at_cross_section


def found(office, login, words):
    page = office.client(login).get(f"/search?q={words}", headers={"HX-Request": "true"}).text
    return re.findall(r'<a href="([^"]*)"', page)


def test_a_draft_is_found_by_its_author_alone(office):
    _, id = draft(office, title="貓頭鷹保育")
    assert [found(office, login, "貓頭鷹") for login in ("amy", "sec", "head")] == [[f"/proposals/{id}"], [], []]


def test_a_case_is_found_by_its_number_by_who_judges_it(office):
    id, case = at_cross_section(office)
    number = office.api("amy").get(f"/proposals/{id}").json["number"]
    assert found(office, "rev1", number) == [f"/reviews/{case}"]
    assert found(office, "sec", number) == [f"/proposals/{id}", f"/reviews/{case}"]
    assert found(office, "ben", number) == []


def test_people_are_found_by_who_may_see_the_list_of_people(office):
    assert (found(office, "admin", "林美如"), found(office, "ben", "林美如")) == (["/people?q=amy"], [])


def test_what_is_no_word_for_the_database_finds_nothing(office):
    submitted(office)
    assert [found(office, "amy", words) for words in ("%25", "_", "%00", "'")] == [[], [], found(office, "amy", ""), []]
