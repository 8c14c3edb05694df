"""Two who act at the same moment: one is first, the other is told, and nothing is half done, on both engines."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import select

from innovation_hub.kernel.events.journal import Entry
from innovation_hub.kernel.storage.session import db, writing
from proposals.models import Proposal
from review import tier_moves
from review.cases import Case
from review.decision import Decision
from tests.proposals.steps import GOOD, told
from tests.review.steps import MARKS, TICKS

ROUNDS = 20
REVIEWERS = ("rev1", "rev2", "rev3")
REFUSAL = {"outcome": "refuse", "rule": "too_vague", "reason": "看不出要做什麼"}
AT_SECTION = ["proposal.drafted", "proposal.submitted", "case.tier_entered", "case.scorecard_sealed"]


def together(round, *acts):
    """Each act in a thread of its own, begun in this order within a few milliseconds; gives their answers."""
    gate = Barrier(len(acts))

    def act(place, one):
        gate.wait()
        time.sleep(place * round / 2000)
        return one()

    with ThreadPoolExecutor(len(acts)) as threads:
        return [begun.result() for begun in [threads.submit(act, *pair) for pair in enumerate(acts)]]


def each(act):
    """Does it to every case, in one transaction; gives proposal and case ids."""
    with writing():
        cases = db.session.scalars(select(Case).order_by(Case.id)).unique().all()
        for case in cases:
            act(case)
        ids = [(case.proposal_id, case.id) for case in cases]
        db.session.commit()
    return ids


def at_section(office):
    """Twenty cases at the first tier, their checklists filled in and sealed by the chief."""
    amy, chief = office.person("amy"), office.person("chief.civil")
    with writing():
        for _ in range(ROUNDS):
            Proposal.draft(amy, **GOOD).perform("submit", by=amy)
        db.session.commit()
    office.settle()

    def check(case):
        tier_moves.put_down(case, chief, checklist=TICKS)
        tier_moves.seal(case, chief)

    return each(check)


def at_cross_section(office, sealed=0):
    """Twenty cases at the second tier, all marks put down, the first cards sealed."""
    at_section(office)
    chief, reviewers = office.person("chief.civil"), [office.person(login) for login in REVIEWERS]

    def judge(case):
        tier_moves.decide(case, chief, Decision("pass"))
        for n, reviewer in enumerate(reviewers):
            tier_moves.put_down(case, reviewer, scores=MARKS, recommendation="pass")
            if n < sealed:
                tier_moves.seal(case, reviewer)

    found = each(judge)
    office.settle()
    return found


def stands(id, case):
    """Where proposal and case stand, and what was told since the chief's card."""
    db.session.expire_all()
    one, other = db.session.get(Proposal, id), db.session.get(Case, case)
    found = (one.stage, one.outcome, other.stage, other.outcome, told(id)[len(AT_SECTION) :])
    db.session.commit()
    return found


WITHDRAWN = ("withdrawn", None, "closed", "withdraw", ["proposal.withdrawn", "case.withdrawn"])
REFUSED = ("not_accepted", "refuse", "closed", "refuse", ["case.refused", "proposal.not_accepted"])


@pytest.mark.parametrize("first", ["withdraw", "decide"])
def test_of_withdrawing_and_deciding_exactly_one_happens(office, first):
    amy, chief = office.api("amy"), office.api("chief.civil")
    ends = []
    for round, (id, case) in enumerate(at_section(office)):
        acts = [
            lambda id=id: amy.post(f"/proposals/{id}/withdraw").status_code,
            lambda case=case: chief.post(f"/reviews/{case}/decision", REFUSAL).status_code,
        ]
        codes = together(round, *(acts if first == "withdraw" else reversed(acts)), office.settle)[:2]
        withdrawing, deciding = codes if first == "withdraw" else reversed(codes)
        office.settle()
        ends.append((withdrawing, deciding, stands(id, case)))
    assert [end for end in ends if end not in ((200, 409, WITHDRAWN), (409, 200, REFUSED))] == []


def test_of_a_chief_and_a_delegate_one_decides(office):
    chief, acting = office.api("chief.civil"), office.api("acting.civil")
    ends = []
    for round, (id, case) in enumerate(at_section(office)):
        passing, refusing = together(
            round,
            lambda case=case: chief.post(f"/reviews/{case}/decision", {"outcome": "pass"}).status_code,
            lambda case=case: acting.post(f"/reviews/{case}/decision", REFUSAL).status_code,
        )
        ends.append((passing, refusing // 100, stands(id, case)[2:]))
    passed = (200, 4, ("in_tier", None, ["case.tier_passed", "case.tier_entered", "case.assigned"]))
    refused = (409, 2, ("closed", "refuse", ["case.refused"]))
    assert [end for end in ends if end not in (passed, refused)] == []


def test_when_all_seal_at_once_the_last_one_knows_that_she_is_the_last(office):
    programs = [office.api(login) for login in REVIEWERS]
    for id, case in at_cross_section(office):
        answers = together(
            0, *(lambda one=one, case=case: one.post(f"/reviews/{case}/scorecard/seal") for one in programs)
        )
        assert [answer.status_code for answer in answers] == [200] * 3
        query = select(Entry.body).where(Entry.stream == f"proposal:{id}", Entry.name == "case.scorecard_sealed")
        bodies = db.session.scalars(query.order_by(Entry.sequence)).all()
        db.session.commit()
        assert [body["waiting"] for body in bodies[1:]] == [2, 1, 0]


def test_a_card_is_sealed_before_the_decision_or_not_at_all(office):
    rev3, sec = office.api("rev3"), office.api("sec")
    passed = ["case.tier_passed", "case.tier_entered", "case.assigned"]
    ends = []
    for round, (id, case) in enumerate(at_cross_section(office, sealed=2)):
        sealing, passing = together(
            round,
            lambda case=case: rev3.post(f"/reviews/{case}/scorecard/seal").status_code,
            lambda case=case: sec.post(f"/reviews/{case}/decision", {"outcome": "pass"}).status_code,
        )
        ends.append((sealing, passing, stands(id, case)[4][len(passed) + 2 :]))
    sealed_first, passed_first = (200, 200, ["case.scorecard_sealed", *passed]), (409, 200, passed)
    assert [end for end in ends if end not in (sealed_first, passed_first)] == []


def test_of_stepping_aside_and_sealing_one_happens(office):
    here, there = office.api("rev1"), office.api("rev1")
    ends = []
    for round, (id, case) in enumerate(at_cross_section(office)):
        sealing, recusing = together(
            round,
            lambda case=case: here.post(f"/reviews/{case}/scorecard/seal").status_code,
            lambda case=case: there.post(f"/reviews/{case}/recuse", {"reason": "表妹"}).status_code,
        )
        ends.append((sealing // 100, recusing // 100, stands(id, case)[4][3:]))
    assert [end for end in ends if end not in ((2, 4, ["case.scorecard_sealed"]), (4, 2, ["case.recused"]))] == []
