"""找人: co-proposers are found by account or by name, and their shares are as given or equal."""

from collections.abc import Sequence

from flask_babel import gettext as _

from innovation_hub.kernel.errors import Invalid
from innovation_hub.kernel.office.naming import people_called
from innovation_hub.kernel.office.people import Employee
from proposals.models import Proposal
from proposals.percent import Number, equal


def find_people(texts: Sequence[str], field: str = "co_proposers") -> list[Employee]:
    """The employees with these accounts or names, in order; Invalid names who is nobody, several, or twice."""
    people = people_called(texts, field)
    if len({person.id for person in people.values()}) != len(texts):
        raise Invalid(**{field: _("共同提案人重複列出。")})
    return [people[text] for text in texts]


def divided(proposal: Proposal, people: Sequence[Employee], given: Sequence[Number | None]) -> dict[int, Number]:
    """The co-proposers' shares (employee → %): as given, or in equal parts with the lead where none is given."""
    if any(share is None for share in given):
        if any(share is not None for share in given):
            raise Invalid(co_proposers=_("貢獻請全部填寫，或全部留白（平均分配）。"))
        lead = proposal.proposers[0].employee_id
        return {id: share for id, share in equal([lead, *(one.id for one in people)]).items() if id != lead}
    return {one.id: share for one, share in zip(people, given, strict=True) if share is not None}
