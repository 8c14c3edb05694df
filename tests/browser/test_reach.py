"""What has the focus is seen, on an ordinary laptop."""

import pytest

from tests.browser.looking import covered

LAPTOP = {"width": 1280, "height": 720}
LOW = {"width": 1280, "height": 600}


@pytest.mark.parametrize("size", [LAPTOP, LOW], ids=["720", "600"])
@pytest.mark.parametrize("login, case", [("rev2", "at_cross_section"), ("chief.civil", "at_section")])
def test_no_stop_of_the_tab_key_lies_under_the_sticky_foot(login, case, size, site, window):
    page = window(login, viewport=size)
    page.goto(f"/reviews/{site.cases[case]}", wait_until="networkidle")
    assert covered(page) == []
