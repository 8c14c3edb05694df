"""When effects were committed: kept in memory by whoever handles, so that watching costs the database nothing."""

import time

from sqlalchemy import event
from sqlalchemy.orm import Session

from innovation_hub.kernel.storage.session import db

committed: dict[int, float] = {}


@event.listens_for(db.session, "after_commit")
def _note(session: Session) -> None:
    if session.in_nested_transaction():
        return
    now = time.time()
    for probe_id in session.info.pop("handled", ()):
        committed[probe_id] = now


@event.listens_for(db.session, "after_rollback")
def _forget(session: Session) -> None:
    if not session.in_nested_transaction():
        session.info.pop("handled", None)
