"""Every page, for everyone: readable in both languages, on desk and phone, light and dark; and small on the wire."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import AXE, findings
from tests.browser.conftest import DESK
from tests.browser.looking import names, spaced

NARROW, PHONE = {"width": 320, "height": 640}, {"width": 390, "height": 844}
BUDGET, REQUESTS = 60 * 1024, 8
OF_THE_LOOK = ("color-contrast", "target-size", "scrollable-region-focusable")
LOOKS = {
    "zh": [("light", DESK, ()), ("dark", DESK, OF_THE_LOOK[:1]), ("light", PHONE, OF_THE_LOOK), ("dark", PHONE, ())],
    "en": [("light", DESK, OF_THE_LOOK), ("dark", PHONE, OF_THE_LOOK)],
}
MEETINGS = ("/clusters", "/coordinations", "/coordinations/{meeting}", "/coordinations/new?proposal=3&proposal=4")
PAGES = {
    "nobody": ["/sign-in"],
    "amy": [
        *("/", "/proposals", "/proposals?q=貓頭鷹", "/proposals/new", "/proposals/{draft}", "/proposals/{draft}/edit"),
        *("/proposals/{draft}/details", "/proposals/{at_task_force}", "/proposals/{decided}", "/nowhere"),
        *("/proposals/{returned}/edit", "/proposals/{decided}/revisions/1", "/notices", "/me", "/rulebook"),
        *("/proposals/{at_section}", "/proposals/{returned}", "/proposals/{not_accepted}", "/proposals/{withdrawn}"),
        *("/search", "/search?q=眼鏡", "/search?q=貓頭鷹", "/proposals/{decided}/similar"),
    ],
    "ben": ["/merges/{merge}", "/proposals/{merged}"],
    "chief.civil": ["/reviews", "/reviews/{case_of_section}"],
    "rev1": ["/reviews", "/reviews/{case_of_reviewers}"],
    "sec": [
        "/reviews?all=1",
        "/reviews/{case_of_reviewers}",
        "/reviews/{case_of_head}/difference",
        "/proposals/{at_section}/beside/{decided}",
        "/proposals/{at_section}/merge/{main}",
        "/merges/{joined_merge}",
        "/proposals/{main}/split",
        *MEETINGS,
    ],
    "panel5": ["/reviews/{case_of_head}"],
    "head": ["/", "/reviews", "/reviews/{case_of_head}", "/dashboard", "/dashboard/figures/adoption_rate"],
    "admin": [
        *("/hub/failures", "/hub/parameters", "/people", "/people?q=貓頭鷹", "/search?q=amy", "/rulebook/amend"),
        *("/proposals/similar/accuracy", "/proposals/import"),
    ],
    "auditor": ["/reviews?all=1", "/reviews/{case_of_head}"],
}
HEAVY = [
    ("nobody", "/sign-in"),
    ("head", "/dashboard"),
    ("amy", "/proposals"),
    ("rev1", "/reviews/{case_of_reviewers}"),
]
LANGUAGES = {"zh": "zh-Hant-TW", "en": "en"}
TITLE = re.compile(r"\S.* \| (創新中心|Innovation Hub)")
NOT_ONCE = """[...document.querySelectorAll(".chart-frame")]
    .filter(frame => [...frame.children].filter(one => one.checkVisibility()).length != 1)
    .map(frame => frame.parentElement.innerText.slice(0, 40))"""
CUT_OFF = """[...document.querySelectorAll(".table-frame")]
    .filter(frame => frame.scrollWidth > frame.clientWidth)
    .map(frame => frame.getAttribute("aria-label"))"""
DEMO = {"zh": "示範環境", "en": "Demo"}


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
        answer = page.goto(path.format(**places))
        assert answer.status == (404 if path == "/nowhere" else 200), path
        return page

    return go


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("login", PAGES)
def test_everyone_can_read_every_page_everywhere(login, language, visit):
    if not AXE.exists():
        pytest.skip("no axe-core: make setup-dev")
    page, found = speak(visit(login, PAGES[login][0]), language), {}
    for path in PAGES[login]:
        visit(login, path, page)
        found |= {f"{path} {what}": faults for what, faults in looks(page, language) if faults}
        assert TITLE.fullmatch(page.title())
        assert page.locator("html").get_attribute("lang") == LANGUAGES[language]
        expect(page.get_by_role("complementary", name=DEMO[language])).to_be_visible()
    assert found == {}


def speak(page, language):
    """From now on the page speaks the language. What it still loads would bring the old choice's cookie back."""
    page.wait_for_load_state("networkidle")
    with page.expect_navigation():
        page.locator(f"button[name=language][value={language}]").evaluate("button => button.click()")
    return page


def looks(page, language):
    """The faults of a page on desk and phone, light and dark."""
    for theme, size, rules in LOOKS[language]:
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size(size)
        yield f"{theme} {size['width']}", findings(page, *rules)
        yield f"wider than {size['width']}", wide(page, size["width"])
        yield "a picture not shown once", page.evaluate(NOT_ONCE)
        yield f"a table cut off at {size['width']}", page.evaluate(CUT_OFF)
    yield "names", names(page)
    page.set_viewport_size(NARROW)
    yield "wider than 320", wide(page, NARROW["width"])
    yield "wider than 320 with spaced text", wide(spaced(page), NARROW["width"])
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
