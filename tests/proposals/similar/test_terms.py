"""A text as numbers."""

import numpy as np
import pytest

from proposals.similar.index import terms
from proposals.similar.index.terms import MOST_UNITS, Vector, units, unpacked


def words(text):
    return [text[unit.start : unit.end] for unit in units(text)]


def test_a_unit_is_a_character_or_a_word_or_a_number():
    assert words("裝設 65 吋 TV，e-mail 통지 バス") == [*"裝設", "65", "吋", "TV", "e", "mail", *"통지バス"]


def test_marks_and_lines_and_emoji_say_nothing():
    assert [len(Vector.of(text)) for text in ("", "，。！？\n——「」", "🚲🛣️💡", " \t\u3000")] == [0, 0, 0, 0]


def test_one_and_many_are_one_word():
    assert [unit.code for unit in units("parking lots")] == [unit.code for unit in units("Parking LOT")]
    assert [unit.code for unit in units("class")] != [unit.code for unit in units("clas")]


def test_neighbours_are_terms_too_and_order_tells():
    assert len(Vector.of("甲乙丙")) == 5
    assert set(Vector.of("甲乙").terms) & set(Vector.of("乙甲").terms) == {
        *Vector.of("甲").terms.tolist(),
        *Vector.of("乙").terms.tolist(),
    }


def test_how_often_a_term_occurs_stops_at_255():
    assert sorted(Vector.of("路" * 3000).counts.tolist()) == [255, 255]


def test_a_long_text_is_read_to_its_2500th_unit():
    assert len(units("橋樑" * 10000)) == MOST_UNITS
    assert np.array_equal(Vector.of("橋樑" * 1250 + "隧道").terms, Vector.of("橋樑" * 1250).terms)


LONG = ["甲乙，" * 4000, "a small word, " * 1500, "甲" * 2400 + " word" * 4000, "甲" * 2500, "…" * 19990 + "甲乙"]


@pytest.mark.parametrize("text", LONG)
def test_a_long_text_says_the_same_however_little_of_it_is_read(text, monkeypatch):
    read = Vector.of(text).pack()
    monkeypatch.setattr(terms, "USUAL_CHARACTERS", terms.MOST_CHARACTERS)
    assert (len(read) > 0, Vector.of(text).pack()) == (True, read)


@pytest.mark.parametrize("texts", [["甲乙丙", "", "丁" * 300], ["word"]])
def test_vectors_come_back_as_they_were_packed(texts):
    vectors = [Vector.of(text) for text in texts]
    those, counts = unpacked([vector.pack() for vector in vectors])
    assert those.tolist() == [term for vector in vectors for term in vector.terms.tolist()]
    assert counts.tolist() == [count for vector in vectors for count in vector.counts.tolist()]
