"""決定的內容: what a decider states with an outcome, and what each outcome asks to be stated."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _

from innovation_hub.kernel import clock
from innovation_hub.kernel.errors import Invalid, NotNow
from innovation_hub.kernel.office.decisions import ADOPTED, CONTROL_LEVELS
from innovation_hub.kernel.office.people import Section, sections
from innovation_hub.kernel.text.cleaning import many_lines
from innovation_hub.kernel.text.days import is_soon, read_day
from review.cases import Case
from review.lifecycle import LABELS, NEEDS_REASON

REASON_LIMIT = 2000


@dataclass(frozen=True)
class Decision:
    """An outcome, its reason; a rule if refused; owner section, due date, control level if adopted."""

    outcome: str
    reason: str = ""
    rule: str = ""
    owner_section: str = ""
    due_on: str = ""
    control_level: str = ""

    @property
    def due(self) -> date | None:
        """The day it is to be done, however it was written; None where it is no day."""
        return read_day(self.due_on)

    def check(self, case: Case) -> None:
        """Invalid names what is missing or unknown; NotNow where the tier has no such outcome or cards are out."""
        self._check_offered(case)
        faults = {key: fault for key, fault in self._faults(case) if fault}
        if faults:
            raise Invalid(**faults)

    def facts(self, case: Case) -> dict[str, Any]:
        """What the event tells beside the case's own facts."""
        facts: dict[str, Any] = {"reason": many_lines(self.reason)}
        if self.outcome == "refuse":
            facts |= {"rule": self.rule, "rule_label": case.rulebook.refusal(self.rule)}
        if self.outcome not in ("pass", "return", "refuse"):
            owner = self._owner()
            facts |= {"outcome": self.outcome, "owner_section_id": owner.id if owner else None}
            facts |= {"due_on": self.due.isoformat() if self.due else None, "control_level": self.control_level or None}
        return facts

    def _check_offered(self, case: Case) -> None:
        if self.outcome not in LABELS:
            raise Invalid(outcome=_("沒有這個結果。"))
        if self.outcome not in case.rules.outcomes:
            raise NotNow(_("這一級沒有「%(outcome)s」這個結果。", outcome=LABELS[self.outcome]))
        if self.outcome == "return" and case.returns() >= case.rules.returns:
            raise NotNow(_("這一級最多退回 %(times)s 次，請作成其他決定。", times=case.rules.returns))
        if self.outcome not in ("return", "refuse") and not case.ready:
            needed = case.round.needs(case.rules) - len(case.round.sealed)
            raise NotNow(_("還要 %(count)s 份評分表（檢核表）送出，才能作成這個決定。", count=needed))

    def _faults(self, case: Case) -> list[tuple[str, str]]:
        faults = [("reason", self._reason_fault())]
        if self.outcome == "refuse":
            unknown = self.rule and not case.rulebook.refusal(self.rule)
            faults.append(("rule", _("作業規定沒有這一項不受理情形。") if unknown else ""))
        if self.outcome in ADOPTED:
            faults.append(("owner_section", "" if self._owner() else _("請指定主辦課室。")))
            faults.append(("due_on", self._due_fault()))
            known = self.control_level in CONTROL_LEVELS
            faults.append(("control_level", "" if known else _("請選擇列管層級。")))
        return faults

    def _reason_fault(self) -> str:
        if len(self.reason) > REASON_LIMIT:
            return _("理由最多 %(limit)s 字，目前 %(length)s 字。", limit=REASON_LIMIT, length=len(self.reason))
        return _("這個結果必須寫明理由。") if self.outcome in NEEDS_REASON and not many_lines(self.reason) else ""

    def _due_fault(self) -> str:
        due, today = self.due, clock.today()
        if due is None:
            return _("請填完成期限，例如 116/3/31 或 2027-03-31。")
        if not is_soon(due, today):
            return _("完成期限最遠十年。")
        return "" if due > today else _("完成期限須在今天之後。")

    def _owner(self) -> Section | None:
        return next((one for one in sections() if self.owner_section in (one.key, one.name)), None)
