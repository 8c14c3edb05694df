"""找人: a co-proposer is found by account or by name; where two have one name they are offered, never guessed."""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import or_, select

from innovation_hub.kernel.errors import Invalid
from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.text.language import brackets, listed, section_name
from proposals.models import Proposal
from proposals.percent import Number, equal


def find_people(texts: Sequence[str], field: str = "co_proposers") -> list[Employee]:
    """The employees with these accounts or names, in this order, in one query; Invalid names who is not to be found."""
    wanted = [text.strip() for text in texts]
    query = select(Employee).where(or_(Employee.login.in_(wanted), Employee.name.in_(wanted)))
    people = list(db.session.scalars(query.order_by(Employee.id)).unique())
    found = [_matching(text, people) for text in wanted]
    if unknown := [text for text, some in zip(wanted, found, strict=True) if not some]:
        raise Invalid(**{field: _("找不到這些同仁：%(logins)s。請填帳號或完整姓名。", logins=listed(unknown))})
    if several := [some for some in found if len(some) > 1]:
        told = listed(brackets(one.login, f"{one.name} {section_name(one.section)}") for one in several[0])
        raise Invalid(**{field: _("同名的有 %(people)s，請改填帳號。", people=told)})
    chosen = [some[0] for some in found]
    if len({one.id for one in chosen}) != len(chosen):
        raise Invalid(**{field: _("有人重複列出。")})
    return chosen


def _matching(text: str, people: Sequence[Employee]) -> list[Employee]:
    by_login = [one for one in people if one.login == text]
    return by_login or [one for one in people if one.name == text and one.active]


def divided(proposal: Proposal, people: Sequence[Employee], given: Sequence[Number | None]) -> dict[int, Number]:
    """The co-proposers' shares (employee → %): as given, or in equal parts with the lead where none is given."""
    if any(share is None for share in given):
        if any(share is not None for share in given):
            raise Invalid(co_proposers=_("貢獻請全部填寫，或全部留白（平均分配）。"))
        lead = proposal.proposers[0].employee_id
        return {id: share for id, share in equal([lead, *(one.id for one in people)]).items() if id != lead}
    return {one.id: share for one, share in zip(people, given, strict=True) if share is not None}
