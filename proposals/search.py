"""找提案: the list as the reader may see it, with the filters of the address."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Select

from innovation_hub.kernel.errors import Invalid
from innovation_hub.kernel.office.decisions import OUTCOMES, TIERS
from innovation_hub.kernel.office.people import Employee, sections
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.text.days import read_year
from innovation_hub.kernel.web.guards import seen
from proposals.fields import CATEGORIES
from proposals.lifecycle import STAGES
from proposals.models import Proposal

LONGEST = 100  # characters of a question
CHOICES: dict[str, Mapping[str, object]] = {
    "stage": STAGES,
    "tier": TIERS,
    "category": CATEGORIES,
    "outcome": OUTCOMES,
}


def chosen(args: Mapping[str, Any], by: Employee) -> Select[Proposal]:
    """The proposals `by` may read that fit the filters; Invalid names a filter with an unknown value."""
    query = seen(Proposal)
    for key, choices in CHOICES.items():
        if value := args.get(key):
            if value not in choices:
                raise Invalid(**{key: _("沒有「%(value)s」這個選項。", value=str(value)[:40])})
            query = query.where(getattr(Proposal, key) == value)
    if section := args.get("section"):
        query = query.where(Proposal.section_id == _section(section))
    if year := args.get("year"):
        query = query.where(Proposal.year == _year(year))
    if args.get("mine") in ("1", 1, True):
        query = query.where(Proposal.written_by(by))
    return query.where(Proposal.says(str(args["q"])[:LONGEST])) if args.get("q") else query


def _section(asked: str) -> int:
    found = next((one.id for one in sections() if asked in (one.key, one.name)), None)
    if found is None:
        raise Invalid(section=_("沒有「%(value)s」這個選項。", value=asked[:40]))
    return found


def another(id: int) -> Proposal:
    """The other one of a pair, if the reader may compare it; Invalid otherwise."""
    found = db.session.scalars(seen(Proposal, "compare").where(Proposal.id == id)).unique().one_or_none()
    if found is None:
        raise Invalid(other=_("找不到這件提案。"))
    return found


def _year(year: Any) -> int:
    """115, 115年 or 2026, of any width: the ROC year."""
    found = read_year(str(year))
    if found is None:
        raise Invalid(year=_("年度請填民國年或西元年，例如 115 或 2026。"))
    return found
