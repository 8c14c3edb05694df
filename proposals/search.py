"""找提案: the list as the reader may see it, with the filters of the address."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, func, or_

from innovation_hub.kernel.errors import Invalid
from innovation_hub.kernel.office.decisions import OUTCOMES, TIERS
from innovation_hub.kernel.office.people import Employee, sections
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.text.cleaning import one_line
from innovation_hub.kernel.web.guards import seen
from proposals.fields import CATEGORIES
from proposals.lifecycle import STAGES
from proposals.models import Proposal

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
    return query.where(_says(str(args["q"]))) if args.get("q") else query


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
    if not str(year).isascii() or not str(year).isdigit() or len(str(year)) > 4:
        raise Invalid(year=_("年度請填民國年，例如 115。"))
    return int(year)


def _says(words: str) -> ColumnElement[bool]:
    wanted = one_line(words)[:100].replace("台", "臺")
    columns = (Proposal.number, Proposal.title, Proposal.problem, Proposal.measures)
    folded = [func.replace(func.coalesce(column, ""), "台", "臺") for column in columns]
    return or_(*(column.icontains(wanted, autoescape=True) for column in folded))
