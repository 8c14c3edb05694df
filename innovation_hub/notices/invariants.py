"""通知的不變條件: each person an event names was told of it, once, by a sentence that leads to the right page."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import Executable, or_, select

from innovation_hub.kernel.events import upcasters
from innovation_hub.kernel.events.journal import Entry
from innovation_hub.kernel.messaging import journal_queries
from innovation_hub.kernel.module import tables
from innovation_hub.kernel.module.invariant import Invariant, rows
from innovation_hub.kernel.module.recipients import in_charge, proposers, reviewers
from innovation_hub.notices.models import Notice

NAMED_BY_EVENT: tuple[Callable[[Any], Iterable[int]], ...] = (proposers, reviewers, in_charge)
SELF_TOLD = (
    select(Notice.id.label("notice"), Notice.employee_id.label("person"), Notice.position)
    .join(Entry, Entry.position == Notice.position)
    .where(Entry.by_id == Notice.employee_id)
)


def unfounded() -> Executable:
    """Notices of no event, or of an event of another kind."""
    kinds = ((Notice.kind == row.kind) & (Entry.name == row.event.name) for row in tables.rows("notices"))
    query = select(Notice.id.label("notice"), Notice.kind, Notice.position, Entry.name)
    query = query.outerjoin(Entry, Entry.position == Notice.position)
    return query.where(or_(Entry.position.is_(None), ~or_(*kinds)))


def untold() -> Iterator[dict[str, Any]]:
    """Whom an event names and who has no notice of it, though it was handled."""
    table = [row for row in tables.rows("notices") if row.told in NAMED_BY_EVENT]
    kept = {
        (row["position"], row["employee_id"], row["kind"])
        for row in rows(select(Notice.position, Notice.employee_id, Notice.kind))
    }
    for entry in rows(journal_queries.entries({row.event for row in table}, handled_by="notices")):
        event = upcasters.read(entry["name"], entry["version"], entry["body"])
        for row in table:
            for person in set(row.told(event)) - {entry["by_id"]} if isinstance(event, row.event) else ():
                if (entry["position"], person, row.kind) not in kept:
                    yield {"position": entry["position"], "person": person, "kind": row.kind}


def misled() -> Iterator[dict[str, Any]]:
    """Notices that lead to another page than that of what they tell of."""
    pages = {row.kind: row.page for row in tables.rows("notices")}
    query = select(Notice.id.label("notice"), Notice.kind, Notice.url, Entry.body)
    for row in rows(query.join(Entry, Entry.position == Notice.position)):
        page = pages[row["kind"]].format(**row["body"]) if row["kind"] in pages else row["url"]
        if row["url"] != page:
            yield {"notice": row["notice"], "url": row["url"], "page": page}


INVARIANTS = (
    Invariant("notices.founded", _l("每個通知都說一筆事件簿裡的事件，且是它那一種"), unfounded),
    Invariant("notices.told", _l("事件點名的每個人都有通知"), untold),
    Invariant("notices.not_self", _l("沒有人收到自己所做的事的通知"), SELF_TOLD),
    Invariant("notices.page", _l("每個通知都通往它所說的那一頁"), misled),
)
