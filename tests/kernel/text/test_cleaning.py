"""What is typed is kept; only what nobody sees, and what joins nothing, is taken out."""

import pytest

from innovation_hub.kernel.text.cleaning import is_text, many_lines, one_line

FLAG_OF_ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"


@pytest.mark.parametrize(
    "typed",
    [
        "家庭👨‍👩‍👧‍👦與🏳️‍🌈 می‌خواهم क्‍ष",
        "👩🏽‍💻 ❤️‍🔥 1️⃣",
        "ന്‍ ශ්‍රී ه‍",
        f"{FLAG_OF_ENGLAND} 葛\U000e0100飾 辻\ufe00",
        "e\u0301 é ﬁ 臺台 ﾊ 𡘙𠮷",
        "造字\ue000",
    ],
)
def test_what_carries_meaning_comes_back_as_typed(typed):
    assert (one_line(typed), many_lines(typed)) == (typed, typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("甲\u200d乙\u200c", "甲乙"),
        ("\u200da👩\u200d", "a👩"),
        ("می\u200c خ", "می خ"),
        ("a\u202eb\u2066c\u200ed\u061c", "abcd"),
        ("a\U000e0041\U000e0042b", "ab"),
        (" \ufe0f甲", "甲"),
        ("軟\u00ad連\u034f字", "軟連字"),
        ("甲\x00\x1b\x9f乙", "甲乙"),
    ],
)
def test_what_joins_nothing_and_what_nobody_sees_goes(typed, kept):
    assert (one_line(typed), many_lines(typed)) == (kept, kept)


@pytest.mark.parametrize(
    "typed",
    [
        *("", " \t\n", "\u2800", "\u00ad", "\u034f", "\ufe0f", "\u180e", "\u061c", "\U000e0020", "\u3000", "\u200b"),
        *("\u3164", "\u2060\u200d", "\u0301", "\u2800 \u3000\ufeff", "\u200c\u200d", "\U0001d159"),
    ],
)
def test_what_shows_nothing_is_empty(typed):
    assert (one_line(typed), many_lines(typed)) == ("", "")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_lines_end_as_lines_do(end):
    assert many_lines(f" 一{end}{end}二{end}") == "一\n\n二"
    assert one_line(f" 一{end}{end}二{end}") == "一 二"


def test_half_a_character_is_no_text():
    assert [is_text(text) for text in ("甲\ud800", "\udc00", "𠮷", "")] == [False, False, True, True]
