"""搜尋用的文字: the folded text of each thing that can be searched, kept up with it in the same transaction."""

from collections.abc import Iterable
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, Connection, Text, delete, event, func, inspect, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Mapper, lazyload, mapped_column

from innovation_hub.kernel.storage.session import Base, db, is_sqlite
from innovation_hub.kernel.text.folding import FOLDING, fold, words_of

BATCH = 500


class SearchText(Base):
    """搜尋用的文字: `folded` holds a thing's texts, a line each; `kind` is its table."""

    __tablename__ = "search_texts"
    kind: Mapped[str] = mapped_column(primary_key=True)
    thing_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    folding: Mapped[int]
    folded: Mapped[str] = mapped_column(Text)


class Searchable:
    """What can be searched. `SEARCHED` names the attributes that say something; `searched` gives their texts."""

    SEARCHED: ClassVar[tuple[str, ...]]
    __tablename__: str
    id: Mapped[int]

    def searched(self) -> Iterable[str]:
        """The texts to be searched in."""
        return (str(getattr(self, name) or "") for name in self.SEARCHED)

    @property
    def folded(self) -> str:
        """Its texts as they are searched in."""
        return "\n".join(filter(None, map(fold, self.searched())))

    @classmethod
    def says(cls, question: str) -> ColumnElement[bool]:
        """Whether all words of the question stand in its texts, in any order; without words everything does."""
        within = func.instr if is_sqlite() else func.strpos
        every = [within(SearchText.folded, word) > 0 for word in words_of(question)]
        return cls.id.in_(select(SearchText.thing_id).where(SearchText.kind == cls.__tablename__, *every))

    @classmethod
    def fold_anew(cls) -> None:
        """Keeps the texts of those that have none yet, or one of an earlier folding; whoever calls commits."""
        kept = select(SearchText.thing_id).where(SearchText.kind == cls.__tablename__, SearchText.folding == FOLDING)
        while some := cls._some(kept):
            db.session.connection().execute(_upsert(db.session.connection(), some))

    @classmethod
    def _some(cls, kept: Any) -> list[dict[str, Any]]:
        query = select(cls).where(cls.id.not_in(kept)).order_by(cls.id).limit(BATCH).options(lazyload("*"))
        return [_row(thing) for thing in db.session.scalars(query)]


def _row(thing: Searchable) -> dict[str, Any]:
    return {"kind": thing.__tablename__, "thing_id": thing.id, "folding": FOLDING, "folded": thing.folded}


def _upsert(connection: Connection, rows: list[dict[str, Any]]) -> Any:
    insert = (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(SearchText).values(rows)
    changed = {"folding": insert.excluded.folding, "folded": insert.excluded.folded}
    return insert.on_conflict_do_update(index_elements=["kind", "thing_id"], set_=changed)


def fold_anew() -> None:
    """The same for every kind: after an upgrade, or where rows came from elsewhere."""
    for kind in Searchable.__subclasses__():
        kind.fold_anew()


@event.listens_for(Searchable, "after_insert", propagate=True)
def _keep(mapper: Mapper[Any], connection: Connection, thing: Searchable) -> None:
    connection.execute(_upsert(connection, [_row(thing)]))


@event.listens_for(Searchable, "after_update", propagate=True)
def _keep_up(mapper: Mapper[Any], connection: Connection, thing: Searchable) -> None:
    attributes = inspect(thing).attrs
    if any(attributes[name].history.has_changes() for name in thing.SEARCHED):
        connection.execute(_upsert(connection, [_row(thing)]))


@event.listens_for(Searchable, "after_delete", propagate=True)
def _forget(mapper: Mapper[Any], connection: Connection, thing: Searchable) -> None:
    one = (SearchText.kind == thing.__tablename__, SearchText.thing_id == thing.id)
    connection.execute(delete(SearchText).where(*one))
