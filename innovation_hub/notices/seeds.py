"""示範世界: its people have read what is older than two days."""

from datetime import timedelta

from sqlalchemy import update

from innovation_hub.kernel import clock
from innovation_hub.kernel.storage.session import db
from innovation_hub.notices.models import Notice

FRESH = timedelta(days=2)


def read_old(ago: int) -> None:
    """On the demo world's last day: marks what is not fresh read."""
    if ago:
        return
    old = update(Notice).where(Notice.read_at.is_(None), Notice.at < clock.now() - FRESH)
    db.session.execute(old.values(read_at=clock.now()))
