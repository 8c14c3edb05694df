"""Shares of two proposals become shares of one: two decimals, everyone at least 0.01, always 100 together."""

from hypothesis import given
from hypothesis import strategies as st

from proposals.merging.share_arithmetic import even, joint


def portions(first):
    """Shares that sum to 100 of one to ten people, numbered from `first`."""
    weights = st.lists(st.integers(1, 100), min_size=1, max_size=10)

    def divided(found):
        people = {first + n: max(1, weight * 90 // sum(found)) for n, weight in enumerate(found)}
        people[first] += 100 - sum(people.values())
        return people

    return weights.map(divided)


def test_each_side_keeps_its_proportion_and_the_first_come_first():
    assert joint({1: 100}, {2: 100}, 50) == {1: 50, 2: 50}
    assert joint({1: 60, 2: 40}, {3: 70, 4: 30}, 50) == {1: 30, 2: 20, 3: 35, 4: 15}
    assert list(joint({9: 60, 2: 40}, {3: 100}, 33)) == [9, 2, 3]


def test_who_stands_on_both_sides_has_both():
    assert joint({1: 60, 2: 40}, {2: 100}, 50) == {1: 30, 2: 70}


def test_a_rest_goes_to_the_largest_remainder_the_earlier_first():
    assert joint({1: 100}, {2: 50.01, 3: 49.99}, 33) == {1: 67, 2: 16.5, 3: 16.5}
    assert joint({1: 33.34, 2: 33.33, 3: 33.33}, {4: 100}, 50) == {1: 16.67, 2: 16.67, 3: 16.66, 4: 50}


def test_nobody_has_nothing():
    assert joint({1: 99.99, 2: 0.01}, {3: 100}, 99) == {1: 0.99, 2: 0.01, 3: 99}


@given(portions(1), portions(8), st.integers(1, 99))
def test_they_sum_to_a_hundred_whatever_they_were(parent, child, portion):
    found = joint(parent, child, portion)
    assert sum(round(share * 100) for share in found.values()) == 10_000
    assert min(found.values()) >= 0.01
    assert found.keys() == parent.keys() | child.keys()
    assert found == joint(parent, child, portion)


def test_every_proposal_merged_so_far_counts_the_same():
    assert [even(1, 1), even(2, 1), even(1, 2), even(500, 1), even(1, 500)] == [50, 33, 67, 1, 99]
