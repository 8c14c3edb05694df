"""匯入: each row is imported, already there, or refused with its reasons; a second run finds nothing to do."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import islice

from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.tables.table import Fault, Row
from proposals.importing.history import Record, remember
from proposals.importing.identity import Known, keys_of
from proposals.importing.import_record import Candidate, Reader, Refused, Rest

BATCH = 200
IMPORT, ALREADY_THERE, REFUSE = "import", "already_there", "refuse"


@dataclass(frozen=True)
class Outcome:
    """What becomes of a row: its place, the action, its title and year where it can be read, and its faults."""

    row: int
    line: int
    action: str
    title: str = ""
    year: int | None = None
    errors: tuple[Fault, ...] = ()


@dataclass
class Tally:
    """What became of all rows, in their order."""

    rows: list[Outcome] = field(default_factory=list)

    def count(self, action: str) -> int:
        """How many rows had this action."""
        return sum(row.action == action for row in self.rows)

    @property
    def imported(self) -> int:
        """How many are new."""
        return self.count(IMPORT)

    @property
    def already_there(self) -> int:
        """How many were here with all they say."""
        return self.count(ALREADY_THERE)

    @property
    def refused(self) -> int:
        """How many could not be kept."""
        return self.count(REFUSE)


def bring_in(rows: Iterable[Row], rest: Rest, dry_run: bool = False, by: Employee | None = None) -> Tally:
    """Remembers what is new and commits every batch; a dry run only tells."""
    tally, reader, known, rows = Tally(), Reader(rest), Known(), iter(rows)
    while batch := list(islice(rows, BATCH)):
        read = [(row, _read(row, reader)) for row in batch]
        known.look_up([one for _, one in read if isinstance(one, Candidate)])
        judged = [(_judged(row, one, known), one) for row, one in read]
        tally.rows += [outcome for outcome, _ in judged]
        if not dry_run:
            remember(
                [_kept(one) for outcome, one in judged if outcome.action == IMPORT and isinstance(one, Candidate)], by
            )
        db.session.commit()
    return tally


def _read(row: Row, reader: Reader) -> Candidate | Refused:
    try:
        return reader.candidate(row)
    except Refused as refused:
        return refused


def _judged(row: Row, one: Candidate | Refused, known: Known) -> Outcome:
    try:
        if isinstance(one, Refused):
            raise one
        action = ALREADY_THERE if known.is_here(one) else IMPORT
    except Refused as refused:
        return Outcome(row.number, row.line, REFUSE, str(row.cells.get("title", ""))[:200], errors=refused.faults)
    return Outcome(row.number, row.line, action, one.record.title, one.record.year)


def _kept(one: Candidate) -> Record:
    return replace(one.record, source=keys_of(one)[0])
