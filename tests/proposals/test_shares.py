"""Who makes a proposal together states each one's contribution, and all of them sum to a hundred."""

import pytest
from sqlalchemy import func, select

from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.storage.session import db
from proposals.shares import Proposer
from tests.proposals.steps import draft, refused, submitted

LOOK = "有欄位需要修正，請看各欄位旁的說明。"
UNKNOWN = "找不到同仁：nobody"
TWICE = "共同提案人重複列出。"
DECIMALS = "須為數字，最多兩位小數。"
WHOLE = "每位共同提案人的貢獻須在 0.01 到 99.99 之間（%）。"
TOO_MUCH = "共同提案人的貢獻合計須小於 100%，其餘屬主要提案人。"


@pytest.fixture
def engine(embedded):
    """These rules ask no database."""
    return embedded


def co(*portions):
    return [{"login": login, "share": share} for login, share in portions]


def shares(program, id):
    return [(one["login"], one["share"]) for one in program.get(f"/proposals/{id}").json["proposers"]]


def change(program, id, portions):
    return program.patch(f"/proposals/{id}", {"co_proposers": portions}, headers={"If-Match": "*"})


def test_the_lead_has_the_rest_to_a_hundred(office):
    program, id = draft(office, co_proposers=co(("ben", 30), ("rev1", 20)))
    assert shares(program, id) == [("amy", 50), ("ben", 30), ("rev1", 20)]


def test_alone_she_has_it_all(office):
    program, id = draft(office)
    assert shares(program, id) == [("amy", 100)]


def test_shares_may_change_as_long_as_it_is_a_draft(office):
    program, id = draft(office, co_proposers=co(("ben", 30), ("rev1", 20)))
    for portions, expected in (
        ([("rev1", 98), ("ben", 1)], [("amy", 1), ("rev1", 98), ("ben", 1)]),
        ([("rev2", 45)], [("amy", 55), ("rev2", 45)]),
        ([], [("amy", 100)]),
    ):
        assert change(program, id, co(*portions)).status_code == 200
        assert shares(program, id) == expected
        total = db.session.scalar(select(func.sum(Proposer.share)).where(Proposer.proposal_id == id))
        db.session.commit()
        assert total == 100


def test_under_review_they_stay(office):
    program, id = submitted(office, co_proposers=co(("ben", 30)))
    assert change(program, id, co(("ben", 40))).status_code == 409
    assert shares(program, id) == [("amy", 70), ("ben", 30)]


@pytest.mark.parametrize(
    ("portions", "errors"),
    [
        (co(("nobody", 10)), {"co_proposers": UNKNOWN}),
        (co(("ben", 10), ("ben", 20)), {"co_proposers": TWICE}),
        (co(("amy", 10)), {"co_proposers": "主要提案人不必再列為共同提案人。"}),
        (co(("ben", 0)), {"co_proposers": WHOLE}),
        (co(("ben", 100)), {"co_proposers": WHOLE}),
        (co(("ben", -5)), {"co_proposers": WHOLE}),
        (co(("ben", 10**30)), {"co_proposers.0.share": DECIMALS}),
        (co(("ben", 60), ("rev1", 40)), {"co_proposers": TOO_MUCH}),
        (co(("ben", 33.333)), {"co_proposers.0.share": DECIMALS}),
        (co(("ben", "30")), {"co_proposers.0.share": DECIMALS}),
        (
            [{"login": "ben"}, {"login": "rev1", "share": 5}],
            {"co_proposers": "貢獻請全部填寫，或全部留白（平均分配）。"},
        ),
        ([{"login": "ben", "share": 1, "role": "x"}], {"co_proposers.0.role": "沒有這個欄位。"}),
        ("ben", {"co_proposers": "須為清單。"}),
    ],
)
def test_portions_that_cannot_be_are_refused_and_the_old_ones_stay(office, portions, errors):
    program, id = draft(office, co_proposers=co(("ben", 30)))
    assert refused(change(program, id, portions)) == (422, LOOK, errors)
    assert shares(program, id) == [("amy", 70), ("ben", 30)]


def test_shares_have_two_decimals_and_are_equal_where_none_is_given(office):
    program, id = draft(office, co_proposers=[{"login": "ben"}, {"login": "rev1"}])
    assert shares(program, id) == [("amy", 33.34), ("ben", 33.33), ("rev1", 33.33)]
    assert change(program, id, co(("ben", 0.01), ("rev1", 99.98))).status_code == 200
    assert shares(program, id) == [("amy", 0.01), ("ben", 0.01), ("rev1", 99.98)]


def test_as_many_as_there_are_may_propose_together(office):
    logins = [f"panel{n}" for n in range(1, 8)] + ["rev1", "rev2", "rev3", "ben", "sec", "head"]
    program, id = draft(office, agreed=False, co_proposers=[{"login": login} for login in logins])
    found = shares(program, id)
    assert [login for login, _ in found] == ["amy", *logins]
    assert [share for _, share in found] == [7.15] * 4 + [7.14] * 10


def test_a_person_is_found_by_name(office):
    ben, rev1 = (one.name for one in (office.person("ben"), office.person("rev1")))
    program, id = draft(office, agreed=False, co_proposers=co((ben, 30), (rev1, 5)))
    assert shares(program, id) == [("amy", 65), ("ben", 30), ("rev1", 5)]


def test_who_has_left_the_office_proposes_nothing(office):
    db.session.scalars(select(Employee).where(Employee.login == "ben")).unique().one().active = False
    db.session.commit()
    program, id = draft(office)
    sentence = "有共同提案人不在本所同仁名單內。"
    assert refused(change(program, id, co(("ben", 30)))) == (422, LOOK, {"co_proposers": sentence})


def test_a_field_and_the_shares_change_together_or_not_at_all(office):
    program, id = draft(office)
    given = {"title": "別的名稱", "co_proposers": co(("nobody", 10))}
    assert program.patch(f"/proposals/{id}", given, headers={"If-Match": '"1"'}).status_code == 422
    shown = program.get(f"/proposals/{id}").json
    assert (shown["title"], shown["version"]) == ("里辦公處張貼多國語言公告", 1)


def test_a_colleague_is_named_by_login_or_name_however_it_is_written(office):
    name = office.person("ben").name
    for called in ("ｂｅｎ", " Ben ", name, f" {name[0]} {name[1:]} "):
        program, id = draft(office, co_proposers=co((called, 30)))
        assert shares(program, id) == [("amy", 70), ("ben", 30)], called


def test_a_name_of_two_asks_for_the_login_and_who_has_left_is_not_called_by_name(office):
    ben, rev = (db.session.get_one(Employee, office.person(login).id) for login in ("ben", "rev1"))
    rev.name = ben.name
    db.session.commit()
    program, id = draft(office)
    status, _detail, errors = refused(change(program, id, co((ben.name, 30))))
    assert (status, all(word in errors["co_proposers"] for word in ("ben", "rev1", "請填帳號"))) == (422, True)
    db.session.get_one(Employee, rev.id).active = False
    db.session.commit()
    assert change(program, id, co((ben.name, 30))).status_code == 200
