"""草稿的鑰匙: a page on which an idea is written has a key from the first letter; all it saves goes into one draft."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from innovation_hub.kernel import clock
from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.storage.session import Base, db, is_sqlite
from proposals.checks import check_answers
from proposals.lifecycle import WITHDRAWN
from proposals.models import WRITABLE, Proposal

LONGEST = 200


class DraftKey(Base):
    """草稿的鑰匙: the draft that came of a page, and the version the page last made of it."""

    __tablename__ = "draft_keys"
    person_id: Mapped[int] = mapped_column(ForeignKey("employees.id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposals.id"), index=True)
    version: Mapped[int] = mapped_column(default=0)
    at: Mapped[datetime]


def keep(by: Employee, key: str, answers: dict[str, Any]) -> Proposal:
    """The draft that holds what the page of this key says: made the first time, written on afterwards.

    Clash where the draft was changed elsewhere since. What is under review already is left alone: the same text is an
    answer sent again, another text is another idea.
    """
    if not 0 < len(key) <= LONGEST:
        return Proposal.draft(by, **answers)
    held = _hold(by, key)
    proposal = _continued(held, by, answers) or Proposal.draft(by, **answers)
    db.session.flush()
    held.proposal_id, held.version = proposal.id, proposal.version
    return proposal


def draft_of(by: Employee, key: str) -> Proposal | None:
    """The draft that came of the page of this key, while it can be written on."""
    held = db.session.get(DraftKey, (by.id, key[:LONGEST])) if key else None
    found = db.session.get(Proposal, held.proposal_id) if held and held.proposal_id else None
    return found if found and found.stage in WRITABLE else None


def _hold(by: Employee, key: str) -> DraftKey:
    """The row of the key; who comes with the same one meanwhile waits until this transaction ends."""
    row = {"person_id": by.id, "key": key, "version": 0, "at": clock.now()}
    insert = (sqlite if is_sqlite() else postgresql).insert(DraftKey).values(row)
    again = insert.on_conflict_do_update(index_elements=["person_id", "key"], set_={"at": row["at"]})
    db.session.execute(again)
    return db.session.get_one(DraftKey, (by.id, key), populate_existing=True)


def _continued(held: DraftKey, by: Employee, answers: dict[str, Any]) -> Proposal | None:
    found = db.session.get(Proposal, held.proposal_id) if held.proposal_id else None
    if found is None or found.stage == WITHDRAWN:
        return None
    if _says(found, answers):
        return found
    if found.stage not in WRITABLE:
        return None
    found.expect(held.version)
    found.write(by, **answers)
    return found


def _says(proposal: Proposal, answers: dict[str, Any]) -> bool:
    taken = check_answers(answers)
    said = taken.pop("details")
    return all(getattr(proposal, key) == value for key, value in taken.items()) and all(
        proposal.details.get(key, "") == value for key, value in said.items()
    )
