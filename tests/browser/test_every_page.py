"""Every page, for everyone: readable by all, on desk and phone, light and dark; and small on the wire."""

import re

import pytest

from tests.browser.axe import AXE, findings
from tests.browser.conftest import DESK

PHONE = {"width": 390, "height": 844}
BUDGET, REQUESTS = 60 * 1024, 6
OF_THE_LOOK = ("color-contrast", "target-size", "scrollable-region-focusable")
LOOKS = [("light", DESK, ()), ("dark", DESK, OF_THE_LOOK[:1]), ("light", PHONE, OF_THE_LOOK), ("dark", PHONE, ())]
MEETINGS = ("/clusters", "/coordinations", "/coordinations/{meeting}", "/coordinations/new?proposal=3&proposal=4")
PAGES = {
    "nobody": ["/sign-in"],
    "amy": [
        *("/", "/proposals", "/proposals?q=貓頭鷹", "/proposals/new", "/proposals/{draft}", "/proposals/{draft}/edit"),
        *("/proposals/{draft}/details", "/proposals/{at_task_force}", "/proposals/{decided}", "/nowhere"),
        *("/proposals/{returned}/edit", "/proposals/{decided}/revisions/1", "/notices", "/me", "/rulebook"),
    ],
    "ben": ["/merges/{merge}", "/proposals/{merged}"],
    "chief.civil": ["/reviews", "/reviews/{case_of_section}"],
    "rev1": ["/reviews", "/reviews/{case_of_reviewers}"],
    "sec": [
        "/reviews?all=1",
        "/reviews/{case_of_reviewers}",
        "/reviews/{case_of_head}/difference",
        "/people",
        "/proposals/{at_section}/beside/{decided}",
        "/proposals/{at_section}/merge/{main}",
        "/merges/{joined_merge}",
        "/proposals/{main}/split",
        *MEETINGS,
    ],
    "panel5": ["/reviews/{case_of_head}"],
    "head": ["/", "/reviews", "/reviews/{case_of_head}", "/dashboard", "/dashboard/figures/adoption_rate"],
    "admin": ["/hub/failures", "/hub/parameters", "/people", "/rulebook/amend", "/proposals/similar/accuracy"],
    "auditor": ["/reviews?all=1", "/reviews/{case_of_head}"],
}
HEAVY = [
    ("nobody", "/sign-in"),
    ("head", "/dashboard"),
    ("amy", "/proposals"),
    ("rev1", "/reviews/{case_of_reviewers}"),
]
TITLE = re.compile(r"\S.* \| 創新中心")


@pytest.fixture(scope="package")
def places(site):
    """The things of the small world, as addresses name them."""
    cases = {"section": "at_section", "reviewers": "at_cross_section", "head": "at_task_force"}
    return (
        site.proposals
        | site.world.merges
        | {"meeting": site.world.meeting}
        | {f"case_of_{who}": site.cases[name] for who, name in cases.items()}
    )


@pytest.fixture
def visit(window, places):
    """Opens a page as somebody sees it."""

    def go(login, path, page=None):
        page = page or window(None if login == "nobody" else login, reduced_motion="reduce")
        page.goto(path.format(**places))
        return page

    return go


@pytest.mark.parametrize("login", PAGES)
def test_everyone_can_read_every_page_everywhere(login, visit):
    if not AXE.exists():
        pytest.skip("no axe-core: make setup-dev")
    page, found = None, {}
    for path in PAGES[login]:
        page = visit(login, path, page)
        found |= {f"{path} {what}": faults for what, faults in looks(page) if faults}
        assert TITLE.fullmatch(page.title())
        assert page.locator("html").get_attribute("lang") == "zh-Hant-TW"
    assert found == {}


def looks(page):
    """The faults of a page on desk and phone, light and dark."""
    for theme, size, rules in LOOKS:
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size(size)
        yield f"{theme} {size['width']}", findings(page, *rules)
        yield f"wider than {size['width']}", wide(page, size["width"])
    page.set_viewport_size(DESK)


def wide(page, width):
    """How wide it is, when it is too wide."""
    there = page.evaluate("document.documentElement.scrollWidth")
    return [there] if there > width else []


@pytest.mark.parametrize("login, path", HEAVY)
def test_a_first_visit_is_small(login, path, window, places):
    page, sizes = window(None if login == "nobody" else login), []
    wire = page.context.new_cdp_session(page)
    wire.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
    wire.send("Network.enable")
    page.goto(path.format(**places), wait_until="networkidle")
    assert 10_000 < sum(sizes) <= BUDGET
    assert len(sizes) <= REQUESTS
