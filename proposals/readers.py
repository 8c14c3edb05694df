"""誰看得到: what the policy asks of a proposal, for one and as a WHERE clause."""

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.ext.hybrid import hybrid_method
from sqlalchemy.orm import Mapped, aliased

from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.storage.session import db
from proposals.asked import Asked
from proposals.lifecycle import DECIDED, IN_REVIEW, JOINED, MERGED
from proposals.merges import Merge
from proposals.shares import Proposer


class Readable:
    """Something that its proposers, their colleagues, the review and at last everyone may read."""

    id: Mapped[int]
    number: Mapped[str | None]
    section_id: Mapped[int]
    stage: Mapped[str]
    tier: Mapped[str | None]
    proposers: Mapped[list[Proposer]]

    @property
    def proposer_ids(self) -> list[int]:
        """The lead first, then those co-proposers who agreed."""
        return [proposer.employee_id for proposer in self.proposers if proposer.agreed]

    @property
    def asked_ids(self) -> list[int]:
        """Those who are named and have not agreed."""
        return [proposer.employee_id for proposer in self.proposers if not proposer.agreed]

    @hybrid_method
    def names(self, person: Employee) -> bool:
        """Whether the person is asked to be a co-proposer and has not answered."""
        return person.id in self.asked_ids

    @names.expression
    @classmethod
    def _names(cls, person: Employee) -> ColumnElement[bool]:
        return exists(select(1).where(_of(cls, person), Proposer.agreement.is_(None)))

    @hybrid_method
    def is_led_by(self, person: Employee) -> bool:
        """Whether the person is its lead."""
        return self.proposers[0].employee_id == person.id

    @is_led_by.expression
    @classmethod
    def _is_led_by(cls, person: Employee) -> ColumnElement[bool]:
        return exists(select(1).where(_of(cls, person), Proposer.rank == 0))

    @hybrid_method
    def written_by(self, person: Employee) -> bool:
        """Whether the person is its proposer, or a co-proposer who agreed."""
        return person.id in self.proposer_ids

    @written_by.expression
    @classmethod
    def _written_by(cls, person: Employee) -> ColumnElement[bool]:
        return exists(select(1).where(_of(cls, person), Proposer.agreement.is_not(None)))

    @hybrid_method
    def is_of_colleague(self, person: Employee) -> bool:
        """Whether it comes from the person's section."""
        return self.section_id == person.section_id

    @hybrid_method
    def is_draft(self, person: Employee) -> bool:
        """Whether it was never submitted."""
        return self.number is None

    @is_draft.expression
    @classmethod
    def _is_draft(cls, person: Employee) -> ColumnElement[bool]:
        return cls.number.is_(None)

    @hybrid_method
    def is_public(self, person: Employee) -> bool:
        """Whether everyone may read it: it is decided, or what it was merged into is."""
        if self.stage != MERGED:
            return self.stage == DECIDED
        return bool(db.session.scalar(select(_in_decided(type(self), self.id))))

    @is_public.expression
    @classmethod
    def _is_public(cls, person: Employee) -> ColumnElement[bool]:
        return or_(cls.stage == DECIDED, and_(cls.stage == MERGED, _in_decided(cls, cls.id)))

    @hybrid_method
    def is_joined_by(self, person: Employee) -> bool:
        """Whether it was merged into one of the person's."""
        return self.stage == MERGED and bool(db.session.scalar(select(_in_own(self.id, person))))

    @is_joined_by.expression
    @classmethod
    def _is_joined_by(cls, person: Employee) -> ColumnElement[bool]:
        return and_(cls.stage == MERGED, _in_own(cls.id, person))

    @hybrid_method
    def is_before_panel(self, person: Employee) -> bool:
        """Whether the task force's panel has it: names are no longer hidden there."""
        return self.tier == "task_force" and self.stage == IN_REVIEW

    @is_before_panel.expression
    @classmethod
    def _is_before_panel(cls, person: Employee) -> ColumnElement[bool]:
        return and_(cls.tier.is_not(None), cls.tier == "task_force", cls.stage == IN_REVIEW)

    @hybrid_method
    def is_asked_of(self, person: Employee) -> bool:
        """Whether the person was asked to judge or to decide it."""
        return db.session.get(Asked, (self.id, person.id)) is not None

    @is_asked_of.expression
    @classmethod
    def _is_asked_of(cls, person: Employee) -> ColumnElement[bool]:
        return exists(select(1).where(and_(Asked.proposal_id == cls.id, Asked.employee_id == person.id)))


def _of(model: type[Readable], person: Employee) -> ColumnElement[bool]:
    return and_(Proposer.proposal_id == model.id, Proposer.employee_id == person.id)


def _in_decided(model: type[Readable], id: Any) -> ColumnElement[bool]:
    into = aliased(model)
    merged = and_(Merge.child_id == id, Merge.stage == JOINED, into.id == Merge.into_id, into.stage == DECIDED)
    return exists(select(1).where(merged))


def _in_own(id: Any, person: Employee) -> ColumnElement[bool]:
    mine = and_(Proposer.proposal_id == Merge.into_id, Proposer.employee_id == person.id)
    mine = and_(mine, Proposer.agreement.is_not(None))
    return exists(select(1).where(Merge.child_id == id, Merge.stage == JOINED, mine))
