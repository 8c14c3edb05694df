"""What two texts share is marked on both sides, whatever way it is written, and nothing a text holds becomes markup."""

from proposals.similar.index.phrases import marked, phrases
from proposals.similar.index.terms import Vector

ALL = frozenset


def telling(text, habits=""):
    return frozenset(Vector.of(text).terms.tolist()) - frozenset(Vector.of(habits).terms.tolist())


def shared(asked, other, habits=""):
    return phrases(asked, other, telling(asked, habits))


def test_the_longest_comes_first_in_the_words_of_the_other():
    asked = "建議於臺中公園設置親子廁所，並汰換老舊遊具。"
    other = "台中公園 設置親子廁所案\n老舊遊具應儘速更新"
    assert shared(asked, other) == ["台中公園 設置親子廁所", "老舊遊具"]


def test_two_characters_are_too_few():
    assert shared("公園遊具", "公園座椅") == []


def test_habits_of_writing_are_left_out_at_the_ends():
    assert shared("建請市府設置親子廁所案", "建請市府設置親子廁所，請查照", habits="建請市府") == ["設置親子廁所"]


def test_texts_that_share_only_habits_share_nothing():
    assert shared("建請市府設置路燈", "建請市府疏濬溝渠", habits="建請市府") == []


def test_a_common_word_is_not_cut_in_two():
    assert shared("擬闢建運動公園一處", "闢建運動公園一座", habits="公園一") == ["闢建運動公園"]


def test_words_of_an_alphabet_are_whole():
    assert shared("Install wheelchair ramps", "A wheelchair ramp, at last") == ["wheelchair ramp"]
    assert shared("art", "start the artist") == []


def test_a_phrase_does_not_run_over_the_end_of_a_sentence():
    assert shared("增設路燈夜間安全", "增設路燈。夜間安全") == ["增設路燈", "夜間安全"]


def test_what_lies_within_a_longer_phrase_is_not_told_twice():
    assert shared("夜間反光背心", "夜間反光背心。反光背心") == ["夜間反光背心"]


def test_phrases_are_marked_however_the_text_writes_them():
    assert (
        marked("台中公園、設置親子廁所；公園", ["臺中公園設置親子廁所"]) == "<mark>台中公園、設置親子廁所</mark>；公園"
    )
    assert marked("ＹＯＵＢＩＫＥ停靠站", ["YouBike"]) == "<mark>ＹＯＵＢＩＫＥ</mark>停靠站"


def test_the_longer_of_two_phrases_is_marked():
    assert marked("反光背心", ["反光", "反光背心"]) == "<mark>反光背心</mark>"


def test_nothing_in_a_text_becomes_markup():
    text = '<script>alert("1")</script>設置親子廁所<mark>&'
    assert marked(text, ["設置親子廁所", "<b>"]) == (
        "&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt;<mark>設置親子廁所</mark>&lt;mark&gt;&amp;"
    )


def test_without_phrases_the_text_is_only_escaped():
    assert (marked("a<b", []), marked("", ["甲乙丙"])) == ("a&lt;b", "")


def test_a_phrase_goes_across_a_comma_and_never_across_brackets_colons_or_the_items_of_a_list():
    said = "一、標紅字型，改用造字「堃」等字"
    assert shared(said, said) == ["標紅字型，改用造字"]
