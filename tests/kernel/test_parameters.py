"""A parameter holds its default until the administrator sets it; each change is kept and told."""

import re

import pytest
from sqlalchemy import select

from innovation_hub.kernel.errors import Invalid, NotAllowed
from innovation_hub.kernel.events import journal
from innovation_hub.kernel.policy.parameters import history, parameters
from innovation_hub.kernel.storage.session import db, writing
from proposals.similar.accuracy import THRESHOLD
from tests.accounts.browser import post

KEY = THRESHOLD.key


def change(office, value, login="admin"):
    with writing():
        THRESHOLD.change(value, office.person(login))
        db.session.commit()


def test_it_has_its_default_until_it_is_set(office):
    assert (parameters()[KEY].value, history()) == (0.5, [])


def test_the_last_change_holds_and_every_one_is_kept_and_told(office):
    change(office, 0.4)
    change(office, 0.6)
    told = [entry.body for entry in journal.story(f"parameter:{KEY}")]
    assert THRESHOLD.value == 0.6
    assert [(row.value, row.by.login) for row in history()] == [(0.6, "admin"), (0.4, "admin")]
    assert told == [
        {"parameter_id": KEY, "value": 0.4, "before": 0.5},
        {"parameter_id": KEY, "value": 0.6, "before": 0.4},
    ]


def test_the_same_value_again_is_no_change(office):
    change(office, 0.5)
    assert history() == []


@pytest.mark.parametrize("value", [None, 0.01, 0.99, float("nan")])
def test_a_value_out_of_bounds_is_refused_with_its_bounds(office, value):
    with pytest.raises(Invalid) as refusal:
        change(office, value)
    assert {key: str(said) for key, said in refusal.value.fields.items()} == {"value": "請填 0.05 到 0.95 的數。"}
    db.session.rollback()


def test_only_the_administrator_sets_it(office):
    with pytest.raises(NotAllowed):
        change(office, 0.4, login="sec")
    db.session.rollback()


def test_it_is_set_in_the_browser(office):
    browser = office.client("admin")
    refused = post(browser, f"/hub/parameters/{KEY}", value="2")
    taken = post(browser, f"/hub/parameters/{KEY}", value="0.45")
    page = browser.get("/hub/parameters").text
    assert (refused.status_code, "請填 0.05 到 0.95 的數。" in refused.text) == (422, True)
    assert (taken.status_code, "「相似門檻」已存，從現在起適用。" in page) == (302, True)
    assert THRESHOLD.value == 0.45


def test_of_two_who_set_it_the_later_sees_both_values(office):
    change(office, 0.4)
    browser, path = office.client("admin"), f"/hub/parameters/{KEY}"
    late = [post(browser, path, value="0.6", **seen) for seen in ({}, {"version": "0"}, {"version": "99"})]
    assert [answer.status_code for answer in late] == [409] * 3
    assert ("<del>4</del>" in late[0].text, "<ins>6</ins>" in late[0].text, THRESHOLD.value) == (True, True, 0.4)
    db.session.rollback()
    seen = re.search(r'name="version"[^>]*value="(\d+)"', late[0].text.partition(f'action="{path}"')[2])[1]
    assert post(browser, path, value="0.6", version=seen).status_code == 302
    db.session.rollback()
    assert THRESHOLD.value == 0.6


def test_the_value_that_stands_there_already_is_no_clash(office):
    change(office, 0.4)
    assert post(office.client("admin"), f"/hub/parameters/{KEY}", value="0.4", version="0").status_code == 302


def test_an_unknown_parameter_is_not_there(office):
    assert post(office.client("admin"), "/hub/parameters/nothing", value="1").status_code == 404


def test_what_was_set_is_neither_changed_nor_deleted(office):
    change(office, 0.4)
    row = db.session.scalars(select(type(history()[0]))).unique().one()
    for spoil in (lambda: setattr(row, "value", 0.1), lambda: db.session.delete(row)):
        with writing(), pytest.raises(Exception, match="insert-only"):
            spoil()
            db.session.commit()
        db.session.rollback()
