"""測試用的瀏覽器 | The browser of the tests."""

import shutil

from tools import debian

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def path() -> str:
    """Path of a Chromium; empty where there is none. The fonts come along because pages are Chinese."""
    return _found() or _installed()


def _installed() -> str:
    return _found() if debian.install("chromium", "fonts-noto-cjk") else ""


def _found() -> str:
    return next((there for name in NAMES if (there := shutil.which(name))), "")
