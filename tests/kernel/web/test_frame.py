"""What surrounds a page: the menu knows where one is, a date is not torn in two."""

import re

import pytest

from innovation_hub.kernel.text.language import unbroken
from tests.proposals.steps import draft

CURRENT = re.compile(r'<a href="([^"]*)" aria-current="(\w+)">')


@pytest.mark.parametrize(
    "path, marked",
    [
        ("/", [("/", "page")]),
        ("/proposals", [("/proposals", "page")]),
        ("/proposals/{id}", [("/proposals", "true")]),
        ("/me", []),
    ],
)
def test_the_menu_marks_the_page_one_is_on_or_below(office, path, marked):
    id = draft(office)[1]
    page = office.client("amy").get(path.format(id=id)).text
    assert CURRENT.findall(page) == marked


def test_the_administrator_reads_of_modules_by_their_names(office):
    page = office.client("admin").get("/hub/failures").text
    assert ('data-label="模組" class="short">提案</td>' in page, ">proposals</td>" in page) == (True, False)


@pytest.mark.parametrize("date", ["115年11月27日", "27 Nov 2026", "115-0042"])
def test_a_date_or_a_number_is_kept_in_one_piece_and_what_people_wrote_is_escaped(date):
    assert unbroken(f"<b>期限 {date}。") == f'&lt;b&gt;期限 <span class="name">{date}</span>。'
