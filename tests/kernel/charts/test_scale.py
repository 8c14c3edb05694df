"""Where values stand, and the round numbers of an axis."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innovation_hub.kernel.charts.scale import Scale, step, ticks

values = st.lists(st.floats(-1e9, 1e9, allow_subnormal=False), max_size=20)


def test_a_scale_lays_its_edges_on_its_edges():
    scale = Scale(0, 10, 200, 100)
    assert [scale(0), scale(5), scale(10)] == [200, 150, 100]


def test_a_scale_without_a_span_leaves_everything_at_its_start():
    assert [Scale(7, 7, 30, 90)(value) for value in (0, 7, 99)] == [30, 30, 30]


@pytest.mark.parametrize(
    ("given", "marks"),
    [
        ([], [0, 1]),
        ([0, 0], [0, 1]),
        ([3], [0, 1, 2, 3]),
        ([18], [0, 5, 10, 15, 20]),
        ([100, 90], [0, 20, 40, 60, 80, 100]),
        ([101], [0, 50, 100, 150]),
        ([-12.5, 40], [-20, 0, 20, 40]),
        ([1234], [0, 500, 1000, 1500]),
    ],
)
def test_ticks_are_round_and_begin_at_zero(given, marks):
    assert ticks(given) == marks


@given(values)
def test_ticks_enclose_all_values_and_zero_and_stay_few(values):
    marks = ticks(values)
    assert marks[0] <= min([0, *values]) and max([0, *values]) <= marks[-1]
    assert 0 in marks
    assert 2 <= len(marks) <= 7


@given(st.floats(0, 1e12), st.integers(1, 24))
def test_a_step_covers_the_span_in_as_many_steps_as_allowed(span, most):
    assert span <= step(span, most) * most
