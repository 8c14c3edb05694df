"""預審的待辦: the cases that wait for a person, to be judged by her or to be decided."""

from collections.abc import Iterator

from flask_babel import lazy_gettext as _l

from innovation_hub.kernel.module.rows import Duty, Waiting
from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.storage.session import db
from review.cases import Case
from review.reviewer_queue import todo


def _cases(person: Employee) -> Iterator[Waiting]:
    for case in db.session.scalars(todo(person).order_by(Case.id)).unique():
        yield Waiting(f"case:{case.id}", "review", _l("審查"), f"/reviews/{case.id}", case.round.due_on, case.title)


DUTIES = (Duty("review.case", _l("待審查的案件"), _cases),)
