"""示範世界的提案: each day, whoever has something to propose, to amend or to withdraw does so."""

import json
from pathlib import Path
from typing import Any

from sqlalchemy import select

from innovation_hub.kernel import clock
from innovation_hub.kernel.db import db
from innovation_hub.kernel.people import Employee
from proposals.fields import DETAILS
from proposals.lifecycle import IN_REVIEW, RETURNED
from proposals.models import Proposal

DEMO = Path(__file__).parent / "demo/proposals.json"


def write_and_amend(ago: int) -> None:
    """Lives the proposers' part of the day that was `ago` days ago."""
    rows = {row["key"]: row for row in json.loads(DEMO.read_text(encoding="utf-8"))}
    for row in rows.values():
        if row["days_ago"] == ago:
            _propose(row)
    for proposal in db.session.scalars(select(Proposal).where(Proposal.stage.in_((RETURNED, IN_REVIEW)))).unique():
        row = rows.get((proposal.source or "").removeprefix("demo:"))
        if row:
            _amend(proposal, row)
            _withdraw(proposal, row, ago)


def _propose(row: dict[str, Any]) -> None:
    source, by = f"demo:{row['key']}", _person(row["proposer"])
    if db.session.scalar(select(Proposal.id).where(Proposal.source == source)):
        return
    texts = {key: row[key] for key in ("title", "problem", "measures", "benefit", "category", "origin", "service_item")}
    texts |= {field.key: row.get(field.key) or "" for field in DETAILS}
    proposal = Proposal.draft(by, **texts, cooperating=row["cooperating_sections"])
    proposal.source = source
    proposal.share(by, {_person(login).id: share for login, share in row["co"]})
    db.session.flush()
    if not row["draft"]:
        proposal.perform("submit", by=by)


def _amend(proposal: Proposal, row: dict[str, Any]) -> None:
    again = row.get("resubmit")
    if proposal.stage != RETURNED or not again or _days_since(proposal) < again["after_days"]:
        return
    by = proposal.proposers[0].employee
    proposal.write(by, measures=again["measures"], benefit=again["benefit"])
    proposal.perform("submit", by=by)


def _withdraw(proposal: Proposal, row: dict[str, Any], ago: int) -> None:
    after = row.get("withdraw_after_days")
    if after is not None and proposal.stage == IN_REVIEW and row["days_ago"] - ago >= after:
        proposal.perform("withdraw", by=proposal.proposers[0].employee)


def _days_since(proposal: Proposal) -> int:
    return (clock.today() - clock.local(proposal.changed_at).date()).days


def _person(login: str) -> Employee:
    return db.session.scalars(select(Employee).where(Employee.login == login)).unique().one()
