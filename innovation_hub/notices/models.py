"""通知: one notice is one sentence for one person; it is put into words when she reads it."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from flask_babel import gettext as _
from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    Select,
    UniqueConstraint,
    and_,
    false,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.hybrid import hybrid_method
from sqlalchemy.orm import Mapped, mapped_column

from innovation_hub.kernel import clock
from innovation_hub.kernel.errors import Invalid
from innovation_hub.kernel.module import tables
from innovation_hub.kernel.office.decisions import OUTCOMES, TIERS
from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.storage.cursor_pages import SIZE, Page
from innovation_hub.kernel.storage.session import Base, BigId, db, is_sqlite
from innovation_hub.kernel.text.language import day

CURSOR = re.compile(r"([ur])(\d{1,18})")


class Notice(Base):
    """通知: what one person is told of one event, at most once a kind."""

    KIND: ClassVar[str] = "notice"
    __tablename__ = "notices"
    __table_args__ = (
        UniqueConstraint("position", "employee_id", "kind"),
        Index("ix_notices_unread", "employee_id", "read_at"),
    )
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("employees.id"))
    position: Mapped[int] = mapped_column(BigId)
    kind: Mapped[str]
    params: Mapped[dict[str, Any]]
    url: Mapped[str]
    at: Mapped[datetime]
    read_at: Mapped[datetime | None]

    @hybrid_method
    def belongs_to(self, person: Employee) -> bool:
        """Whether it is for this person."""
        return self.employee_id == person.id

    @property
    def cursor(self) -> str:
        """Where a page goes on that ends here: among the unread or the read, at which id."""
        return f"{'r' if self.read_at else 'u'}{self.id}"

    @property
    def sentence(self) -> str:
        """What it says, in the reader's language."""
        return str(tables.table("notices")[self.kind][1].sentence) % _in_words(self.params)

    def read(self) -> None:
        """Marks it read, the first time."""
        self.read_at = self.read_at or clock.now()


def put_up(rows: Iterable[dict[str, Any]]) -> None:
    """Adds notices; those already there stay as they are."""
    if rows := list(rows):
        insert = (sqlite if is_sqlite() else postgresql).insert(Notice)
        db.session.execute(insert.on_conflict_do_nothing(index_elements=["position", "employee_id", "kind"]), rows)


def unread(person: Employee) -> int:
    """How many the person has not read."""
    query = select(func.count()).select_from(Notice).where(Notice.employee_id == person.id, Notice.read_at.is_(None))
    return db.session.scalar(query) or 0


def read_all(person: Employee) -> None:
    """Marks all of the person's notices read."""
    mine = update(Notice).where(Notice.employee_id == person.id, Notice.read_at.is_(None))
    db.session.execute(mine.values(read_at=clock.now()))


def page(query: Select[Notice], cursor: str) -> Page[Notice]:
    """The notices behind `cursor`, unread first, then newest first."""
    order = (Notice.read_at.is_not(None), Notice.id.desc())
    found = db.session.scalars(query.where(_behind(cursor)).order_by(*order).limit(SIZE + 1)).all()
    return Page(found[:SIZE], found[SIZE - 1].cursor if len(found) > SIZE else None)


def _behind(cursor: str) -> ColumnElement[bool]:
    if not cursor:
        return ~false()
    told = CURSOR.fullmatch(cursor)
    if told is None:
        raise Invalid(cursor=_("分頁位置不正確，請由第一頁重新開始。"))
    read, older = Notice.read_at.is_not(None), Notice.id < int(told[2])
    return and_(read, older) if told[1] == "r" else or_(read, older)


def _in_words(params: dict[str, Any]) -> dict[str, str]:
    words = {name: str(params.get(name) or "") for name in ("number", "title")}
    words["other"] = str(params.get("other_number") or "")
    words["due"] = day(params.get("due_on"))
    words["tier"] = str(TIERS.get(params.get("tier", ""), params.get("tier", "")))
    words["outcome"] = str(OUTCOMES.get(params.get("outcome", ""), ""))
    return words
