"""協調: a meeting about proposals of the same or related substance: who takes part, what was said, what came of it."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, ClassVar, Self

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, ForeignKey, exists, select
from sqlalchemy.ext.hybrid import hybrid_method
from sqlalchemy.orm import Mapped, mapped_column, relationship

from innovation_hub.kernel import clock
from innovation_hub.kernel.errors import Invalid, NotNow
from innovation_hub.kernel.events import journal
from innovation_hub.kernel.events.coordination import CoordinationCancelled, CoordinationConcluded, CoordinationOpened
from innovation_hub.kernel.lifecycle.moves import Move
from innovation_hub.kernel.lifecycle.perform import Staged
from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.policy import table as policy
from innovation_hub.kernel.storage.session import Base, db
from innovation_hub.kernel.text.cleaning import many_lines, one_line
from innovation_hub.kernel.text.days import is_soon
from proposals.models import Proposal

PLANNED, CONCLUDED, CANCELLED = "planned", "concluded", "cancelled"
COORDINATION_STAGES = {PLANNED: _l("待開會"), CONCLUDED: _l("已結束"), CANCELLED: _l("已取消")}
COORDINATION_OUTCOMES = {
    "merge": _l("建議併案"),
    "link": _l("相關聯，各自進行"),
    "together": _l("由一課室主責，共同執行"),
    "apart": _l("各自進行"),
}
LIMITS = {"subject": 100, "place": 100, "minutes": 10000}
LIFECYCLE = (
    #    at       action      to          tells                   label
    Move(PLANNED, "conclude", CONCLUDED,  CoordinationConcluded,  _l("結束協調"), first="check", asks="write"),
    Move(PLANNED, "cancel",   CANCELLED,  CoordinationCancelled,  _l("取消協調"), asks="write"),
)  # fmt: skip


class Subject(Base):
    """協調的提案: which proposals a coordination is about."""

    __tablename__ = "coordination_proposals"
    coordination_id: Mapped[int] = mapped_column(ForeignKey("coordinations.id"), primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"), primary_key=True, index=True)
    proposal: Mapped[Proposal] = relationship(lazy="joined", innerjoin=True)


class Participant(Base):
    """協調的出席者: who is asked to a coordination."""

    __tablename__ = "coordination_participants"
    coordination_id: Mapped[int] = mapped_column(ForeignKey("coordinations.id"), primary_key=True)
    employee_id: Mapped[int] = mapped_column(ForeignKey("employees.id"), primary_key=True, index=True)
    employee: Mapped[Employee] = relationship(lazy="joined", innerjoin=True)


class Coordination(Staged, Base):
    """協調 (coordination): called by the secretariat, opened from a group of similar proposals."""

    __tablename__ = "coordinations"
    KIND: ClassVar[str] = "coordination"
    MODULE: ClassVar[str] = "proposals"
    LIFECYCLE: ClassVar[tuple[Move, ...]] = LIFECYCLE
    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str]
    meets_on: Mapped[date]
    place: Mapped[str]
    minutes: Mapped[str] = mapped_column(default="")
    outcome: Mapped[str | None]
    opened_at: Mapped[datetime]
    subjects: Mapped[list[Subject]] = relationship(lazy="selectin", order_by=Subject.proposal_id)
    participants: Mapped[list[Participant]] = relationship(
        lazy="selectin", order_by=Participant.employee_id, cascade="all, delete-orphan"
    )

    @classmethod
    def open(cls, by: Employee, proposals: Sequence[Proposal], people: Sequence[Employee], **plan: Any) -> Self:
        """A new one; Invalid with fewer than two proposals, nobody to take part, or a day that is over."""
        policy.require(by, "coordination.open")
        if len(proposals) < 2:
            raise Invalid(proposals=_("請至少選兩件提案。"))
        made = cls(stage=PLANNED, opened_at=clock.now(), minutes="")
        made._plan(people=people, **plan)
        made.subjects = [Subject(proposal_id=proposal.id, proposal=proposal) for proposal in proposals]
        db.session.add(made)
        db.session.flush()
        journal.record(CoordinationOpened.of(made), by)
        return made

    def write(self, by: Employee, minutes: str, outcome: str) -> None:
        """Puts down what was said and what came of it; NotNow once it is over."""
        self.ask_to_write(by)
        if outcome not in ("", *COORDINATION_OUTCOMES):
            raise Invalid(outcome=_("請從清單中選一項。"))
        self.minutes, self.outcome = _short("minutes", many_lines(minutes)), outcome or None

    def ask_to_write(self, by: Employee) -> None:
        """NotAllowed where the person may not write the minutes, NotNow once it is over."""
        policy.require(by, "coordination.write", self)
        if self.stage != PLANNED:
            raise NotNow

    def check(self) -> None:
        """Before it ends: there are minutes and an outcome."""
        missing: dict[str, object] = {}
        if not self.minutes:
            missing["minutes"] = _("請寫下會議紀錄。")
        if not self.outcome:
            missing["outcome"] = _("請選擇協調結果。")
        if missing:
            raise Invalid(**missing)

    @property
    def stream(self) -> str:
        """Its event stream."""
        return f"coordination:{self.id}"

    @property
    def coordination_id(self) -> int:
        """Its id, as events call it."""
        return self.id

    @property
    def proposal_ids(self) -> list[int]:
        """What it is about."""
        return [subject.proposal_id for subject in self.subjects]

    @property
    def participant_ids(self) -> list[int]:
        """Who takes part."""
        return [one.employee_id for one in self.participants]

    @property
    def logins(self) -> list[str]:
        """Their logins."""
        return [one.employee.login for one in self.participants]

    @property
    def number(self) -> str:
        """The number of the first received of its proposals."""
        return min(str(subject.proposal.number) for subject in self.subjects)

    @property
    def title(self) -> str:
        """Its subject, as events call it."""
        return self.subject

    @property
    def due_on(self) -> str:
        """The day it meets, as events call it."""
        return self.meets_on.isoformat()

    @hybrid_method
    def is_attended_by(self, person: Employee) -> bool:
        """Whether the person takes part."""
        return person.id in self.participant_ids

    @is_attended_by.expression
    @classmethod
    def _is_attended_by(cls, person: Employee) -> ColumnElement[bool]:
        mine = (Participant.coordination_id == cls.id, Participant.employee_id == person.id)
        return exists(select(1).where(*mine))

    def _plan(self, people: Sequence[Employee], subject: str, meets_on: date | None, place: str) -> None:
        faults: dict[str, object] = {}
        if not people:
            faults["participants"] = _("請至少選一位出席者。")
        if not one_line(subject):
            faults["subject"] = _("請寫協調主題。")
        if meets_on is None or meets_on < clock.today() or not is_soon(meets_on, clock.today()):
            faults["meets_on"] = _("請選今天以後、十年以內的日期。")
        if faults:
            raise Invalid(**faults)
        self.subject, self.place = _short("subject", one_line(subject)), _short("place", one_line(place))
        self.meets_on = meets_on or clock.today()
        self.participants = [Participant(employee_id=person.id, employee=person) for person in people]


def about(ids: Collection[int]) -> list[Coordination]:
    """The meetings about any of these proposals that were not cancelled, oldest first."""
    touched = select(Subject.coordination_id).where(Subject.proposal_id.in_(ids))
    query = select(Coordination).where(Coordination.id.in_(touched), Coordination.stage != CANCELLED)
    return list(db.session.scalars(query.order_by(Coordination.id)))


def _short(field: str, text: str) -> str:
    if len(text) > LIMITS[field]:
        said = _("最多 %(limit)s 字，目前 %(length)s 字。", limit=LIMITS[field], length=len(text))
        raise Invalid(**{field: said})
    return text
