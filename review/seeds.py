"""示範世界的預審: each day, whoever has a case on the desk judges it as the demo world's fates say."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from innovation_hub.kernel import clock
from innovation_hub.kernel.office.people import Employee, Role, holders
from innovation_hub.kernel.storage.session import db
from review import tier_moves
from review.cases import Case
from review.decision import Decision
from review.lifecycle import IN_TIER
from review.rulebook.models import seed
from review.tiers import CHECKLIST

DEMO = Path(__file__).parent / "demo/fates.json"


def work_the_desk(ago: int) -> None:
    """Judges and decides each case whose time has come; a fate without an outcome leaves that to the visitor."""
    seed()
    db.session.flush()
    if not clock.works_on(clock.today()):
        return
    fates = {fate["title"]: fate for fate in json.loads(DEMO.read_text(encoding="utf-8")).values()}
    for case in db.session.scalars(select(Case).where(Case.stage == IN_TIER).order_by(Case.id)).unique():
        fate = _fate(case, fates.get(case.title, {}))
        if fate and _waited(case) >= fate["after"]:
            _judge(case, fate)


def _fate(case: Case, fates: dict[str, Any]) -> dict[str, Any] | None:
    again = case.returns() > 0 and f"{case.tier}_again" in fates
    found: dict[str, Any] | None = fates.get(f"{case.tier}_again" if again else case.tier)
    return None if found and case.returns() and not again and found.get("outcome") == "return" else found


def _waited(case: Case) -> int:
    return clock.working_days(clock.local(case.round.opened_at).date(), clock.today())


def _judge(case: Case, fate: dict[str, Any]) -> None:
    if not case.round.sealed:
        (_tick if case.rules.asks == CHECKLIST else _score)(case, fate)
    if "outcome" in fate:
        tier_moves.decide(case, _decider(case), _decision(fate))
    db.session.flush()


def _tick(case: Case, fate: dict[str, Any]) -> None:
    chief = case.round.asked[0].reviewer
    holds = fate["outcome"] == "pass"
    ticks = {key: holds or key == "real" for key in case.rulebook.checks}
    tier_moves.put_down(case, chief, checklist=ticks, comment=fate.get("comment") or "")
    tier_moves.seal(case, chief)


def _score(case: Case, fate: dict[str, Any]) -> None:
    for one, card in zip(case.round.asked, fate["cards"], strict=False):
        tier_moves.put_down(case, one.reviewer, **card)
        tier_moves.seal(case, one.reviewer)


def _decider(case: Case) -> Employee:
    role = Role(case.decider_role or case.rules.decided_by)
    return holders(role, case.decider_section_id, but={*case.author_ids, *case.aside_ids})[0]


def _decision(fate: dict[str, Any]) -> Decision:
    due = clock.today() + timedelta(days=fate["due_in_days"]) if fate.get("due_in_days") else None
    stated = {key: fate.get(key) or "" for key in ("reason", "rule", "owner_section", "control_level")}
    return Decision(fate["outcome"], due_on=str(due) if due else "", **stated)
