"""What waits on whose desk."""

import csv

from tests.journeys.test_climb import MARKS, climb, decide, score, todo


def test_a_case_comes_to_the_decider_when_most_cards_are_in(office):
    climb(office)
    [case] = todo(office, "chief.civil")
    checks = dict.fromkeys(("complete", "real", "not_refused", "new"), True)
    score(office, "chief.civil", case, checklist=checks)
    assert decide(office, "chief.civil", case, outcome="pass").status_code == 200
    waiting = []
    for reviewer in ("rev1", "rev2", "rev3"):
        score(office, reviewer, case, scores=MARKS, recommendation="pass")
        waiting.append(todo(office, "sec"))
    assert waiting == [[], [case], [case]]


def test_the_desk_as_a_table_hides_what_the_page_hides(office):
    climb(office)
    [case] = todo(office, "chief.civil")
    checks = dict.fromkeys(("complete", "real", "not_refused", "new"), True)
    score(office, "chief.civil", case, checklist=checks)
    decide(office, "chief.civil", case, outcome="pass")
    assert [rows(office, login) for login in ("rev1", "sec")] == [
        [["", "跨課室預審", "0", "3"]],
        [["民政課", "跨課室預審", "0", "3"]],
    ]


def rows(office, login):
    """Section, tier, cards sealed and cards asked of each row."""
    table = office.client(login).get("/reviews.csv?all=1").data.decode("utf-8-sig").splitlines()
    return [[row[2], row[3], row[5], row[6]] for row in csv.reader(table[1:])]
