"""What is found, in which order, for whom, and what a question of no sense gets."""

import pytest

from proposals.similar.index import search
from proposals.similar.index.postings import SEGMENT
from proposals.similar.index.terms import Vector
from tests.proposals.similar.office import PROPOSALS, fill


@pytest.fixture
def index(index):
    fill(index)
    return index


def found(index, text, k=3, **how):
    return [hit.id for hit in index.search(text, k, **how).hits]


def many(index, texts):
    index.shelves()[0].add({number: Vector.of(text) for number, text in texts.items()})


@pytest.mark.parametrize("number", PROPOSALS)
def test_a_text_finds_itself_first_and_nearly_certain(index, number):
    first = index.search(PROPOSALS[number], 1).hits[0]
    assert (first.id, first.close > 0.99) == (number, True)


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("網路申辦戶籍謄本", 1),
        ("在线预约活动中心的场地", 2),
        ("電子章取代用印", 3),
        ("快輪到時傳簡訊", 4),
        ("遊具損壞拍照回報", 5),
        ("BICYCLE for staff errand", 6),
        ("ＢＩＣＹＣＬＥＳ", 6),
        ("冷氣沒人自動關", 7),
        ("越南語申請書範例", 8),
    ],
)
def test_other_words_find_the_like_first(index, asked, number):
    assert found(index, asked, 1) == [number]


def test_closeness_stays_between_0_and_1_and_the_best_comes_first(index):
    scores = [hit.close for hit in index.search("民眾線上申請，免再跑櫃台", 8).hits]
    assert scores[0] == max(scores)
    assert len(scores) > 2
    assert all(0 < score < 1 for score in scores)


def test_what_one_may_not_see_is_not_found_and_the_next_one_is(index):
    assert found(index, PROPOSALS[1], 1, allowed=lambda ids: set(ids) - {1}) == [found(index, PROPOSALS[1], 2)[1]]


def test_nobody_allowed_finds_nothing(index):
    assert found(index, PROPOSALS[1], 5, allowed=lambda ids: set()) == []


def test_the_one_allowed_among_thousands_is_found(index):
    many(index, {number: f"{PROPOSALS[1]} 第{number}號 {PROPOSALS[1]}" for number in range(1000, 1900)})
    index.put(5000, "民眾為了一張謄本要跑兩趟櫃台。以下另案")
    asked = []

    def only_the_last(ids):
        asked.extend(ids)
        return set(ids) & {5000}

    assert found(index, PROPOSALS[1], 5, allowed=only_the_last) == [5000]
    assert len(asked) == len(set(asked))


def test_of_a_term_that_nearly_all_have_the_newest_are_read(index, monkeypatch):
    monkeypatch.setattr(search, "LONGEST", 2)
    for number in range(1, 5):
        index.put(number * SEGMENT, f"路{number}")
    assert found(index, "路", 9) == [4 * SEGMENT]
    monkeypatch.setattr(search, "LONGEST", 1000)
    assert set(found(index, "路", 9)) >= {number * SEGMENT for number in range(1, 5)}


@pytest.mark.parametrize("text", ["", " \n", "，。！？——", "🚲💡", "\u3164\u200b", "qzxv"])
def test_a_question_of_no_sense_finds_nothing(index, text):
    assert found(index, text) == []


@pytest.mark.parametrize(("text", "first"), [("章", 3), ("mail 印尼語 🚲 바스", 8), ("謄本" * 10000, 1)])
def test_odd_questions_are_answered(index, text, first):
    assert found(index, text, 1) == [first]


def test_a_phrase_everyone_writes_is_answered_too(index):
    many(index, {number: f"建請研議案{number}" for number in range(100, 400)})
    assert len(found(index, "建請研議案", 5)) == 5
