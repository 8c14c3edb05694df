"""示範世界的提案: each day, whoever has something to propose, to amend or to withdraw does so."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from innovation_hub.kernel import clock
from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.storage.session import db
from proposals.co_proposers import consents
from proposals.coordination.models import Coordination
from proposals.fields import DETAILS
from proposals.lifecycle import IN_REVIEW, RETURNED
from proposals.merges import held
from proposals.merging import merging
from proposals.models import Proposal
from proposals.similar.judgements import judge
from proposals.similar.links import link

DEMO = Path(__file__).parent / "demo/proposals.json"
SIMILAR = DEMO.with_name("similar.json")
SECRETARIAT = "sec"


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
    for pair in json.loads(SIMILAR.read_text(encoding="utf-8")):
        _compare(pair["keys"], pair.get("found", {}), ago)


def _propose(row: dict[str, Any]) -> None:
    source, by = f"demo:{row['key']}", _person(row["proposer"])
    if db.session.scalar(select(Proposal.id).where(Proposal.source == source)):
        return
    texts = {key: row[key] for key in ("title", "problem", "measures", "benefit", "category", "origin", "service_item")}
    texts |= {field.key: row.get(field.key) or "" for field in DETAILS}
    proposal = Proposal.draft(by, **texts, cooperating=row["cooperating_sections"])
    proposal.source = source
    consents.name(proposal, by, {_person(login).id: share for login, share in row["co"]})
    for login, _share in row["co"]:
        consents.consent(proposal, _person(login))
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


def _compare(keys: list[str], found: dict[str, Any], ago: int) -> None:
    """What the secretariat found of the two newest, and what follows from it."""
    if ago == found.get("days_ago"):
        one, other = _newest(found.get("keys", keys))
        if "agreed_days_ago" in found:
            merging.propose(one, other, _person(SECRETARIAT), found["reason"])
        else:
            _judge(one, other, found)
    if ago == found.get("agreed_days_ago") and (merge := held(_newest(found["keys"])[0].id)):
        for proposer in [author for one in _newest(found["keys"]) for author in one.proposers]:
            merging.answer(merge, proposer.employee, True)


def _judge(one: Proposal, other: Proposal, found: dict[str, Any]) -> None:
    by, meeting = _person(SECRETARIAT), found.get("meeting")
    if found["verdict"] == "link":
        link(one, other, by, found["reason"])
    judge(one, other, by, found["verdict"], found["reason"])
    if meeting:
        plan = {"subject": meeting["subject"], "place": meeting["place"]}
        meets_on = clock.today() + timedelta(days=found["days_ago"] + meeting["in_days"])
        Coordination.open(by, [other, one], [*map(_person, meeting["people"])], meets_on=meets_on, **plan)


def _newest(keys: list[str]) -> tuple[Proposal, Proposal]:
    """The last received of these, and the one before it."""
    query = select(Proposal).where(Proposal.source.in_([f"demo:{key}" for key in keys]))
    one, other, *_ = db.session.scalars(query.order_by(Proposal.submitted_at.desc())).unique()
    return one, other


def _days_since(proposal: Proposal) -> int:
    return (clock.today() - clock.local(proposal.changed_at).date()).days


def _person(login: str) -> Employee:
    return db.session.scalars(select(Employee).where(Employee.login == login)).unique().one()
