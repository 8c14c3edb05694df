"""Merges that cross, a merge against a decision, undoing against a second merge: one wins, nothing is half done."""

import pytest
from sqlalchemy import select

from innovation_hub.kernel.storage.session import db, writing
from proposals.merges import Merge
from proposals.merging import merging
from proposals.models import Proposal
from review.cases import Case
from tests.proposals.merging.steps import LIKE
from tests.review.test_at_the_same_moment import REFUSAL, together

ROUNDS = 60
REASON = {"reason": "同一件事"}


def proposals(office, *logins):
    """So many times one proposal of each, submitted and handled of: their ids."""
    people = [office.person(login) for login in logins]
    with writing():
        made = [[Proposal.draft(person, **LIKE) for person in people] for _ in range(ROUNDS)]
        for row in made:
            for one, person in zip(row, people, strict=True):
                one.perform("submit", by=person)
        db.session.commit()
    office.settle(120)
    return [[one.id for one in row] for row in made]


def asked(office, rows, parent=0, child=1):
    """Merges proposed, to which all but the child's proposer have consented: their ids."""
    sec = office.person("sec")
    with writing():
        found = []
        for row in rows:
            one, other = (db.session.get_one(Proposal, row[place]) for place in (parent, child))
            merge = merging.propose(one, other, sec, "同一件事")
            merging.answer(merge, db.session.get_one(Proposal, merge.parent_id).proposers[0].employee, True)
            found.append(merge.id)
        db.session.commit()
    office.settle(120)
    return found


def stands(*ids):
    """Each proposal's stage, its case's stage, and its shares."""
    db.session.rollback()
    cases = {
        case.proposal_id: case.stage
        for case in db.session.scalars(select(Case).where(Case.proposal_id.in_(ids))).unique()
    }
    found = [(db.session.get(Proposal, id).stage, cases[id], shares(id)) for id in ids]
    db.session.commit()
    return found


def shares(id):
    return [(one.employee.login, one.share) for one in db.session.get(Proposal, id).proposers]


def merges(*ids):
    db.session.rollback()
    found = [(row.stage, row.into_id) for row in (db.session.get(Merge, id) for id in ids)]
    db.session.commit()
    return found


ALONE = {login: ("in_review", "in_tier", [(login, 100)]) for login in ("amy", "ben", "kao.feng")}


def test_two_merges_that_cross_leave_one_whole_order_of_things(office):
    """The second into the first, and the third into the second, at the same moment."""
    ben, kao = office.api("ben"), office.api("kao.feng")
    rows = proposals(office, "amy", "ben", "kao.feng")
    upper, lower = asked(office, rows), asked(office, rows, 1, 2)
    ends = []
    for round, ((first, second, third), up, low) in enumerate(zip(rows, upper, lower, strict=True)):
        acts = [
            lambda up=up: ben.post(f"/merges/{up}/consent").status_code,
            lambda low=low: kao.post(f"/merges/{low}/consent").status_code,
        ]
        codes = together(round % 8, *(acts if round % 2 else reversed(acts)), office.settle)[:2]
        office.settle()
        ends.append((sorted(codes), merges(up, low), stands(first, second, third), (first, second)))
    inside = [("merged", "merged", [("ben", 100)]), ("merged", "merged", [("kao.feng", 100)])]
    pair = [("in_review", "in_tier", [(one, 50), (other, 50)]) for one, other in (("amy", "ben"), ("ben", "kao.feng"))]
    lower_first = [ALONE["amy"], pair[1], inside[1]]  # the second has one more proposer now, who is still to be handled
    upper_first = [pair[0], inside[0], ALONE["kao.feng"]]  # the second was gone when its own child came
    for codes, (up, low), stood, (first, second) in ends:
        assert codes == [200, 200]
        assert up[1] == first
        ordered = {("proposed", "joined"): lower_first, ("joined", "dropped"): upper_first}
        assert stood == ordered[up[0], low[0]]
        assert low[1] == second


@pytest.mark.parametrize("side", ["parent", "child"])
def test_of_merging_and_deciding_nothing_is_half_done(office, side):
    ben, chief = office.api("ben"), office.api("chief.civil" if side == "parent" else "chief.social")
    rows = proposals(office, "amy", "ben")
    found = asked(office, rows)
    cases = dict(db.session.execute(select(Case.proposal_id, Case.id)).all())
    db.session.commit()
    ends = []
    for round, ((first, second), merge) in enumerate(zip(rows, found, strict=True)):
        case = cases[first if side == "parent" else second]
        acts = [
            lambda merge=merge: ben.post(f"/merges/{merge}/consent").status_code,
            lambda case=case: chief.post(f"/reviews/{case}/decision", REFUSAL).status_code,
        ]
        together(round % 8, *(acts if round % 2 else reversed(acts)), office.settle)
        office.settle()
        ends.append((merges(merge)[0][0], *stands(first, second)))
    both = [("amy", 50), ("ben", 50)]
    refused = ("not_accepted", "closed")
    allowed = {
        "parent": [
            ("dropped", (*refused, [("amy", 100)]), ALONE["ben"]),
            ("joined", (*refused, both), ("merged", "merged", [("ben", 100)])),
        ],
        "child": [
            ("dropped", ALONE["amy"], (*refused, [("ben", 100)])),
            ("joined", ("in_review", "in_tier", both), ("merged", "merged", [("ben", 100)])),
        ],
    }
    assert [end for end in ends if end not in allowed[side]] == []


def test_undoing_against_a_second_merge(office):
    """The second is taken out of the first while the third is merged into the first."""
    ben, kao, sec = office.api("ben"), office.api("kao.feng"), office.api("sec")
    rows = proposals(office, "amy", "ben", "kao.feng")
    one = asked(office, rows)
    for merge in one:
        assert ben.post(f"/merges/{merge}/consent").status_code == 200
    office.settle(120)
    other = asked(office, rows, 0, 2)
    for merge in other:
        assert ben.post(f"/merges/{merge}/consent").status_code == 200
    ends = []
    for round, ((first, second, third), gone, come) in enumerate(zip(rows, one, other, strict=True)):
        acts = [
            lambda gone=gone: sec.post(f"/merges/{gone}/undo", REASON).status_code,
            lambda come=come: kao.post(f"/merges/{come}/consent").status_code,
        ]
        turned = acts if round % 2 else acts[::-1]
        codes = together(round % 8, *turned, office.settle)[:2]
        office.settle()
        undone, joined = codes if round % 2 else codes[::-1]
        ends.append((undone, joined, [stage for stage, _ in merges(gone, come)], stands(first, second, third)))
    inside = {login: ("merged", "merged", [(login, 100)]) for login in ("ben", "kao.feng")}
    for undone, joined, found, stood in ends:
        people = [login for login, _ in stood[0][2]]
        assert sum(share for _, share in stood[0][2]) == 100
        if undone == 200:
            assert (joined, found, people) == (200, ["undone", "joined"], ["amy", "kao.feng"])
            assert stood[1:] == [ALONE["ben"], inside["kao.feng"]]
        else:
            assert (undone, joined, found, people) == (409, 200, ["joined", "joined"], ["amy", "ben", "kao.feng"])
            assert stood[1:] == [inside["ben"], inside["kao.feng"]]
    assert {undone for undone, *_ in ends} <= {200, 409}
