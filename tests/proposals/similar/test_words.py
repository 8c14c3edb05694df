"""Which word two texts get, what each says alone, and that a list is the same whatever is asked for."""

import pytest

from proposals.similar.index.differences import differences
from proposals.similar.index.resemblance import Said, likelihoods
from proposals.similar.index.words import COMPARED, called
from tests.proposals.similar.office import PROPOSALS, fill

ASKED = {
    "same": ("戶籍謄本改由線上申請\n一張謄本要跑兩趟櫃台。\n線上申請，超商取件。", 0.97),
    "partly": ("活動中心借用退費改用匯款\n里民等很久才拿到退費。\n改匯入帳戶。", 0.29),
    "topic": ("戶籍謄本由里辦公處代收\n長者到櫃台不便。\n由里幹事收件後送回。", 0.11),
    None: ("路燈更換為節能燈具\n夜間巷道昏暗。\n逐年汰換。", 0.03),
}


@pytest.fixture
def index(index):
    fill(index)
    return index


def words(index, text):
    hits = index.search(text, COMPARED).hits
    found = called(text, [(PROPOSALS[hit.id], hit.close) for hit in hits], index.live(), 0.5)
    return [(hit.id, one.word, round(one.score, 2)) for hit, one in zip(hits, found, strict=True)]


@pytest.mark.parametrize("word", ASKED)
def test_the_first_found_has_its_word_and_score(index, word):
    text, score = ASKED[word]
    assert [one[1:] for one in words(index, text)[:1]] == [(word, score)]


def test_a_smaller_question_gives_the_beginning_of_the_same_list(index):
    whole = index.search(ASKED["partly"][0], 8).hits
    assert [index.search(ASKED["partly"][0], k).hits for k in (1, 2, 3)] == [whole[:1], whole[:2], whole[:3]]


def test_how_likely_two_propose_the_same_does_not_depend_on_which_is_asked(index):
    one, other = PROPOSALS[1], ASKED["same"][0]
    assert len(set(likelihoods(index.live(), [(one, other), (other, one)]))) == 1


def test_the_same_sentence_about_another_place_is_less_alike(index):
    text = "{}路燈汰換為節能燈具\n{}夜間昏暗。\n逐年汰換。"
    here, again, there = text.format("中山路", "中山路"), text.format("中山路", "巷道"), text.format("大明里", "大明里")
    near, far = likelihoods(index.live(), [(here, again), (here, there)])
    assert near > 0.5 > far


@pytest.mark.parametrize("text", ["", "\n\n", "，。！", "a", "長" * 4500, "😀"])
def test_any_text_is_compared(index, text):
    assert all(0 <= score <= 1 for _, _, score in words(index, text))
    assert len(likelihoods(index.live(), [(text, text)])) == 1


def test_a_text_without_a_title_is_taken_by_all_it_says():
    assert Said.of("\n中山路昏暗").title.terms.tolist() == Said.of("中山路昏暗").whole.terms.tolist()


@pytest.mark.parametrize(
    ("one", "other", "only"),
    [
        ("中山路橋改建\n老舊", "和平路橋改建\n老舊", ["中山"]),
        ("中山路橋改建", "改建中山路橋", []),
        ("戶籍謄本線上申請\n", "公園遊具巡檢", ["戶籍謄本線上申請"]),
        ("", "公園", []),
    ],
)
def test_what_only_one_title_says_is_told(one, other, only):
    assert differences(one, other) == only
