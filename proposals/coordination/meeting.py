"""出席者: who should take part in a coordination, and who is named besides."""

import re
from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import select

from innovation_hub.kernel.errors import Invalid
from innovation_hub.kernel.office.naming import people_called
from innovation_hub.kernel.office.people import Duty, Employee, Role, named
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.text.language import listed
from proposals.models import Proposal

MOST = 40


def suggested(subjects: Sequence[Proposal]) -> list[Employee]:
    """The proposers, and the chiefs of their sections; a person once."""
    proposers = [proposer.employee for subject in subjects for proposer in subject.proposers if proposer.agreed]
    sections = {person.section_id for person in proposers}
    chiefs = select(Employee).join(Duty).where(Duty.role == Role.SECTION_CHIEF, Employee.section_id.in_(sections))
    found = [*proposers, *db.session.scalars(chiefs.where(Employee.active).order_by(Employee.id)).unique()]
    return list({person.id: person for person in found}.values())


def invited(ids: Sequence[int], given: str) -> list[Employee]:
    """The people with these ids, logins and names, once each; Invalid names who is nobody, or several."""
    wanted = [login for login in re.split(r"[\s,、，;；]+", given) if login]
    if len(ids) + len(wanted) > MOST:
        raise Invalid(participants=_("出席者最多 %(most)s 位。", most=MOST))
    found = people_called(wanted, "more")
    if gone := [one.name for one in found.values() if not one.active]:
        raise Invalid(more=_("已不在職：%(names)s", names=listed(gone)))
    return list({person.id: person for person in (*named(ids).values(), *found.values())}.values())
