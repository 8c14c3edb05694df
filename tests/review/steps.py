"""What tests of the pre-review do again and again: bring a case to a tier, judge it there, decide."""

from sqlalchemy import select

from innovation_hub.kernel.office.people import Duty, Employee
from innovation_hub.kernel.storage.session import db
from review.cases import Case
from review.tiers import CHECKS
from tests.proposals.steps import ANY, submitted

MARKS = {"innovation": 20, "feasibility": 20, "benefit": 25, "diffusion": 8, "completeness": 8}
TICKS = dict.fromkeys((key for key, _ in CHECKS), True)
ADOPT = {"owner_section": "civil", "due_on": "2035-12-31", "control_level": "section"}
LOOK = "有欄位需要修正，請看各欄位旁的說明。"
NOT_THERE = "這個網址沒有內容，或不在您可以看到的範圍。請由選單或清單重新進入。"
NOT_NOW = "這件案子目前的狀態不能做這個動作。請重新整理，查看最新狀態。"
NOT_YOURS = "這件案子現在不由您決定。可能已經有人決定，或已到另一級；請重新整理。"


def case_of(proposal_id):
    """The case of a proposal."""
    found = db.session.scalar(select(Case.id).where(Case.proposal_id == proposal_id))
    db.session.commit()
    return found


def todo(office, login):
    """The cases that wait on a person's desk."""
    return [line["id"] for line in office.api(login).get("/reviews?todo=1").json["items"]]


def put(office, login, case, **sheet):
    """Marks put down on a sheet."""
    return office.api(login).put(f"/reviews/{case}/scorecard", sheet, headers=ANY)


def sealed(office, login, case, **sheet):
    """A card filled in and sealed."""
    program = office.api(login)
    written = program.put(f"/reviews/{case}/scorecard", sheet, headers=ANY)
    assert written.status_code == 200, written.json
    answer = program.post(f"/reviews/{case}/scorecard/seal")
    assert answer.status_code == 200, answer.json
    return answer.json


def scored(office, logins, case, recommendation="pass", **marks):
    """Cards of the rubric by several reviewers."""
    for login in logins:
        sealed(office, login, case, scores=MARKS | marks, comment=f"{login}：可行", recommendation=recommendation)


def decide(office, login, case, **given):
    """A decision, and all that follows from it."""
    answer = office.api(login).post(f"/reviews/{case}/decision", given)
    office.settle()
    return answer


def done(answer):
    """A decision that was taken."""
    assert answer.status_code == 200, answer.json


def at_section(office, login="amy", **said):
    """A case on its chief's desk: the proposal's id and the case's."""
    _, id = submitted(office, login, **said)
    return id, case_of(id)


def at_cross_section(office, login="amy", chief="chief.civil", **said):
    """A case before the reviewers."""
    id, case = at_section(office, login, **said)
    sealed(office, chief, case, checklist=TICKS)
    done(decide(office, chief, case, outcome="pass"))
    return id, case


def at_task_force(office):
    """A case before the panel."""
    id, case = at_cross_section(office)
    scored(office, ("rev1", "rev2"), case)
    done(decide(office, "sec", case, outcome="pass", reason="可以上會"))
    return id, case


def appoint(login, role, acting=False):
    """Gives somebody a duty."""
    person = db.session.scalars(select(Employee).where(Employee.login == login)).unique().one()
    person.duties.append(Duty(role=role, acting=acting))
    db.session.commit()
    db.session.expire_all()
