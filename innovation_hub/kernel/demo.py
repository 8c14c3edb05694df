"""示範世界: a year lived day by day through the product's own verbs and its own queue."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Mapped, mapped_column

from innovation_hub.kernel import clock
from innovation_hub.kernel.clock import TAIPEI
from innovation_hub.kernel.events import timers
from innovation_hub.kernel.messaging.worker import Embedded
from innovation_hub.kernel.module.module import modules
from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.storage.session import Base, db, writing

YEAR = 365
PASSWORD = "demo-2026"
SHOWN = (
    ("amy", "民政課同仁", "employee of Civil Affairs"),
    ("ben", "社會課同仁", "employee of Social Affairs"),
    ("chief.civil", "民政課課長", "chief of Civil Affairs"),
    ("sec", "秘書室研考", "secretariat"),
    ("rev1 rev2 rev3", "跨課室審查人", "reviewers of other sections"),
    ("panel1 … panel7", "推動小組委員", "task force"),
    ("head", "區長", "head of the office"),
    ("admin", "系統管理者", "administrator"),
    ("auditor", "政風稽核", "auditor"),
)


class DemoDay(Base):
    """示範日: a day of the demo world that was lived; a fill that was stopped goes on with the next one."""

    __tablename__ = "demo_days"
    ago: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    day: Mapped[date]


def peopled() -> bool:
    """Whether the office has people."""
    return bool(db.session.scalar(select(func.count()).select_from(Employee)))


def in_use() -> bool:
    """Whether the people it has are its own, not the demo world's."""
    return peopled() and not _lived()


def days() -> list[tuple[int, date]]:
    """The days still to be lived, oldest first: how long ago each was, and its date."""
    last = _lived()
    today = last.day + timedelta(days=last.ago) if last else clock.today()
    return [(ago, today - timedelta(days=ago)) for ago in range(last.ago - 1 if last else YEAR, -1, -1)]


def fill(app: Flask, past: Iterable[tuple[int, date]]) -> None:
    """Lives the given days: each module has its part of each, and the queue settles after it."""
    worker = Embedded(app, "memory://")
    worker.settle()
    for ago, day in past:
        for hour, module in enumerate(modules().values(), 9):
            if module.demo is not None:
                with clock.at(min(datetime.combine(day, time(hour), TAIPEI), clock.now())), writing():
                    module.demo(ago)
                    timers.fire()
                    worker.settle()
        with writing():
            db.session.add(DemoDay(ago=ago, day=day))
            db.session.commit()
    worker.broker.close()


def _lived() -> DemoDay | None:
    return db.session.scalar(select(DemoDay).order_by(DemoDay.ago).limit(1))


def accounts() -> str:
    """The table of demo accounts."""
    rows = "\n".join(f"  {login:18} {who} {in_english}" for login, who, in_english in SHOWN)
    return f"示範帳號 demo accounts, 密碼 password {PASSWORD}\n{rows}"
