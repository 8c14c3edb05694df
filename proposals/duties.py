"""提案的待辦: what waits for a proposer: a proposal to be amended, a merge to be answered."""

from collections.abc import Iterator

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from innovation_hub.kernel.module.rows import Duty, Waiting
from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.storage.session import db
from proposals.lifecycle import PROPOSED, RETURNED
from proposals.merges import Consent, Merge
from proposals.models import Proposal


def _returned(person: Employee) -> Iterator[Waiting]:
    mine = select(Proposal).where(Proposal.stage == RETURNED, Proposal.written_by(person)).order_by(Proposal.id)
    for one in db.session.scalars(mine).unique():
        yield Waiting(f"proposal:{one.id}", "submit", _l("補正"), f"/proposals/{one.id}/edit", why=one.title)


def _merges(person: Employee) -> Iterator[Waiting]:
    answered = select(Consent.merge_id).where(Consent.employee_id == person.id)
    asked = select(Merge).where(Merge.stage == PROPOSED, Merge.concerns(person), Merge.id.not_in(answered))
    for one in db.session.scalars(asked.order_by(Merge.id)).unique():
        yield Waiting(f"merge:{one.id}", "answer", _l("回覆併案"), f"/merges/{one.id}", one.due_on)


DUTIES = (
    Duty("proposal.returned", _l("待補正的提案"), _returned),
    Duty("merge.answer", _l("待回覆的併案"), _merges),
)
