"""歷程: what happened to a proposal, from the journal, in plain words; confidential events are left out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from innovation_hub.kernel.events import journal
from innovation_hub.kernel.events.base import EVENTS
from innovation_hub.kernel.events.journal import Entry
from innovation_hub.kernel.office.decisions import OUTCOMES, TIERS
from innovation_hub.kernel.office.people import named
from innovation_hub.kernel.text.language import colon, day, event_name, moment, translated
from proposals.models import Proposal

TONES = {"proposal.submitted": "now", "case.returned": "warn", "case.refused": "bad", "case.decided": "good"}


@dataclass(frozen=True)
class Step:
    """One thing that happened."""

    event: str
    title: str
    text: str
    by: str
    at: datetime
    tone: str

    @property
    def when(self) -> str:
        """The moment, in words."""
        return moment(self.at)

    @property
    def iso(self) -> str:
        """The moment, for machines."""
        return self.at.isoformat()


def steps(proposal: Proposal) -> list[Step]:
    """What the reader may know of what happened, oldest first, in two queries."""
    entries = [entry for entry in journal.story(proposal.stream) if EVENTS[entry.name].open]
    people = named(entry.by_id for entry in entries if entry.by_id)
    return [_step(entry, people[entry.by_id].name if entry.by_id in people else "") for entry in entries]


def _step(entry: Entry, by: str) -> Step:
    text = SAYS[entry.name](entry.body) if entry.name in SAYS else ""
    return Step(entry.name, event_name(entry.label), text, by, entry.at, TONES.get(entry.name, ""))


def _entered(body: dict[str, Any]) -> str:
    tier = TIERS.get(body["tier"]) or translated(body["tier_label"])
    return _("%(tier)s，由%(holder)s處理，期限 %(due)s", tier=tier, holder=body["holder"], due=day(body["due_on"]))


def _decided(body: dict[str, Any]) -> str:
    outcome = str(OUTCOMES.get(body["outcome"], body["outcome"]))
    return colon(outcome, body["reason"]) if body["reason"] else outcome


def _refused(body: dict[str, Any]) -> str:
    rule = translated(body.get("rule_label"))
    return colon(rule, body["reason"]) if rule else str(body["reason"])


def _passed(body: dict[str, Any]) -> str:
    tier = str(TIERS.get(body["tier"], body["tier"]))
    return colon(tier, body["reason"]) if body["reason"] else tier


def _linked(body: dict[str, Any]) -> str:
    return colon(body["other_number"], body["reason"])


def _merge_proposed(body: dict[str, Any]) -> str:
    due, other = day(body["due_on"]), body["other_number"]
    return _("擬併入 %(number)s，提案人請於 %(due)s 前回覆：%(reason)s", number=other, due=due, reason=body["reason"])


def _split(body: dict[str, Any]) -> str:
    return colon(body["other_title"], body["reason"])


def _dropped(body: dict[str, Any]) -> str:
    return colon(body["other_number"], translated(body["reason"]))


SAYS: dict[str, Callable[[dict[str, Any]], str]] = {
    "proposal.submitted": lambda body: _("第 %(revision)s 版", revision=body["revision"]),
    "case.tier_entered": _entered,
    "case.tier_passed": _passed,
    "case.returned": lambda body: body["reason"],
    "case.refused": _refused,
    "case.decided": _decided,
    "proposal.linked": _linked,
    "proposal.merge_proposed": _merge_proposed,
    "proposal.merge_dropped": _dropped,
    "proposal.split": _split,
    "proposal.split_undone": _split,
    "proposal.merged": lambda body: _("併入 %(number)s", number=body["other_number"]),
    "proposal.unmerged": _dropped,
    "proposal.joined": lambda body: _("%(number)s 併入本案", number=body["other_number"]),
    "proposal.parted": _dropped,
    "proposal.unlinked": lambda body: body["other_number"],
}
