"""What people write differently and mean alike is one text to whoever searches or compares."""

import pytest

from innovation_hub.kernel.text.folding import fold, fold_login, same, words_of

ALIKE = [
    ("臺北", "台北"),
    ("櫃檯", "櫃台"),
    ("櫃枱", "柜台"),
    ("裡面", "裏面"),
    ("做法", "作法"),
    ("計劃", "計畫"),
    ("部份", "部分"),
    ("群衆", "群眾"),
    ("戶政", "户政"),
    ("⼾政", "戶政"),
    ("ＯＤＦ範本", "odf範本"),
    ("ｶﾞｲﾄﾞ", "ガイド"),
    ("e\u0301lan計畫", "ÉLAN計畫"),
    ("Café", "CAFE"),
    ("葛\U000e0100飾", "葛飾"),
    ("里民 活動\u3000中心", "里民活動中心"),
    ("１１５－0062", "115-0062"),
    ("線上–申請", "線上—申請"),
    ("甲\u200b乙", "甲乙"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_what_is_meant_alike_is_one(one, other):
    assert (fold(one), same(one, other)) == (fold(other), True)
    assert fold(fold(one)) == fold(one)


@pytest.mark.parametrize(
    ("one", "other"), [("民政", "民國"), ("is hall", "ishall"), ("大", "太"), ("ガ", "カ"), ("и", "й")]
)
def test_what_is_another_word_stays_another(one, other):
    assert not same(one, other)


def test_a_question_is_its_words():
    assert words_of(" 預約　里民 預約 \u200b ") == [fold("預約"), fold("里民")]
    assert words_of("\u3000\u2060") == []
    assert len(words_of(" ".join(map(str, range(99))))) == 20


@pytest.mark.parametrize("typed", ["amy", " AMY ", "ａｍｙ", "Amy\u200b", "a\u00admy\u3000"])
def test_a_login_is_one_however_it_is_typed(typed):
    assert fold_login(typed) == "amy"
