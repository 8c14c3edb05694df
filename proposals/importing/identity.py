"""同一件嗎: which proposal a row is, if it is here already; an id is only one within its year.

Keys of earlier versions had no year (`import:7`); a proposal that has one is known by it in the year it is of.
"""

import re
from collections.abc import Iterable
from hashlib import sha256

from flask_babel import gettext as _
from sqlalchemy import or_, select

from innovation_hub.kernel.storage.session import db
from innovation_hub.kernel.tables.table import Fault
from proposals.importing.columns import LABELS, TEXTS
from proposals.importing.history import Record
from proposals.importing.import_record import Candidate, Refused
from proposals.lifecycle import DECIDED, NOT_ACCEPTED, STAGES
from proposals.models import Proposal

NUMBER = re.compile(r"\d{1,3}-\d{4,}")
SAID_AS = {"date": "day", "section": "section_id", "proposer": "proposer_id", "src": "references", "year": "year"}
SAID_AS |= {key: key for key in ("title", *TEXTS, "category", "outcome")}


class Known:
    """The proposals rows may be: those in the database that share a key, and those of this run."""

    def __init__(self) -> None:
        self.records: dict[str, Record] = {}

    def look_up(self, candidates: Iterable[Candidate]) -> None:
        """Reads what the database has under the keys of these rows, in one query."""
        keys = {key for one in candidates for key in keys_of(one)} - self.records.keys()
        numbers = {one.id for one in candidates if NUMBER.fullmatch(one.id)}
        found = or_(Proposal.source.in_(keys), Proposal.number.in_(numbers))
        for proposal in db.session.scalars(select(Proposal).where(found)).unique():
            here = Record.of(proposal)
            self.records |= {key: here for key in (proposal.source, f"number:{proposal.number}") if key}

    def is_here(self, one: Candidate) -> bool:
        """Whether the row's proposal is here with all it says; Refused where its id is another's, or it is still open.

        What is not here is noted as coming. The number that an imported proposal has here may be another's elsewhere.
        """
        for key in (*keys_of(one), f"number:{one.id}"):
            here = self.records.get(key)
            if here is None or here.year != one.record.year:
                continue
            differing = [field for field in SAID_AS if field in one.said and _differs(here, one.record, field)]
            if not differing:
                return True
            if one.id and (key == here.source or not here.source):
                raise Refused(_another(one, here, differing))
        if one.stage not in (None, DECIDED, NOT_ACCEPTED):
            stage = str(STAGES[one.stage])
            raise Refused(Fault("stage", "open", _("狀態「%(stage)s」不是已有結果的案件，不能匯入。", stage=stage)))
        self.records[keys_of(one)[0]] = one.record
        return False


def keys_of(one: Candidate) -> tuple[str, str]:
    """The key a row is kept under, and the one that earlier versions kept it under."""
    if one.id:
        return f"import:{one.record.year}:{one.id}", f"import:{one.id}"
    told = [f"{field}={getattr(one.record, SAID_AS[field])}" for field in SAID_AS if field in one.said]
    title = one.record.title if "title" in one.said else ""
    texts = [getattr(one.record, key) for key in TEXTS]
    return f"import:{one.record.year}:{_hash(*told)}", f"import:{_hash(title, *texts)}"


def _differs(here: Record, coming: Record, field: str) -> bool:
    return bool(getattr(here, SAID_AS[field]) != getattr(coming, SAID_AS[field]))


def _another(one: Candidate, here: Record, differing: list[str]) -> Fault:
    if "title" in differing:
        facts = {"id": one.id, "year": here.year, "here": here.title[:40], "coming": one.record.title[:40]}
        said = _("%(year)s年的編號「%(id)s」已經是「%(here)s」，這一列是「%(coming)s」。", **facts)
        return Fault("id", "id_taken", said)
    fields = "、".join(str(LABELS[field]) for field in differing)
    said = _("編號「%(id)s」已經在系統裡，但這些欄位不同：%(fields)s。", id=one.id, fields=fields)
    return Fault("id", "differs", said)


def _hash(*texts: str) -> str:
    return sha256("\n".join(texts).encode()).hexdigest()
