"""指令: flask dashboard rebuild."""

from collections.abc import Iterable

import click
from flask.cli import AppGroup
from sqlalchemy import delete, func, select, text

from innovation_hub.dashboard.models import Track
from innovation_hub.dashboard.reactions import REACTS
from innovation_hub.dashboard.readers import Proposer
from innovation_hub.kernel.events import journal
from innovation_hub.kernel.events.journal import Entry
from innovation_hub.kernel.storage.session import db, is_sqlite

dashboard = AppGroup("dashboard", help="推動小組看板 Dashboard.")
HANDLES = [told.name for told in REACTS]


@dashboard.command()
def rebuild() -> None:
    """Folds the figures from the journal again, in one transaction; the numbers come out the same."""
    count = db.session.scalar(select(func.count()).select_from(Entry).where(Entry.name.in_(HANDLES)))
    with click.progressbar(journal.every(HANDLES), length=count, label="rebuild") as entries:
        tracks = fold(entries)
    db.session.commit()
    click.echo(f"dashboard: {tracks} proposals from {count} events")


def fold(entries: Iterable[Entry]) -> int:
    """Forgets everything and handles the entries from the first; returns how many proposals are followed then.

    The workers wait meanwhile, or what they handle would go into rows about to be forgotten; readers do not wait.
    """
    if not is_sqlite():
        db.session.execute(text(f"LOCK TABLE {Track.__tablename__} IN EXCLUSIVE MODE"))
    for model in (Proposer, Track):
        db.session.execute(delete(model))
    for entry in entries:
        told = entry.event
        REACTS[type(told)](told, entry)
        db.session.flush()
    return db.session.scalar(select(func.count()).select_from(Track)) or 0
