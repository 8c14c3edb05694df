"""Charts as a browser lays them out, on a phone and on a desk."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

import innovation_hub.kernel
from tests.kernel.charts.samples import FULL

CHROMIUM = os.environ.get("HUB_TEST_CHROMIUM") or shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
CSS = (Path(innovation_hub.kernel.__file__).parent / "web/static" / "charts.css").read_text()
BODY = "".join(f"<section>{chart.svg}</section>" for chart in FULL.values())
PAGE = (
    f"<!doctype html><meta charset=utf-8><style>{CSS} body {{ margin: 16px; font-family: sans-serif; }}</style>{BODY}"
)
SHOWN = """() => [...document.querySelectorAll('svg')].filter(svg => svg.getBoundingClientRect().width)
    .map(svg => svg.getAttribute('class').split('chart-')[1])"""
TEXTS = """() => [...document.querySelectorAll('svg')].filter(svg => svg.getBoundingClientRect().width).flatMap(svg => {
    const frame = svg.getBoundingClientRect(), scale = frame.width / svg.viewBox.baseVal.width;
    return [...svg.querySelectorAll('text')].map(text => {
        const box = text.getBoundingClientRect();
        return {words: text.textContent, size: parseFloat(getComputedStyle(text).fontSize) * scale,
                inside: box.left >= frame.left - 1 && box.right <= frame.right + 1
                        && box.top >= frame.top - 1 && box.bottom <= frame.bottom + 1,
                box: [box.left, box.top, box.right, box.bottom], chart: svg.getAttribute('aria-labelledby')};
    });
})"""

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no Chromium here")


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(params=[390, 620, 1280])
def page(browser, request):
    page = browser.new_page(viewport={"width": request.param, "height": 800})
    page.set_content(PAGE)
    yield page
    page.close()


def overlap(one, other):
    (left, top, right, bottom), (x1, y1, x2, y2) = one["box"], other["box"]
    return one["chart"] == other["chart"] and min(right, x2) - max(left, x1) > 1 and min(bottom, y2) - max(top, y1) > 4


def test_one_picture_of_each_chart_is_shown(page):
    fitting = "narrow" if page.viewport_size["width"] == 390 else "wide"
    assert page.evaluate(SHOWN) == ["spark" if kind == "sparkline" else fitting for kind in FULL]


def test_every_word_is_large_enough_to_read(page):
    assert [text["words"] for text in page.evaluate(TEXTS) if text["size"] < 11.5] == []


def test_no_word_leaves_its_picture(page):
    assert [text["words"] for text in page.evaluate(TEXTS) if not text["inside"]] == []


def test_no_words_lie_upon_each_other(page):
    texts = page.evaluate(TEXTS)
    pairs = [
        (one["words"], other["words"]) for at, one in enumerate(texts) for other in texts[:at] if overlap(one, other)
    ]
    assert pairs == []


def test_the_page_never_scrolls_sideways(page):
    assert page.evaluate("document.documentElement.scrollWidth") == page.viewport_size["width"]
