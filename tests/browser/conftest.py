"""A real browser: one for all tests, a window of its own for each; what it complains of fails the test."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.site import Site
from tests.conftest import COMMON
from wsgi import create_app

CHROMIUM = os.environ.get("HUB_TEST_CHROMIUM") or "/usr/bin/chromium"
ARGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
ARGS += [f"--disable-{what}" for what in ("background-networking", "component-update", "sync")]
PATIENCE = 60000
DESK = {"width": 1280, "height": 900}
REFUSED = "Failed to load resource: the server responded with a status of 4"


def pytest_collection_modifyitems(items):
    """A browser on a busy machine may miss a moment: what fails is tried once more, and named as RERUN at the end."""
    for item in items:
        if item.nodeid.startswith("tests/browser/"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="package")
def chromium():
    """The browser."""
    if not Path(CHROMIUM).exists():
        pytest.skip("no Chromium: set HUB_TEST_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        expect.set_options(timeout=PATIENCE)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def site(chromium, embedded, tmp_path_factory):
    """The product being served."""
    settings, _ = embedded.copy(tmp_path_factory.mktemp("site"))
    own = {"HUB_QUEUE_PREFIX": "browser", "HUB_DEMO": True, "HUB_SWEEP_SECONDS": 1}
    served = Site(create_app(COMMON | settings | own))
    served.open()
    yield served
    served.close()


class Windows:
    """Windows of people; `complaints` are what the browser said of their pages, a refusal's status left out."""

    def __init__(self, site: Site, chromium) -> None:
        self.site, self.chromium, self.complaints, self.contexts = site, chromium, [], []

    def __call__(self, login: str | None = None, **options):
        """A new window, signed in as `login`."""
        context = self.chromium.new_context(base_url=self.site.url, **{"viewport": DESK, "locale": "zh-TW"} | options)
        context.set_default_timeout(PATIENCE)
        self.contexts.append(context)
        if login:
            self.become(context, login)
        context.on("console", self.note)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        return context.new_page()

    def become(self, context, login: str) -> None:
        """From now on `login` sits before this window."""
        context.clear_cookies()
        context.add_cookies([self.site.cookie(login)])

    def note(self, message) -> None:
        """Keeps an error or warning."""
        if message.type in ("error", "warning") and not message.text.startswith(REFUSED):
            self.complaints.append(message.text)

    def close(self) -> None:
        """Closes them all."""
        for context in self.contexts:
            context.close()


@pytest.fixture
def window(site, chromium):
    """Opens windows: `window("amy")` gives a page."""
    windows = Windows(site, chromium)
    yield windows
    windows.close()
    assert windows.complaints == []
