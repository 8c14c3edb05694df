"""What tests of merging do again and again: two proposals alike, a merge proposed, answered, and what stands then."""

from sqlalchemy import select

from innovation_hub.kernel.storage.session import db
from proposals.merges import Merge
from proposals.models import Proposal
from review.cases import Case
from tests.proposals.steps import GOOD, draft

LIKE = GOOD | {"title": "公告張貼多國語言版本", "measures": "公告加上越南文與印尼文摘要，請志工翻譯。"}
WHY = "兩件都要做多國語言公告"


def proposal(office, login="amy", **co):
    """A submitted proposal; `co` maps logins to shares."""
    program, id = draft(office, login, **LIKE, co_proposers=[{"login": one, "share": part} for one, part in co.items()])
    sent = program.post(f"/proposals/{id}/submit")
    assert sent.status_code == 200, sent.json
    office.settle()
    return id


def proposed(office, id, other, login="sec", **more):
    """A merge that was proposed: its id."""
    answer = office.api(login).post(f"/proposals/{id}/merges", {"other": other, "reason": WHY, **more})
    assert answer.status_code == 201, answer.json
    office.settle()
    return answer.json["id"]


def consent(office, merge, *logins):
    """These agree."""
    for login in logins:
        answer = office.api(login).post(f"/merges/{merge}/consent")
        assert answer.status_code == 200, answer.json
    office.settle()


def merged(office, id, other, *logins):
    """Two that were merged: the merge's id."""
    merge = proposed(office, id, other)
    consent(office, merge, *logins)
    assert stage(merge) == "joined"
    return merge


def undo(office, merge, login="sec"):
    """The merge undone: the answer."""
    answer = office.api(login).post(f"/merges/{merge}/undo", {"reason": "其實對象不同"})
    office.settle()
    return answer


def stage(merge):
    """Where the merge stands."""
    db.session.rollback()
    found = db.session.get(Merge, merge).stage
    db.session.commit()
    return found


def credits(id):
    """The proposal's proposers, the lead first, with their shares."""
    db.session.rollback()
    found = [(one.employee.login, one.share) for one in db.session.get(Proposal, id).proposers]
    db.session.commit()
    return found


def stands(id):
    """Everything of the proposal and its case that an undoing must bring back."""
    db.session.rollback()
    one = db.session.get(Proposal, id)
    case = db.session.scalars(select(Case).where(Case.proposal_id == id)).unique().one()
    cards = [(card.reviewer_id, len(card.cards), card.recused_at) for card in case.round.assignments]
    found = (one.stage, one.tier, one.holder, one.due_on, one.next_label, one.revision)
    found += (case.stage, case.tier, case.decider_role, case.decider_section_id, case.outcome, case.proposer_ids, cards)
    db.session.commit()
    return (*found, credits(id))
