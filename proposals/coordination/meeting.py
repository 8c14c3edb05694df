"""出席者: who should take part in a coordination, and who is named besides."""

import re
from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import select

from innovation_hub.kernel.errors import Invalid
from innovation_hub.kernel.office.people import Duty, Employee, Role, named
from innovation_hub.kernel.storage.session import db
from proposals.models import Proposal

MOST = 40


def suggested(subjects: Sequence[Proposal]) -> list[Employee]:
    """The proposers, and the chiefs of their sections; a person once."""
    proposers = [proposer.employee for subject in subjects for proposer in subject.proposers if proposer.agreed]
    sections = {person.section_id for person in proposers}
    chiefs = select(Employee).join(Duty).where(Duty.role == Role.SECTION_CHIEF, Employee.section_id.in_(sections))
    found = [*proposers, *db.session.scalars(chiefs.where(Employee.active).order_by(Employee.id)).unique()]
    return list({person.id: person for person in found}.values())


def invited(ids: Sequence[int], logins: str) -> list[Employee]:
    """The people with these ids and logins, once each; Invalid names a login nobody has."""
    wanted = [login for login in re.split(r"[\s,、，;；]+", logins) if login]
    if len(ids) + len(wanted) > MOST:
        raise Invalid(participants=_("出席者最多 %(most)s 位。", most=MOST))
    found = {one.login: one for one in db.session.scalars(select(Employee).where(Employee.login.in_(wanted))).unique()}
    unknown = [login for login in wanted if login not in found or not found[login].active]
    if unknown:
        raise Invalid(more=_("沒有這些帳號：%(logins)s", logins="、".join(unknown)[:200]))
    return list({person.id: person for person in (*named(ids).values(), *found.values())}.values())
