"""A proposal moves only as its table says; every other move is refused in one sentence and changes nothing."""

import pytest

from innovation_hub.kernel.storage.session import db
from proposals.lifecycle import DECIDED, DRAFT, IN_REVIEW, LIFECYCLE, MERGED, NOT_ACCEPTED, RETURNED, STAGES, WITHDRAWN
from proposals.models import Proposal
from tests.accounts.browser import post
from tests.proposals.steps import draft, refused, submitted, told

NOT_NOW = (409, "這件案子目前的狀態不能做這個動作。請重新整理，查看最新狀態。", {})
MOVES = {(move.at, move.action) for move in LIFECYCLE}
OTHER_MOVES = [(at, action) for at in STAGES for action in ("submit", "withdraw") if (at, action) not in MOVES]


def stand(id, stage):
    """Puts the proposal at the stage, past the table."""
    db.session.get(Proposal, id).stage = stage
    db.session.commit()
    db.session.expire_all()


def test_the_table_says_what_leads_where():
    assert {(move.at, move.action, move.to, move.records.name) for move in LIFECYCLE} == {
        (DRAFT, "submit", IN_REVIEW, "proposal.submitted"),
        (DRAFT, "discard", WITHDRAWN, "proposal.discarded"),
        (RETURNED, "submit", IN_REVIEW, "proposal.submitted"),
        (RETURNED, "withdraw", WITHDRAWN, "proposal.withdrawn"),
        (IN_REVIEW, "withdraw", WITHDRAWN, "proposal.withdrawn"),
        (IN_REVIEW, "return", RETURNED, "proposal.returned"),
        (IN_REVIEW, "decide", DECIDED, "proposal.decided"),
        (IN_REVIEW, "refuse", NOT_ACCEPTED, "proposal.not_accepted"),
        (IN_REVIEW, "merge", MERGED, "proposal.merged"),
        (RETURNED, "merge", MERGED, "proposal.merged"),
        (MERGED, "unmerge", IN_REVIEW, "proposal.unmerged"),
        (MERGED, "unmerge_returned", RETURNED, "proposal.unmerged"),
    }
    assert set(STAGES) == {DRAFT, IN_REVIEW, RETURNED, DECIDED, WITHDRAWN, NOT_ACCEPTED, MERGED}


@pytest.mark.parametrize(("stage", "action"), OTHER_MOVES)
def test_a_move_the_table_does_not_have_is_refused(office, stage, action):
    program, id = draft(office)
    stand(id, stage)
    before, events = program.get(f"/proposals/{id}").json, told(id)
    assert refused(program.post(f"/proposals/{id}/{action}")) == NOT_NOW
    assert (program.get(f"/proposals/{id}").json, told(id)) == (before, events)


@pytest.mark.parametrize("stage", [IN_REVIEW, DECIDED, WITHDRAWN, NOT_ACCEPTED, MERGED])
def test_it_is_written_only_as_a_draft_or_when_it_was_returned(office, stage):
    program, id = draft(office)
    stand(id, stage)
    before = program.get(f"/proposals/{id}").json
    assert refused(program.patch(f"/proposals/{id}", {"title": "甲"}, headers={"If-Match": "*"})) == NOT_NOW
    assert program.get(f"/proposals/{id}").json == before


def test_withdrawn_it_is_nobodys_to_judge(office):
    program, id = submitted(office)
    assert program.get(f"/proposals/{id}").json["holder"] == "黃俊嘉、葉春美"
    answer = program.post(f"/proposals/{id}/withdraw")
    assert (answer.status_code, answer.json["stage"], answer.json["holder"]) == (200, WITHDRAWN, None)
    office.settle()
    assert office.api("chief.civil").get("/reviews?todo=1").json["items"] == []
    assert told(id) == [
        "proposal.drafted",
        "proposal.submitted",
        "case.tier_entered",
        "proposal.withdrawn",
        "case.withdrawn",
    ]


def test_withdrawn_before_the_review_handled_of_it_it_is_never_judged(office):
    program, id = draft(office)
    program.post(f"/proposals/{id}/submit")
    assert program.post(f"/proposals/{id}/withdraw").json["stage"] == WITHDRAWN
    office.settle()
    assert program.get(f"/proposals/{id}").json["stage"] == WITHDRAWN
    assert office.api("chief.civil").get("/reviews?todo=1").json["items"] == []


def test_a_discarded_draft_is_read_by_its_author_alone_and_was_never_submitted(office):
    program, id = draft(office)
    client = office.client("amy")
    assert post(client, f"/proposals/{id}/discard").status_code == 302
    office.settle()
    shown = program.get(f"/proposals/{id}").json
    assert (shown["stage"], shown["number"], shown["revision"]) == (WITHDRAWN, None, 0)
    assert office.api("chief.civil").get(f"/proposals/{id}").status_code == 404
    assert post(client, f"/proposals/{id}/discard").status_code == 409
    assert told(id) == ["proposal.drafted", "proposal.discarded"]
