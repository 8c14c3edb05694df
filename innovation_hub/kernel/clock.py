"""時鐘與工作曆: what time it is, and which days the government works.

Working days follow the calendar of the 行政院人事行政總處 (through the `holidays` package, make-up days included),
under a table of local exceptions such as typhoon days.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays
from sqlalchemy import event, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from innovation_hub.kernel.storage.session import Base, db

TAIPEI = ZoneInfo("Asia/Taipei")
_told: ContextVar[datetime | None] = ContextVar("told", default=None)


class CalendarException(Base):
    """停班停課等地方例外: one day that is worked, or not worked, against the national calendar."""

    __tablename__ = "calendar_exceptions"
    day: Mapped[date] = mapped_column(primary_key=True)
    working: Mapped[bool]
    reason: Mapped[str]


def now() -> datetime:
    """The present instant, UTC."""
    return _told.get() or datetime.now(UTC)


def told() -> datetime | None:
    """The instant it was told to be, if it was."""
    return _told.get()


def today() -> date:
    """The date in Taipei."""
    return day_of(now())


def local(instant: datetime) -> datetime:
    """The instant as clocks in Taipei show it."""
    return instant.astimezone(TAIPEI)


def day_of(instant: datetime) -> date:
    """The date of the instant in Taipei."""
    return local(instant).date()


@contextmanager
def at(instant: datetime | None) -> Iterator[None]:
    """Inside, it is `instant` (None: the real time): for demo worlds, imports and tests."""
    token = _told.set(instant)
    try:
        yield
    finally:
        _told.reset(token)


@cache
def _national(year: int) -> holidays.HolidayBase:
    """One year's calendar, whole before any thread sees it: a calendar that grows is not to be asked meanwhile."""
    return holidays.country_holidays("TW", years=year)


def exceptions() -> dict[date, bool]:
    """The local exceptions: day → is it worked; read once in a transaction."""
    known: dict[date, bool] | None = db.session.info.get("exceptions")
    if known is None:
        known = {row.day: row.working for row in db.session.scalars(select(CalendarException))}
        db.session.info["exceptions"] = known
    return known


@event.listens_for(db.session, "after_flush")
@event.listens_for(db.session, "after_commit")
@event.listens_for(db.session, "after_rollback")
def _forget(session: Session, *context: object) -> None:
    session.info.pop("exceptions", None)


def works_on(day: date, local_days: dict[date, bool] | None = None) -> bool:
    """Whether the office works on `day`."""
    local_days = exceptions() if local_days is None else local_days
    return local_days.get(day, _national(day.year).is_working_day(day))


def due_after(start: date, days: int) -> date:
    """The last of `days` working days, the first being the next after `start` (行政程序法 §48: 始日不計算在內)."""
    local_days, day = exceptions(), start
    while days > 0:
        day += timedelta(days=1)
        days -= works_on(day, local_days)
    return day


def working_days(start: date, end: date, local_days: dict[date, bool] | None = None) -> int:
    """How many working days lie after `start` up to and including `end`; 0 when `end` is not after `start`."""
    local_days = exceptions() if local_days is None else local_days
    span = range(1, (end - start).days + 1)
    return sum(works_on(start + timedelta(days=n), local_days) for n in span)


def end_of(day: date) -> datetime:
    """The first instant after `day` in Taipei, UTC: deadlines are half-open."""
    return datetime.combine(day + timedelta(days=1), datetime.min.time(), TAIPEI).astimezone(UTC)
