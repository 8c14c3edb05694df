"""How wide words are, and how numbers are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innovation_hub.kernel.charts.words import HALF, amount, fit, headed, number, percent, width, wrap


def test_width_counts_full_width_characters():
    assert width("民政課") == 3
    assert width("ＡＢ") == 2
    assert width("115年") == pytest.approx(1 + 3 * HALF)
    assert width("45+") == pytest.approx(1 + 2 * HALF)
    assert width("𠀀") == 1


def test_unseen_characters_take_no_room():
    assert width("葛\U000e0100") == 1
    assert width("e\u0301") == HALF
    assert width("a\u200b") == HALF


def test_words_that_fit_are_left_and_others_end_in_an_ellipsis():
    assert fit("推動小組", 4) == "推動小組"
    assert fit("推動小組審議", 4) == "推動小…"


@given(st.text(), st.floats(1, 30))
def test_fitted_words_are_never_wider_than_their_room(text, room):
    assert width(fit(text, room)) <= room + 1e-9


@given(st.text(), st.floats(1, 30))
def test_wrapped_lines_fit_and_lose_nothing(text, room):
    lines = wrap(text, room)
    assert "".join(lines) == text
    assert [line for line in lines if width(line) > room + 1e-9] == []


def test_a_room_too_narrow_for_one_character_still_takes_one_a_line():
    assert wrap("回覆", 0.5) == ["回", "覆"]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, "—"),
        (0, "0"),
        (-0.04, "0"),
        (12, "12"),
        (12.0, "12"),
        (87.46, "87.5"),
        (1234567, "1,234,567"),
        (-3.5, "-3.5"),
    ],
)
def test_numbers_have_thousands_and_at_most_one_decimal(value, written):
    assert number(value) == written


def test_a_unit_stands_off_from_its_number_but_for_the_percent_sign():
    assert [amount(3, "件"), amount(87.5, "%"), amount(3, ""), amount(None, "件")] == ["3 件", "87.5%", "3", "—"]


def test_a_share_of_nothing_is_no_figure():
    assert [percent(1, 3), percent(0, 5), percent(0, 0), percent(3, 0)] == [33.3, 0, None, None]


def test_a_column_is_headed_by_its_unit():
    assert [headed("案件數", "件"), headed("案件數", "")] == ["案件數（件）", "案件數"]
