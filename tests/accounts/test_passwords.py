"""Passwords: how they are tried, counted, changed and stored."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from innovation_hub.accounts.credentials import HASHER, NOBODYS_HASH, Credential, WrongPassword
from innovation_hub.accounts.models import set_password, sign_in
from innovation_hub.kernel import clock
from innovation_hub.kernel.errors import Invalid
from innovation_hub.kernel.storage.session import db
from tests.accounts.browser import post
from tests.accounts.browser import sign_in as fill_in

GOOD = "三隻貓慢慢走過區公所的長廊"


def tries(login, *passwords):
    """What each try ends with: in, wrong, or locked."""
    ends = []
    for password in passwords:
        try:
            sign_in(login, password)
            db.session.commit()
            ends.append("in")
        except WrongPassword as refusal:
            ends.append("locked" if "暫停登入" in str(refusal.detail) else "wrong")
            db.session.rollback()
    return ends


def test_signing_in_gives_the_person_and_a_token_of_her_own(office):
    (amy, first), (again, second) = sign_in("amy", "demo-2026"), sign_in("amy", "demo-2026")
    assert (amy.login, again.login) == ("amy", "amy")
    assert first != second


def test_the_fifth_wrong_try_locks_even_the_right_password(office):
    assert tries("amy", *["wrong"] * 5, "demo-2026") == ["wrong"] * 4 + ["locked", "locked"]


def test_a_lock_ends_after_a_quarter_of_an_hour_and_counting_begins_anew(office):
    tries("amy", *["wrong"] * 5)
    with clock.at(clock.now() + timedelta(minutes=14)):
        assert tries("amy", "demo-2026") == ["locked"]
    with clock.at(clock.now() + timedelta(minutes=16)):
        assert tries("amy", *["wrong"] * 4, "demo-2026") == ["wrong"] * 4 + ["in"]


def test_the_sentence_says_until_when(office):
    with clock.at(clock.now().replace(year=2026, month=8, day=3, hour=1, minute=0)):
        tries("amy", *["wrong"] * 5)
        assert "115年8月3日 09:15" in fill_in(office.client(), "amy").text


def test_a_right_password_forgets_the_wrong_ones(office):
    assert tries("amy", *["wrong"] * 4, "demo-2026", *["wrong"] * 4, "demo-2026").count("locked") == 0


def test_the_form_counts_though_its_request_is_rolled_back(office):
    client = office.client()
    for _ in range(4):
        fill_in(client, "amy", "wrong")
    assert db.session.get(Credential, office.person("amy").id).failures == 4


def test_wrong_tries_at_the_same_moment_are_all_counted(office):
    asked, clients = {"login": "amy", "password": "wrong", "name": "guess"}, [office.client() for _ in range(12)]
    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda client: client.post("/api/v1/tokens", json=asked), clients))
    assert [answer.status_code for answer in answers] == [401] * 12
    assert ["暫停登入" in answer.json["detail"] for answer in answers].count(False) == 4


def test_others_are_not_locked_with_her(office):
    tries("amy", *["wrong"] * 5)
    assert tries("ben", "demo-2026") == ["in"]


def test_an_unknown_login_costs_the_same_work():
    assert HASHER.check_needs_rehash(NOBODYS_HASH) is False
    assert NOBODYS_HASH.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_a_password_is_stored_as_a_hash_with_its_own_salt(office):
    hashes = []
    for login in ("amy", "ben"):
        set_password(office.person(login), GOOD)
        db.session.commit()
        hashes.append(db.session.get(Credential, office.person(login).id).password_hash)
    assert [text.startswith("$argon2id$v=19$m=19456,t=2,p=1$") for text in hashes] == [True, True]
    assert hashes[0] != hashes[1]


@pytest.mark.parametrize("password", ["", "eleven chars"[:11], "x" * 129])
def test_a_password_too_short_or_too_long_is_refused(office, password):
    with pytest.raises(Invalid):
        set_password(office.person("amy"), password)


def test_a_new_password_lifts_the_lock(office):
    tries("amy", *["wrong"] * 5)
    set_password(office.person("amy"), GOOD)
    db.session.commit()
    assert tries("amy", GOOD) == ["in"]


def test_changing_the_password_ends_every_other_sign_in(office):
    here, there, ben = office.client("amy"), office.client("amy"), office.client("ben")
    answer = post(here, "/me/password", old="demo-2026", new=GOOD, again=GOOD)
    assert (answer.status_code, answer.location) == (302, "/me")
    assert [one.get("/me").status_code for one in (here, there, ben)] == [200, 302, 200]
    assert tries("amy", "demo-2026", GOOD) == ["wrong", "in"]


@pytest.mark.parametrize(
    ("old", "new", "again", "sentence"),
    [
        ("wrong", GOOD, GOOD, "帳號或密碼不正確"),
        ("demo-2026", "short", "short", "密碼請設 12 到 128 個字元。"),
        ("demo-2026", GOOD, GOOD + "!", "兩次輸入的新密碼不一樣。"),
        ("", "", "", "請輸入目前密碼。"),
    ],
)
def test_a_change_that_is_refused_says_why_and_changes_nothing(office, old, new, again, sentence):
    answer = post(office.client("amy"), "/me/password", old=old, new=new, again=again)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert tries("amy", "demo-2026") == ["in"]
