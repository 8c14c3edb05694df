"""搜尋的不變條件: what is kept for searching is what the things say."""

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import lazyload

from innovation_hub.kernel.search.texts import Searchable, SearchText
from innovation_hub.kernel.storage.session import db


def unlike(kind: type[Searchable]) -> Callable[[], Iterator[dict[str, Any]]]:
    """The things of a kind whose kept text is missing, or not what they say."""

    def found() -> Iterator[dict[str, Any]]:
        kept = and_(SearchText.kind == kind.__tablename__, SearchText.thing_id == kind.id)
        query = select(kind, SearchText.folded).outerjoin(SearchText, kept).options(lazyload("*"))
        for thing, folded in db.session.execute(query.execution_options(yield_per=500)):
            if folded != thing.folded:
                yield {"kind": kind.__tablename__, "id": thing.id}

    return found
