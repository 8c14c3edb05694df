"""示範世界: a year lived day by day through the product's own verbs and its own queue."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from flask import Flask
from sqlalchemy import func, select

from innovation_hub.kernel import clock, deadlines
from innovation_hub.kernel.clock import TAIPEI
from innovation_hub.kernel.db import db, writing
from innovation_hub.kernel.module import modules
from innovation_hub.kernel.people import Employee
from innovation_hub.kernel.worker import Embedded

YEAR = 365
PASSWORD = "demo-2026"
SHOWN = (
    ("amy", "民政課同仁 employee"),
    ("ben", "社會課同仁 employee"),
    ("chief.civil", "民政課課長 section chief"),
    ("sec", "秘書室研考 secretariat"),
    ("rev1 rev2 rev3", "跨課室審查人 reviewers"),
    ("panel1 … panel7", "推動小組委員 task force"),
    ("head", "區長 head of the office"),
    ("admin", "系統管理者 administrator"),
    ("auditor", "政風稽核 auditor"),
)


def filled() -> bool:
    """Whether the office has people already."""
    return bool(db.session.scalar(select(func.count()).select_from(Employee)))


def days() -> list[int]:
    """The past year's days as how long ago they were, oldest first, today last."""
    return list(range(YEAR, -1, -1))


def fill(app: Flask, past: Iterable[int]) -> None:
    """Lives the given days: each module has its part of each, and the queue settles after it."""
    worker = Embedded(app, "memory://")
    worker.settle()
    for ago in past:
        day, hours = clock.today() - timedelta(days=ago), iter(range(9, 18))
        for module in modules().values():
            if module.demo is not None:
                with clock.at(min(datetime.combine(day, time(next(hours)), TAIPEI), clock.now())), writing():
                    module.demo(ago)
                    deadlines.fire()
                    worker.settle()
    worker.broker.close()


def accounts() -> str:
    """The table of demo accounts."""
    rows = "\n".join(f"  {login:18} {who}" for login, who in SHOWN)
    return f"示範帳號 demo accounts, 密碼 password {PASSWORD}\n{rows}"
