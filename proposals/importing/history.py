"""舊案: proposals of earlier years, remembered as they ended."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from typing import Self

from innovation_hub.kernel import clock
from innovation_hub.kernel.clock import TAIPEI
from innovation_hub.kernel.events import journal
from innovation_hub.kernel.events.proposal import ProposalImported
from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.storage.session import db
from proposals import numbers
from proposals.lifecycle import DECIDED, NOT_ACCEPTED
from proposals.models import Proposal, Revision
from proposals.shares import LEAD, Proposer


@dataclass(frozen=True)
class Record:
    """What is known of a proposal of earlier years; `source` tells it from every other for ever."""

    source: str
    day: date
    title: str
    problem: str
    measures: str
    benefit: str
    references: str
    category: str
    section_id: int
    proposer_id: int
    outcome: str

    @classmethod
    def of(cls, proposal: Proposal) -> Self:
        """What a proposal that is here would be as such a record."""
        received = clock.local(proposal.submitted_at or proposal.created_at)
        same = {key: getattr(proposal, key) for key in ("title", "problem", "measures", "benefit", "category")}
        return cls(
            source=proposal.source or "",
            day=received.date(),
            references=str(proposal.details.get("references", "")),
            section_id=proposal.section_id,
            proposer_id=proposal.proposers[0].employee_id,
            outcome=proposal.outcome or "",
            **same,
        )

    @property
    def year(self) -> int:
        """Its year (民國)."""
        return self.day.year - 1911

    def proposal(self, number: str) -> Proposal:
        """It as a proposal that has ended; refused ones stand apart as they do here."""
        now = clock.now()
        proposal = Proposal(source=self.source, number=number, year=self.year, revision=1)
        proposal.created_at, proposal.changed_at = now, now
        proposal.submitted_at = datetime.combine(self.day, time(12), TAIPEI)
        proposal.title, proposal.problem, proposal.measures = self.title, self.problem, self.measures
        proposal.benefit, proposal.category, proposal.origin = self.benefit, self.category, "free"
        proposal.details, proposal.cooperating = {"references": self.references}, []
        proposal.stage, proposal.outcome = DECIDED if self.outcome != "refuse" else NOT_ACCEPTED, self.outcome
        proposal.section_id = self.section_id
        proposal.proposers = [Proposer(employee_id=self.proposer_id, share=100, rank=0, agreement=LEAD)]
        return proposal


def remember(records: Sequence[Record], by: Employee | None = None) -> None:
    """Makes each record a proposal with its number, its one revision and its event.

    They have no move in the lifecycle: it tells how proposals climb here, and these have ended elsewhere.
    """
    proposals = list(_numbered(records))
    db.session.add_all(proposals)
    db.session.flush()
    db.session.add_all(Revision.of(proposal, proposal.submitted_at or proposal.created_at) for proposal in proposals)
    with db.session.no_autoflush:
        for proposal in proposals:
            journal.record(ProposalImported.of(proposal), by)


def _numbered(records: Iterable[Record]) -> Iterable[Proposal]:
    for year, same in groupby(sorted(records, key=_year), _year):
        group = list(same)
        for record, number in zip(group, numbers.take(year, len(group)), strict=True):
            yield record.proposal(number)


def _year(record: Record) -> int:
    return record.year
