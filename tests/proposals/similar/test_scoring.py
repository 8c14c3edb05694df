"""How telling a term is, and how much two texts share."""

import numpy as np
import pytest

from proposals.similar.index.scoring import Stored, closeness, weights
from proposals.similar.index.terms import Vector


def test_the_rarer_the_more_telling():
    assert weights(np.array([0, 1, 10, 499, 999]), 999) == pytest.approx([1.0, 0.7912, 0.4641, 0.0276, 0], abs=1e-4)


def test_among_few_texts_what_two_share_still_tells():
    assert weights(np.array([2]), 3) == weights(np.array([2]), 500)
    assert weights(np.array([2]), 3) > 0.5


def test_what_lies_further_off_scores_less():
    texts = ["增設無障礙坡道", "增設無障礙坡道與扶手", "無障礙廁所", "路燈汰換"]
    asked = Vector.of(texts[0])
    found = closeness(asked, np.full(len(asked), 0.5), Stored.of([Vector.of(text).pack() for text in texts]), 12.0)
    assert found.tolist() == sorted(found.tolist(), reverse=True)
    assert found[0] > 0.99 and found[3] == 0
