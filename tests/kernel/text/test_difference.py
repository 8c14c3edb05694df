"""Two versions of a text are compared by lines and words, and no text makes that long."""

from random import Random

import pytest

from innovation_hub.kernel.text.difference import BUDGET, Work, difference, parts
from innovation_hub.kernel.text.marking import versions

LONGEST = 5000  # characters of the longest field
TABLE = 2 * LONGEST * LONGEST  # comparisons of two such texts that have no line in common


def changes(old, new):
    return [(part.old, part.new) for part in difference(old, new) if part.changed]


def rulers(ending, width):
    return "".join(f"{n}.說明文字{ending}\n{'─' * width}\n" for n in range(1, 41))


def shuffled(seed, letters, length):
    chance = Random(seed)
    return "".join(chance.choice(letters) for _ in range(length))


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("甲\n乙\n丙\n", "甲\n丙\n丁\n", [("乙\n", ""), ("", "丁\n")]),
        ("每月減少六十通詢問電話。", "每月減少八十通詢問電話。", [("六", "八")]),
        ("It costs 1,500 dollars.", "It costs 1,800 dollars.", [("500", "800")]),
        ("👨‍👩‍👧來了", "👨‍👩‍👦來了", [("👨‍👩‍👧", "👨‍👩‍👦")]),
        ("cafe\u0301店", "cafe店", [("cafe\u0301", "cafe")]),
        ("王小明承辦", "完全不同的一句話", [("王小明承辦", "完全不同的一句話")]),
        ("", "新", [("", "新")]),
        ("舊", "", [("舊", "")]),
        ("一樣", "一樣", []),
    ],
)
def test_a_difference_is_what_a_person_would_mark(old, new, found):
    assert changes(old, new) == found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (rulers("", 40), rulers("改", 38)),
        ("的" * 4999, "的的的的的的的的的是" * 499),
        (shuffled(1, "ab", LONGEST), shuffled(2, "ab", LONGEST)),
        (" x" * 2500, "x xy" * 1250),
        ("甲\n" * 2500, "乙\n甲\n" * 1250),
        (shuffled(3, "的是在不了有和人", LONGEST), shuffled(4, "的是在不了有和人", LONGEST)),
    ],
)
def test_no_two_texts_of_a_field_cost_more_than_the_table_of_both(old, new):
    work = Work()
    found = parts(old, new, work)
    assert ("".join(part.old for part in found), "".join(part.new for part in found)) == (old, new)
    assert all(part.changed or part.old == part.new for part in found)
    assert 0 < work.made <= TABLE < BUDGET


def test_ruled_lines_and_words_are_marked_where_they_changed():
    assert changes(rulers("", 40), rulers("改", 38)) == [("", "改"), ("──", "")] * 40


def test_beyond_the_bound_the_rest_is_shown_as_replaced():
    old, new, work = "頭\n" + "a1" * 9000 + "\n尾", "頭\n" + "1a" * 9000 + "b\n尾", Work(most=1000)
    assert [part.changed for part in parts(old, new, work)] == [False, True, False]
    assert work.made <= 1000


def test_a_long_text_of_the_import_is_within_the_bound_too():
    work = Work()
    found = parts("一,\n" * 100_000, "一。\n" * 100_000, work)
    assert (work.made <= BUDGET, "".join(part.new for part in found)) == (True, "一。\n" * 100_000)


def test_what_was_compared_once_is_not_compared_again():
    before = difference.cache_info().hits
    one, other = difference("甲乙丙", "甲丁丙"), difference("甲乙丙", "甲丁丙")
    assert one is other
    assert difference.cache_info().hits > before


def test_what_went_and_came_is_marked_and_counted():
    found = versions("<b>甲</b>乙", "<b>甲</b>丙丁")
    assert (found.old, found.new) == ("&lt;b&gt;甲&lt;/b&gt;<del>乙</del>", "&lt;b&gt;甲&lt;/b&gt;<ins>丙丁</ins>")
    assert (found.removed, found.added, found.changed, found.said) == (1, 2, True, True)


def test_a_change_of_blanks_can_be_seen():
    assert versions("甲乙丙丁", "甲乙\n丙丁").new == "甲乙<ins>↵\n</ins>丙丁"
