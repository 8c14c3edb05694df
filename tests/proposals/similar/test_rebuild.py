"""A new index is built while the old one answers, and what is written meanwhile is in both."""

import pytest

from proposals.similar.index import rebuild as rebuilding
from proposals.similar.index.rebuild import Overtaken, rebuild
from tests.proposals.similar.office import PROPOSALS, fill, rows


@pytest.fixture(autouse=True)
def small_steps(monkeypatch):
    monkeypatch.setattr(rebuilding, "BATCH", 3)
    monkeypatch.setattr(rebuilding, "SLICE", 40)


def pages(texts):
    return lambda after, most: sorted((n, said) for n, said in texts.items() if n > after)[:most]


def found(index, text):
    return [hit.id for hit in index.search(text, 1).hits]


def test_a_rebuilt_index_is_as_if_written_anew(index, session):
    fill(index)
    straight = rows(session)
    index.put(99, "此案已不存在")
    assert sum(rebuild(session, pages(PROPOSALS))) == len(PROPOSALS)
    assert (rows(session, 2), rows(session, 1)) == (straight, {"sizes": [], "terms": [], "postings": [], "texts": []})


def test_the_old_one_answers_at_every_step(index, session):
    fill(index)
    answers = []
    for _ in rebuild(session, pages(PROPOSALS)):
        session.commit()
        answers.append(found(index, PROPOSALS[1]))
    assert (answers, len(answers) > 6) == ([[1]] * len(answers), True)


def test_a_search_that_a_rebuild_overtakes_answers_from_the_new_one(index, session):
    fill(index)
    steps = []

    def rebuilt_meanwhile(ids):
        steps.extend(rebuild(session, pages(PROPOSALS)) if not steps else ())
        return set(ids)

    assert [hit.id for hit in index.search(PROPOSALS[1], 1, rebuilt_meanwhile).hits] == [1]
    assert rows(session, 1)["texts"] == []


def test_what_is_written_meanwhile_is_in_the_new_one(index, session):
    fill(index)
    texts = dict(PROPOSALS)
    steps = rebuild(session, pages(texts))
    while not next(steps):
        pass
    index.put(2, "二號改寫成流浪動物認養")
    index.put(8, "八號改寫成停車位預約")
    index.remove(1)
    texts |= {2: "二號改寫成流浪動物認養", 8: "八號改寫成停車位預約"}
    del texts[1]
    list(steps)
    rewritten = rows(session, 2)
    list(rebuild(session, pages(texts)))
    assert rewritten == rows(session, 3)


def test_one_broken_off_is_thrown_away_by_the_next(index, session):
    fill(index)
    straight, broken = rows(session), rebuild(session, pages(PROPOSALS))
    for _ in range(4):
        next(broken)
    list(rebuild(session, pages(PROPOSALS)))
    assert rows(session, 2) == straight


def test_one_overtaken_by_another_stops(index, session):
    fill(index)
    slow = rebuild(session, pages(PROPOSALS))
    for _ in range(4):
        next(slow)
    next(rebuild(session, pages(PROPOSALS)))
    with pytest.raises(Overtaken):
        next(slow)


def test_the_first_index_can_be_built_this_way(index, session):
    list(rebuild(session, pages(PROPOSALS)))
    assert found(index, PROPOSALS[3]) == [3]
