"""叫醒: a commit that told something wakes the relay: by NOTIFY on PostgreSQL, by a wake-up inside the process."""

from flask import current_app
from sqlalchemy import event
from sqlalchemy.orm import Session

from innovation_hub.kernel.storage.commit_statements import add_commit_statement
from innovation_hub.kernel.storage.session import db

CHANNEL = "hub_journal"


def at_commit() -> None:
    """Has the commit of the open transaction wake the relay."""
    db.session.info["told"] = True


@event.listens_for(db.session, "before_commit")
def _notify(session: Session) -> None:
    if _told(session) and session.get_bind().dialect.name == "postgresql":
        add_commit_statement(session, f"NOTIFY {CHANNEL}", {})


@event.listens_for(db.session, "after_commit")
def _ring(session: Session) -> None:
    if _told(session):
        session.info["told"] = False
        current_app.extensions["wakeup"].set()


@event.listens_for(db.session, "after_rollback")
def _forget(session: Session) -> None:
    if not session.in_nested_transaction():
        session.info["told"] = False


def _told(session: Session) -> bool:
    """Whether the transaction that ends told something; a savepoint's end is none."""
    return bool(session.info.get("told")) and not session.in_nested_transaction()
