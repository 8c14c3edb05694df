"""參數: numbers an administrator sets without code; each change is a row of its own, so the past stays explainable."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import Double, ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from innovation_hub.kernel import clock
from innovation_hub.kernel.errors import Clash, Invalid
from innovation_hub.kernel.events import journal
from innovation_hub.kernel.events.parameter import ParameterChanged
from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.policy import table as policy
from innovation_hub.kernel.storage.session import Base, db


class Value(Base):
    """參數值: what a parameter was set to, from when on, and by whom; the last one holds."""

    __tablename__ = "parameters"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(index=True)
    value: Mapped[float] = mapped_column(Double)
    since: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("employees.id"))
    by: Mapped[Employee] = relationship(lazy="joined")


@dataclass(frozen=True)
class Parameter:
    """A number with its default and bounds. `shown_at` is the page that shows what a change would do."""

    key: str
    label: object
    meaning: object
    default: float
    least: float
    most: float
    whole: bool = False
    shown_at: str = ""

    @property
    def value(self) -> float:
        """What it is now."""
        last = self.last
        return last.value if last else self.default

    @property
    def version(self) -> int:
        """Counts its changes, in steps of any size; 0 where it was never set."""
        last = self.last
        return last.id if last else 0

    @property
    def last(self) -> Value | None:
        """Its last change, if it was ever changed."""
        query = select(Value).where(Value.key == self.key).order_by(Value.id.desc()).limit(1)
        return db.session.scalars(query).unique().one_or_none()

    def change(self, value: float | None, by: Employee, on: int | None = None) -> None:
        """Sets it from now on; Invalid when the value is none or out of bounds, the same again changes nothing.

        `on` is the `version` the person has seen; Clash when it was set again meanwhile.
        """
        policy.require(by, "parameter.change")
        journal.hold(f"parameter:{self.key}")
        if on not in (None, self.version):
            raise Clash
        before = self.value
        taken = self.checked(value)
        if taken != before:
            db.session.add(Value(key=self.key, value=taken, since=clock.now(), by_id=by.id))
            journal.record(ParameterChanged(parameter_id=self.key, value=taken, before=before), by)

    def checked(self, value: float | None) -> float:
        """The value, where it may be one."""
        if value is None or not self.least <= value <= self.most or (self.whole and value != int(value)):
            kind = _("整數") if self.whole else _("數")
            bounds = {"kind": kind, "least": f"{self.least:g}", "most": f"{self.most:g}"}
            raise Invalid(value=_("請填 %(least)s 到 %(most)s 的%(kind)s。", **bounds))
        return value


def parameters() -> Mapping[str, Parameter]:
    """The parameters of the modules at work, by key."""
    found: Mapping[str, Parameter] = current_app.extensions["parameters"]
    return found


def history() -> list[Value]:
    """Every change ever made, the last one first."""
    return list(db.session.scalars(select(Value).order_by(Value.id.desc()).limit(200)).unique())
