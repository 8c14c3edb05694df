"""How telling a term is, and what likelihood comes of how much two texts share."""

import numpy as np
import pytest

from proposals.similar.index.scoring import Stored, closeness, likelihood, weights
from proposals.similar.index.terms import Vector


def test_the_rarer_the_more_telling():
    assert weights(np.array([0, 1, 10, 499, 999]), 999) == pytest.approx([1.0, 0.7912, 0.4641, 0.0276, 0], abs=1e-4)


def test_among_few_texts_what_two_share_still_tells():
    assert weights(np.array([2]), 3) == weights(np.array([2]), 500)
    assert weights(np.array([2]), 3) > 0.5


def test_even_odds_are_in_the_middle_and_certainty_at_the_end():
    assert likelihood(np.array([0.0, 0.6, 0.8, 1.0]), 1, 0.6) == pytest.approx([0, 0.5, 0.7273, 0.9985], abs=1e-4)


def test_a_steeper_curve_is_surer_on_both_sides():
    assert likelihood(np.array([0.4, 0.6, 0.8]), 2, 0.6) == pytest.approx([0.1649, 0.5, 0.8767], abs=1e-4)


def test_what_lies_further_off_scores_less():
    texts = ["增設無障礙坡道", "增設無障礙坡道與扶手", "無障礙廁所", "路燈汰換"]
    asked = Vector.of(texts[0])
    found = closeness(asked, np.full(len(asked), 0.5), Stored.of([Vector.of(text).pack() for text in texts]), 12.0)
    assert found.tolist() == sorted(found.tolist(), reverse=True)
    assert found[0] > 0.99 and found[3] == 0
