"""One character for all ways to write it, and no position moves."""

import pytest

from proposals.similar.index.fold import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("臺北市", "台北市"),
        ("颱風", "台风"),
        ("線上申辦", "线上申办"),
        ("裏面與里面", "裡面與裡面"),
        ("群峰", "羣峯"),
        ("ＹｏｕＢｉｋｅ２．０", "youbike2.0"),
        ("（一）", "(一)"),
        ("ﾊﾞｽ", "ﾊﾞｽ"),
        ("ÉCOLE", "école"),
    ],
)
def test_ways_to_write_the_same_are_one(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize("text", ["臺灣㎡㈱①ﬁİß", "👨‍👩‍👧 e\u0301", "𠮷野家 𪜈", "", "\x00\ud7ff", "ﷺ"])
def test_a_text_keeps_its_length(text):
    assert len(fold(text)) == len(text)


def test_different_characters_stay_different():
    assert len({fold(character) for character in "橋樓廁道公園車站"}) == 8
