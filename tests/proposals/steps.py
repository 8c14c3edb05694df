"""What tests of proposals do again and again: write one, submit it, and count what is there."""

from sqlalchemy import func, select

from innovation_hub.kernel.events.journal import Entry
from innovation_hub.kernel.storage.session import db
from proposals.models import Proposal

ANY = {"If-Match": "*"}
GOOD = {
    "title": "里辦公處張貼多國語言公告",
    "problem": "新住民看不懂里辦公處的公告，常來電詢問。",
    "measures": "公告加上越南文與印尼文摘要，由志工每週翻譯。",
    "benefit": "每月減少六十通詢問電話。",
    "category": "public_service",
}


def draft(office, login="amy", agreed=True, **said):
    """A draft by a program: the program, and the draft's id; who is named agrees, unless the test says otherwise."""
    program = office.api(login)
    made = program.post("/proposals", GOOD | said)
    assert made.status_code == 201, made.json
    for one in made.json["proposers"][1:] if agreed else ():
        agree(office, made.json["id"], one["login"])
    return program, made.json["id"]


def agree(office, id, login):
    """A co-proposer says yes."""
    answer = office.api(login).post(f"/proposals/{id}/consent")
    assert answer.status_code == 200, answer.json


def submitted(office, login="amy", **said):
    """A proposal under review: the program, and its id."""
    program, id = draft(office, login, **said)
    sent = program.post(f"/proposals/{id}/submit")
    assert sent.status_code == 200, sent.json
    office.settle()
    return program, id


def there(model=Proposal):
    """How many rows the table has."""
    count = db.session.scalar(select(func.count()).select_from(model))
    db.session.commit()
    return count


def told(id):
    """The names of the events of one proposal, in order."""
    names = db.session.scalars(
        select(Entry.name).where(Entry.stream == f"proposal:{id}").order_by(Entry.sequence)
    ).all()
    db.session.commit()
    return list(names)


def refused(answer):
    """A refusal of a program's request: status, sentence, and the sentences at the fields."""
    return answer.status_code, answer.json["detail"], answer.json.get("errors", {})
