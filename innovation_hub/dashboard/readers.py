"""誰看得到: what the policy asks of a track, for one and as a WHERE clause; the answers are the proposal's own."""

from sqlalchemy import ColumnElement, ForeignKey, and_, exists, select
from sqlalchemy.ext.hybrid import hybrid_method
from sqlalchemy.orm import Mapped, mapped_column

from innovation_hub.dashboard.stages import DECIDED, IMPORTED, IN_REVIEW
from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.storage.session import Base


class Proposer(Base):
    """提案人: one of those who made a proposal, as it was last submitted."""

    __tablename__ = "dashboard_proposers"
    proposal_id: Mapped[int] = mapped_column(ForeignKey("dashboard_tracks.proposal_id"), primary_key=True)
    employee_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, index=True)


class Readable:
    """Something about a proposal that only the proposal's readers may know."""

    proposal_id: Mapped[int]
    section_id: Mapped[int]
    stage: Mapped[str]
    tier: Mapped[str]
    proposers: Mapped[list[Proposer]]

    @hybrid_method
    def written_by(self, person: Employee) -> bool:
        """Whether the person is one of its proposers."""
        return person.id in [proposer.employee_id for proposer in self.proposers]

    @written_by.expression
    @classmethod
    def _written_by(cls, person: Employee) -> ColumnElement[bool]:
        return exists(select(1).where(and_(Proposer.proposal_id == cls.proposal_id, Proposer.employee_id == person.id)))

    @hybrid_method
    def is_of_colleague(self, person: Employee) -> bool:
        """Whether it comes from the person's section."""
        return self.section_id == person.section_id

    @hybrid_method
    def is_public(self, person: Employee) -> bool:
        """Whether everyone may read it: it is decided."""
        return (self.stage == DECIDED) | (self.stage == IMPORTED)

    @hybrid_method
    def is_before_panel(self, person: Employee) -> bool:
        """Whether the task force's panel has it."""
        return (self.stage == IN_REVIEW) & (self.tier == "task_force")
