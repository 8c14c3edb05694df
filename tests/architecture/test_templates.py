"""Templates hold no style, no script, nothing that opens a hole in the content security policy, nothing unescaped."""

import re

import pytest

from tests.architecture.source import files, place

FORBIDDEN = {
    "a style attribute": re.compile(r"\sstyle\s*="),
    "a style element": re.compile(r"<style\b"),
    "a script without src": re.compile(r"<script(?![^>]*\bsrc=)"),
    "an event attribute": re.compile(r"\son[a-z]+\s*="),
    "hx-on": re.compile(r"\b(data-)?hx-on\b"),
    "a script as an address": re.compile(r"javascript:"),
    "an address of another site": re.compile(r"""\b(?:src|href|action)\s*=\s*["'](?:https?:)?//"""),
    "text that is not escaped": re.compile(r"\|\s*safe\b|\bautoescape\b|\bMarkup\b"),
}
SAMPLES = {
    "a style attribute": '<p class="a" style="color: red">',
    "a style element": "<style>p {}</style>",
    "a script without src": "<script>go()</script>",
    "an event attribute": '<button onclick="go()">',
    "hx-on": '<a data-hx-on:click="go()">',
    "a script as an address": '<a href="javascript:go()">',
    "an address of another site": '<img src="//cdn.example/x.png">',
    "text that is not escaped": "{{ text | safe }}",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_holds(what):
    assert [place(file) for file in files("html") if FORBIDDEN[what].search(file.read_text())] == []


@pytest.mark.parametrize("what", FORBIDDEN)
def test_it_would_be_found(what):
    assert FORBIDDEN[what].search(SAMPLES[what])
