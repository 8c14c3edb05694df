"""分頁: pages by cursor, newest first: a page costs the same wherever it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from flask import request, url_for
from flask_babel import gettext as _
from sqlalchemy import Select

from innovation_hub.kernel.errors import Invalid
from innovation_hub.kernel.storage.session import db

T = TypeVar("T")
SIZE = 30


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some rows, and the cursor of what follows; `next` is None on the last page."""

    items: Sequence[T]
    next: str | None

    @property
    def next_url(self) -> str | None:
        """This address with the next cursor."""
        return self._url(self.next) if self.next else None

    @property
    def first_url(self) -> str | None:
        """This address without a cursor, when this is not the first page."""
        return self._url(None) if request.args.get("cursor") else None

    @property
    def links(self) -> dict[str, str]:
        """The Link header of an API answer."""
        return {"Link": f'<{self.next_url}>; rel="next"'} if self.next_url else {}

    def _url(self, cursor: str | None) -> str:
        kept: dict[str, Any] = {name: values for name, values in request.args.lists() if name != "cursor"}
        places: dict[str, Any] = request.view_args or {}
        return url_for(request.endpoint or "", **places, **kept, cursor=cursor)


def page_of(query: Select[T], column: Any, cursor: str | None, size: int = SIZE) -> Page[T]:
    """The page of `query` that follows `cursor`, by `column` downwards; Invalid when the cursor is not one of ours."""
    if cursor:
        query = query.where(column < _number(cursor))
    rows = db.session.scalars(query.order_by(column.desc()).limit(size + 1)).unique().all()
    more = len(rows) > size
    return Page(rows[:size], str(getattr(rows[size - 1], column.key)) if more else None)


def _number(cursor: str) -> int:
    if not cursor.isascii() or not cursor.isdigit() or len(cursor) > 18:
        raise Invalid(cursor=_("分頁位置不正確，請由第一頁重新開始。"))
    return int(cursor)
