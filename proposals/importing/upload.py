"""上傳匯入: a file that somebody sends, read and told row by row, and then imported."""

from contextlib import nullcontext
from typing import BinaryIO

from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.storage.session import db, reading
from innovation_hub.kernel.tables.reading import read_table
from innovation_hub.kernel.tables.table import MOST_BYTES, Reading
from proposals.importing.bring_in import Tally, bring_in
from proposals.importing.columns import heads
from proposals.importing.defaults import rest_of

READ_AS = ("encoding", "sheet")


def take(file: BinaryIO, name: str, by: Employee, preview: bool, **asked: str) -> tuple[Reading, Tally]:
    """What the file is and what becomes of its rows; Invalid where it cannot be read, or what is asked is not known.

    Every batch is kept in a transaction of its own, so that others can write meanwhile; while the file is read none is
    open. Sent again, what is here already is told so.
    """
    rest = rest_of(**{key: value for key, value in asked.items() if key not in READ_AS})
    db.session.commit()
    how = {key: asked[key] or None for key in READ_AS if key in asked}
    found = read_table(file.read(MOST_BYTES + 1), name, heads(), **how)
    with reading() if preview else nullcontext():
        return found, bring_in(found.rows, rest, dry_run=preview, by=by)
