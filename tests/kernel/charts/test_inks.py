"""The inks can be told from their ground and read on it, in light and in dark."""

import gzip
import re
from pathlib import Path

import pytest

import innovation_hub.kernel
from innovation_hub.kernel.charts.heat_map import SHADES
from innovation_hub.kernel.charts.svg import PAPER

STATIC = Path(innovation_hub.kernel.__file__).parent / "web/static"
OWN = (STATIC / "charts.css").read_text()
PAGE = (STATIC / "hub.css").read_text()
GROUNDS = {"light": "#ffffff", "dark": "#1a2028"}
READ = ("text", "soft")
SEEN = ("1", "2", "3", "4", "5", "6", "good", "warn", "bad")
TONES = ("1", "good", "warn", "bad")


def fallbacks(scheme):
    found = re.findall(r"^\.chart-(\w+) .*?light-dark\((#\w+), (#\w+)\)", OWN, re.M)
    return {name: pair[scheme == "dark"] for name, *pair in found} | {"ground": GROUNDS[scheme]}


def tokens(scheme):
    found = {
        name: pair[scheme == "dark"] for name, *pair in re.findall(r"--([\w-]+): light-dark\((#\w+), (#\w+)\)", PAGE)
    }
    named = found | {name: found[other] for name, other in re.findall(r"--(chart-\w+): var\(--(\w+)\)", PAGE)}
    return {name.removeprefix("chart-"): ink for name, ink in named.items() if name.startswith("chart-")} | {
        "ground": found["surface"]
    }


PALETTES = [read(scheme) for read in (fallbacks, tokens) for scheme in GROUNDS] + [
    {name.removeprefix("chart-"): ink for name, ink in PAPER.items()} | {"ground": "#ffffff"}
]


def channels(ink):
    return [int(ink[at : at + 2], 16) / 255 for at in (1, 3, 5)]


def laid(ink, ground, share):
    return [share * over + (1 - share) * under for over, under in zip(channels(ink), channels(ground), strict=True)]


def luminance(colour):
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", PALETTES)
def test_what_is_seen_stands_out_three_to_one(palette):
    ground = channels(palette["ground"])
    assert {name for name in SEEN if contrast(channels(palette[name]), ground) < 3} == set()


@pytest.mark.parametrize("palette", PALETTES)
def test_text_stands_out_four_and_a_half_to_one(palette):
    share = {"text": 1, "soft": 0.76 if palette["soft"] == palette["text"] else 1}
    written = {name: laid(palette[name], palette["ground"], share[name]) for name in READ}
    assert {name for name in READ if contrast(written[name], channels(palette["ground"])) < 4.5} == set()


@pytest.mark.parametrize("palette", PALETTES)
def test_a_number_can_be_read_on_the_strongest_shade_of_every_tone(palette):
    cells = {tone: laid(palette[tone], palette["ground"], SHADES[-1]) for tone in TONES}
    assert {tone for tone, cell in cells.items() if contrast(channels(palette["text"]), cell) < 4.5} == set()


def test_paper_has_the_inks_of_the_light_page():
    light = fallbacks("light")
    assert {name: light[name.removeprefix("chart-")] for name in PAPER if name != "chart-soft"} == {
        name: ink for name, ink in PAPER.items() if name != "chart-soft"
    }


def test_the_rules_of_charts_stay_under_two_kilobytes():
    assert len(gzip.compress(OWN.encode())) < 2048
