"""執行: `perform` is the one method that changes a stage."""

from collections.abc import Iterator
from typing import Any, ClassVar

from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from innovation_hub.kernel.errors import Clash, NotNow
from innovation_hub.kernel.events import journal
from innovation_hub.kernel.lifecycle.moves import Move
from innovation_hub.kernel.messaging import delivery
from innovation_hub.kernel.module.module import modules
from innovation_hub.kernel.office.people import Employee
from innovation_hub.kernel.policy import table as policy


class Staged:
    """A thing with a lifecycle. Its `version` makes the later of two simultaneous deciders get Clash."""

    KIND: ClassVar[str]
    MODULE: ClassVar[str]
    LIFECYCLE: ClassVar[tuple[Move, ...]]

    stage: Mapped[str] = mapped_column(index=True)
    version: Mapped[int] = mapped_column()

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 (SQLAlchemy asks the class)
        """Each change counts the version up, where nobody else did meanwhile."""
        return {"version_id_col": cls.version}

    @property
    def stream(self) -> str:
        """The stream its events belong to."""
        raise NotImplementedError

    def perform(self, action: str, by: Employee | None = None, **facts: object) -> journal.Entry:
        """Makes the move: NotNow where the stage has none, NotAllowed where the policy says no; None is the system."""
        if by is not None:
            journal.hold(self.stream)
            delivery.catch_up(modules()[self.MODULE], self.stream)
        move = self.move(action)
        if by is not None:
            policy.require(by, f"{self.KIND}.{move.asks or action}", self)
        if move.first:
            getattr(self, move.first)()
        self.stage = move.to
        return journal.record(move.records.of(self, **facts), by)

    def move(self, action: str) -> Move:
        """The row for this action at this stage, else NotNow."""
        for move in self.LIFECYCLE:
            if move.at == self.stage and move.action == action:
                return move
        raise NotNow

    def moves(self, by: Employee) -> Iterator[Move]:
        """What this person may do now: the buttons."""
        for move in self.LIFECYCLE:
            if move.at == self.stage and policy.may(by, f"{self.KIND}.{move.asks or move.action}", self):
                yield move

    def expect(self, version: object) -> None:
        """Clash when the version the person saw is not the current one, or she named none."""
        if str(version) != str(self.version):
            raise Clash
