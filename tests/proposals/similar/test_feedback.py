"""Who says what the nearest texts say comes forward."""

import numpy as np
import pytest

from proposals.similar.index.feedback import GAIN, lifted
from proposals.similar.index.scoring import Stored, closeness
from proposals.similar.index.terms import Vector

ASKED = "櫃台增設叫號螢幕"
NEAREST = "櫃台增設叫號螢幕，長輩看得清號碼，志工協助引導"
AKIN = "長輩請志工協助引導到窗口"
STRANGE = "停車場夜間照明與路樹修剪"


def stored(*texts):
    return Stored.of([Vector.of(text).pack() for text in texts])


def close(*texts):
    asked = Vector.of(ASKED)
    return closeness(asked, np.full(len(asked), 0.5), stored(*texts), 12.0)


def test_who_says_what_the_nearest_says_comes_before_who_says_something_else():
    texts = NEAREST, AKIN, STRANGE
    near = close(*texts)
    assert near[1] == near[2] == 0
    lift = lifted(near, stored(*texts))
    assert lift[0] > lift[1] > lift[2]


def test_nobody_gains_by_what_she_says_herself():
    assert lifted(close(NEAREST), stored(NEAREST)) == pytest.approx(close(NEAREST))


def test_what_repeats_the_question_tells_nothing_new():
    texts = ASKED, AKIN
    assert lifted(close(*texts), stored(*texts)) == pytest.approx(close(*texts))


def test_nothing_is_gained_where_nothing_is_near():
    assert lifted(np.zeros(2), stored(AKIN, STRANGE)).tolist() == [0, 0]


def test_the_gain_is_a_share_of_the_nearest_s_closeness():
    texts = NEAREST, AKIN, STRANGE
    gain = lifted(close(*texts), stored(*texts)) - close(*texts)
    assert gain.min() >= 0
    assert gain.max() <= GAIN * close(*texts).max()
