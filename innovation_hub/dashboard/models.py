"""提案動態: what the dashboard keeps of each submitted proposal, folded from events and from nothing else.

Days are days in Taipei. A draft is its author's alone, so nothing is kept of what is told about drafts.
"""

from datetime import date, datetime
from typing import ClassVar, Self

from sqlalchemy import func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from innovation_hub.dashboard.readers import Proposer, Readable
from innovation_hub.dashboard.stages import IMPORTED, IN_REVIEW, LEVELS, MERGED
from innovation_hub.kernel import clock
from innovation_hub.kernel.events.journal import Entry
from innovation_hub.kernel.events.merge import ProposalJoined, ProposalParted, ProposalUnmerged
from innovation_hub.kernel.events.proposal import ProposalImported, ProposalSubmitted
from innovation_hub.kernel.events.proposers import ProposerConsented, ProposerLeft
from innovation_hub.kernel.events.review import CaseDecided, TierEntered
from innovation_hub.kernel.storage.session import Base, BigId, db

REPLY_DAYS = 5
Owned = ProposalSubmitted | ProposalJoined | ProposalParted | ProposerConsented | ProposerLeft


class Track(Readable, Base):
    """一件提案的動態; `level` is the highest tier it has come to, `position` the last journal entry it handled."""

    __tablename__ = "dashboard_tracks"
    KIND: ClassVar[str] = "track"

    proposal_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(BigId, index=True)
    number: Mapped[str] = mapped_column(index=True)
    title: Mapped[str]
    year: Mapped[int] = mapped_column(index=True)
    section_id: Mapped[int] = mapped_column(index=True)
    cross_section: Mapped[bool]
    stage: Mapped[str]
    tier: Mapped[str] = mapped_column(insert_default="")
    tier_label: Mapped[str] = mapped_column(insert_default="")
    level: Mapped[int]
    holder: Mapped[str | None]
    due_on: Mapped[date | None]
    submitted_on: Mapped[date | None]
    reply_due_on: Mapped[date | None]
    reply_days: Mapped[int | None]
    paused_on: Mapped[date | None]
    paused_days: Mapped[int]
    decided_on: Mapped[date | None]
    outcome: Mapped[str | None]
    cycle_days: Mapped[int | None]
    proposers: Mapped[list[Proposer]] = relationship(cascade="all, delete-orphan")

    @classmethod
    def held(cls, proposal_id: int) -> Self | None:
        """The proposal's track, for this transaction alone to change; None when nothing follows the proposal."""
        return db.session.get(cls, proposal_id, with_for_update=True)

    @classmethod
    def handling(cls, proposal_id: int, entry: Entry) -> Self | None:
        """The track brought up to `entry`; None when nothing follows the proposal or the entry was handled before."""
        track = cls.held(proposal_id)
        if track is None or track.position >= entry.position:
            return None
        track.position = entry.position
        return track

    @classmethod
    def begin(cls, event: ProposalSubmitted, entry: Entry) -> None:
        """Follows a proposal from its first submission on."""
        track = cls(proposal_id=event.proposal_id, position=entry.position, level=0, paused_days=0)
        track.submitted_on = _day(entry.at)
        track.reply_due_on = clock.due_after(track.submitted_on, REPLY_DAYS)
        track.submit(event, entry.at)
        db.session.add(track)

    @classmethod
    def receive(cls, event: ProposalImported, entry: Entry) -> None:
        """Keeps a proposal of earlier years; it never went through the tiers here."""
        track = cls(proposal_id=event.proposal_id, position=entry.position, level=0, paused_days=0)
        track.number, track.title, track.year = event.number, event.title, event.year
        track.section_id, track.cross_section = event.section_id, False
        track.stage, track.outcome = IMPORTED, event.outcome
        db.session.add(track)

    def submit(self, event: ProposalSubmitted, at: datetime) -> None:
        """Takes over what the submission says; after a return the clock runs again."""
        if self.paused_on is not None:
            self.paused_days += clock.working_days(self.paused_on, _day(at))
        self.paused_on, self.stage = None, IN_REVIEW
        self.number, self.title, self.year = event.number, event.title, event.year
        self.section_id = event.section_id
        self.belong(event)

    def belong(self, event: Owned) -> None:
        """Whose it is, and of how many sections."""
        self.cross_section = len(event.section_ids) > 1
        self.proposers = [Proposer(employee_id=id) for id in sorted(set(event.proposer_ids))]

    def merge(self, at: datetime) -> None:
        """It goes on as part of another: its own clock stops."""
        self.paused_on = self.paused_on or _day(at)
        self.close(MERGED)

    def unmerge(self, event: ProposalUnmerged, at: datetime) -> None:
        """It goes on by itself: its clock runs again, unless it was with its proposers."""
        self.stage = event.stage
        if self.stage == IN_REVIEW and self.paused_on is not None:
            self.paused_days += clock.working_days(self.paused_on, _day(at))
            self.paused_on = None

    def enter(self, event: TierEntered) -> None:
        """It has come to a tier: who has it, until when. One that was withdrawn meanwhile has not."""
        if self.stage != IN_REVIEW:
            return
        self.tier, self.tier_label, self.holder = event.tier, event.tier_label, event.holder
        self.due_on = date.fromisoformat(event.due_on)
        self.level = max(self.level, LEVELS.get(event.tier, 0))

    def reply(self, at: datetime) -> None:
        """Its proposers get an answer; the first one counts."""
        if self.reply_days is None and self.submitted_on is not None:
            self.reply_days = clock.working_days(self.submitted_on, _day(at))

    def pause(self, at: datetime) -> None:
        """It goes back to its proposers: the clock stops."""
        self.reply(at)
        self.paused_on = _day(at)
        self.leave()

    def decide(self, event: CaseDecided, at: datetime) -> None:
        """It is decided, so many working days after its submission; those it was returned for are left out."""
        self.reply(at)
        self.decided_on, self.outcome = _day(at), event.outcome
        if self.submitted_on is not None:
            self.cycle_days = clock.working_days(self.submitted_on, self.decided_on) - self.paused_days
        self.leave()

    def close(self, stage: str) -> None:
        """The proposal says where it stands now."""
        self.stage = stage
        self.leave()

    def leave(self) -> None:
        """It waits at no desk of the review."""
        self.holder = self.due_on = None


def revision() -> int:
    """The last entry of the journal a figure has handled; 0 when there was none."""
    return db.session.scalar(select(func.max(Track.position))) or 0


def _day(at: datetime) -> date:
    return clock.local(at).date()
