"""What waits on whose desk."""

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
