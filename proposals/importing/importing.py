"""匯入歷年提案: rows are remembered or refused one by one; a second run finds nothing to do."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from innovation_hub.kernel.errors import Invalid
from innovation_hub.kernel.storage.session import db
from proposals.importing.file_rows import Numbered
from proposals.importing.history import Record, known, remember
from proposals.importing.import_record import Reader, Rest

BATCH = 200


@dataclass
class Tally:
    """What became of the rows: counts, and the faults of those refused as (row number, field, sentence)."""

    imported: int = 0
    already: int = 0
    refused: int = 0
    faults: list[tuple[int, str, str]] = field(default_factory=list)

    def refuse(self, number: int, error: Invalid) -> None:
        """Counts the row out, with what is wrong."""
        self.refused += 1
        said = error.fields or {"": error.detail}
        self.faults += [(number, key, str(sentence)) for key, sentence in said.items()]


def bring_in(rows: Iterable[Numbered], rest: Rest, dry_run: bool = False) -> Tally:
    """Remembers what is new and commits every batch; a dry run only counts."""
    tally, reader, seen, rows = Tally(), Reader(rest), set[str](), iter(rows)
    while batch := list(islice(rows, BATCH)):
        records = list(_records(batch, reader, tally))
        new = list(_new(records, seen))
        if not dry_run:
            remember(new)
        db.session.commit()
        tally.imported += len(new)
        tally.already += len(records) - len(new)
    return tally


def _records(batch: Iterable[Numbered], reader: Reader, tally: Tally) -> Iterator[Record]:
    for number, row in batch:
        try:
            yield reader.record(row)
        except Invalid as error:
            tally.refuse(number, error)


def _new(records: Sequence[Record], seen: set[str]) -> Iterator[Record]:
    seen |= known([record.source for record in records])
    for record in records:
        if record.source not in seen:
            seen.add(record.source)
            yield record
