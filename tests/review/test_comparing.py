"""Marks side by side: who has sealed sees her own beside the panel's; nobody sees any before."""

import re

from tests.review.steps import at_cross_section, sealed

LOW = {"innovation": 10, "feasibility": 15, "benefit": 20, "diffusion": 5, "completeness": 5}
HIGH = {"innovation": 20, "feasibility": 25, "benefit": 30, "diffusion": 9, "completeness": 10}
TOTAL = ["合計", "100", "55", "74.5", "55～94"]


def marks(office, login, case):
    """The rows of the comparison on a person's page of the case."""
    page = office.client(login).get(f"/reviews/{case}").text
    rows = [re.findall(r"<td[^>]*>(?:<strong>)?([^<]*)", row) for row in page.split("<tr>")]
    return [row for row in rows if row[:1] == ["合計"]]


def put_down(office, login, case, scores):
    sealed(office, login, case, scores=scores, comment="可行", recommendation="pass")


def test_who_has_sealed_sees_her_own_marks_beside_the_panels(office):
    _, case = at_cross_section(office)
    put_down(office, "rev2", case, HIGH)
    before = marks(office, "rev1", case)
    put_down(office, "rev1", case, LOW)
    assert (before, marks(office, "rev1", case)) == ([], [TOTAL])


def test_who_decides_sees_the_mean_without_marks_of_her_own(office):
    _, case = at_cross_section(office)
    put_down(office, "rev1", case, LOW)
    alone = marks(office, "sec", case)
    put_down(office, "rev2", case, HIGH)
    assert (alone, marks(office, "sec", case)) == ([], [[*TOTAL[:2], *TOTAL[3:]]])


def test_the_desk_says_how_far_one_has_come(office):
    cases = [at_cross_section(office)[1] for _ in range(2)]
    put_down(office, "rev1", cases[0], LOW)
    pages = [office.client("rev1").get(path).text for path in ("/reviews", f"/reviews/{cases[1]}")]
    assert ["已評 1／2 件" in page for page in pages] == [True, True]
