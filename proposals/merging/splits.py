"""拆案: a proposal that holds two ideas, and the one that was taken out of it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from innovation_hub.kernel.storage.session import Base, db


class Split(Base):
    """拆案: `into_id` was made of `origin_id`, and is credited to the same proposers with the same shares."""

    __tablename__ = "splits"
    __table_args__ = (CheckConstraint("origin_id < into_id", name="made_later"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    origin_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"), index=True)
    into_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"), unique=True)
    reason: Mapped[str]
    by_id: Mapped[int] = mapped_column(ForeignKey("employees.id"))
    at: Mapped[datetime]
    undone_reason: Mapped[str | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("employees.id"))
    undone_at: Mapped[datetime | None]


def in_force(origin_id: int, into_id: int) -> Split | None:
    """The split that made the one of the other, unless it was undone."""
    pair = (Split.origin_id == origin_id, Split.into_id == into_id, Split.undone_at.is_(None))
    return db.session.scalars(select(Split).where(*pair)).one_or_none()
