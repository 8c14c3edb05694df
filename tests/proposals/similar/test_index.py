"""What is written when a text is put, put again, changed and removed."""

from concurrent.futures import ThreadPoolExecutor

from innovation_hub.kernel.storage.session import writing
from proposals.similar.index.index import Found, Index
from tests.proposals.similar.office import PROPOSALS, fill, rows

EMPTY = {"sizes": [(0, 0)], "terms": [], "postings": [], "texts": []}


def test_a_text_put_twice_is_there_once(index, session):
    fill(index)
    once = rows(session)
    fill(index)
    assert rows(session) == once


def test_a_changed_text_leaves_no_trace_of_what_it_said(index, session):
    fill(index)
    straight = rows(session)
    index.put(3, "完全不同的內容：辦公室植栽認養")
    assert rows(session) != straight
    index.put(3, PROPOSALS[3])
    assert rows(session) == straight


def test_removed_texts_leave_nothing(index, session):
    fill(index)
    for number in [*PROPOSALS, 3, 99]:
        index.remove(number)
    assert rows(session) == EMPTY


def test_the_order_of_writing_does_not_matter(index, session):
    for number in [5, 1, 7, 2, 8, 4, 6, 3]:
        index.put(number, PROPOSALS[number])
    backwards = rows(session)
    for number in PROPOSALS:
        index.remove(number)
    fill(index)
    assert rows(session) == backwards


def test_segments_keep_far_ids_apart(index):
    for number in (1, 8191, 8192, 8193, 1_000_000, 2_000_000_000):
        index.put(number, PROPOSALS[1 + number % 2])
    found = index.search(PROPOSALS[1], 10).hits
    assert [hit.id for hit in found] == [8192, 1_000_000, 2_000_000_000, *[1, 8191, 8193]]
    index.remove(8192)
    assert [hit.id for hit in index.search(PROPOSALS[1], 2).hits] == [1_000_000, 2_000_000_000]


def test_an_index_nobody_has_written_to_finds_nothing(index):
    assert index.search(PROPOSALS[1], 3) == Found([], frozenset())


def test_a_text_of_no_words_can_be_put_and_removed(index, session):
    index.put(1, "……")
    index.remove(1)
    assert rows(session) == EMPTY


def test_nothing_is_kept_unless_the_caller_commits(index, session):
    index.put(1, PROPOSALS[1])
    session.commit()
    index.put(2, PROPOSALS[2])
    session.rollback()
    assert [hit.id for hit in index.search("線上申請 線上繳費", 5).hits] == [1]


def test_writers_at_the_same_moment_lose_nothing_and_double_nothing(sessions):
    def put(number):
        with writing(), sessions() as session:
            Index(session).put(number, PROPOSALS[1 + number % 8])
            session.commit()

    put(0)
    with ThreadPoolExecutor(6) as writers:
        list(writers.map(put, [number // 3 for number in range(48)]))
    with sessions() as session:
        together = rows(session)
    with writing(), sessions() as session:
        for number in range(16):
            Index(session).remove(number)
        for number in range(16):
            Index(session).put(number, PROPOSALS[1 + number % 8])
        assert rows(session) == together


def test_what_is_worth_marking_in_several_texts_is_what_a_search_for_each_finds(index):
    assert index.telling([PROPOSALS[1]]) == [frozenset()]
    fill(index)
    asked = [PROPOSALS[1], "", PROPOSALS[2] + "別的事"]
    assert index.telling(asked) == [index.search(one, 1).telling for one in asked]
    assert index.telling([]) == []
