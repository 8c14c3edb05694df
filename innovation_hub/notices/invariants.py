"""通知的不變條件: each person an event names was told of it, once, by a sentence that leads to the right page."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import or_, select

from innovation_hub.kernel.events import upcasters
from innovation_hub.kernel.events.journal import Entry
from innovation_hub.kernel.messaging import journal_queries
from innovation_hub.kernel.module.invariant import Invariant, rows
from innovation_hub.notices.models import Notice
from innovation_hub.notices.table import NOTICES
from innovation_hub.notices.whom import in_charge, proposers, reviewers

NAMED_BY_EVENT: tuple[Callable[[Any], Iterable[int]], ...] = (proposers, reviewers, in_charge)
EVENTS = {row.kind: row.event.name for row in NOTICES}
PAGES = {row.kind: row.page for row in NOTICES}

_KNOWN = or_(*((Notice.kind == kind) & (Entry.name == name) for kind, name in EVENTS.items()))
UNFOUNDED = (
    select(Notice.id.label("notice"), Notice.kind, Notice.position, Entry.name)
    .outerjoin(Entry, Entry.position == Notice.position)
    .where(or_(Entry.position.is_(None), ~_KNOWN))
)
SELF_TOLD = (
    select(Notice.id.label("notice"), Notice.employee_id.label("person"), Notice.position)
    .join(Entry, Entry.position == Notice.position)
    .where(Entry.by_id == Notice.employee_id)
)


def untold() -> Iterator[dict[str, Any]]:
    """Whom an event names and who has no notice of it, though it was handled."""
    table = [row for row in NOTICES if row.told in NAMED_BY_EVENT]
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
    query = select(Notice.id.label("notice"), Notice.kind, Notice.url, Entry.body)
    for row in rows(query.join(Entry, Entry.position == Notice.position)):
        page = PAGES[row["kind"]].format(**row["body"]) if row["kind"] in PAGES else row["url"]
        if row["url"] != page:
            yield {"notice": row["notice"], "url": row["url"], "page": page}


INVARIANTS = (
    Invariant("notices.founded", _l("每個通知都說一筆事件簿裡的事件，且是它那一種"), UNFOUNDED),
    Invariant("notices.told", _l("事件點名的每個人都有通知"), untold),
    Invariant("notices.not_self", _l("沒有人收到自己所做的事的通知"), SELF_TOLD),
    Invariant("notices.page", _l("每個通知都通往它所說的那一頁"), misled),
)
