"""A small story told to the dashboard alone: what is recorded, when, and the module's own delivery."""

from datetime import UTC, datetime, time

from innovation_hub.dashboard import MODULE
from innovation_hub.kernel import clock
from innovation_hub.kernel.events import journal
from innovation_hub.kernel.events.proposal import (
    ProposalDecided,
    ProposalDrafted,
    ProposalImported,
    ProposalNotAccepted,
    ProposalReturned,
    ProposalSubmitted,
    ProposalWithdrawn,
)
from innovation_hub.kernel.events.review import CaseDecided, CaseRefused, CaseReturned, TierEntered, TierPassed
from innovation_hub.kernel.messaging import delivery
from innovation_hub.kernel.office.people import section_named
from innovation_hub.kernel.storage.session import db

YEAR = 2026


def noon(month, day, year=YEAR):
    """Noon in Taipei."""
    return datetime.combine(datetime(year, month, day, tzinfo=UTC), time(4), UTC)


class Story:
    """Tells what happened to proposals, each at its day; `today` is the day it is read on."""

    today = noon(4, 15)

    def __init__(self, office):
        self.office, self.told = office, {}

    def tell(self, id, day, *events):
        with clock.at(day if isinstance(day, datetime) else noon(*day)):
            for event in events:
                journal.record(event)
        self.told[id] = f"proposal:{id}"

    def handled(self):
        """Delivers all of it to the dashboard."""
        db.session.commit()
        delivery.deliver(MODULE, list(self.told.values()))
        return self

    def submit(self, id, day, section, *people, year=115, revision=1):
        persons = [self.office.person(login) for login in people]
        submitted = ProposalSubmitted(
            proposal_id=id,
            number=f"{year}-{id:04}",
            year=year,
            revision=revision,
            title=f"第{id}號提案",
            category="public_service",
            section_id=section_named(section).id,
            section_ids=sorted({person.section_id for person in persons}),
            proposer_ids=[person.id for person in persons],
            answers={},
        )
        self.tell(id, day, submitted)

    def enter(self, id, day, tier, due_on, holder="黃俊嘉"):
        entered = TierEntered(
            **self.case(id), tier=tier, tier_label=tier, holder=holder, holder_ids=[], due_on=due_on, next_label=""
        )
        self.tell(id, day, entered)

    def passed(self, id, day, tier):
        self.tell(id, day, TierPassed(case_id=id, proposal_id=id, tier=tier, reason=""))

    def give_back(self, id, day, tier="section"):
        returned = CaseReturned(**self.case(id), tier=tier, reason="請補充", proposer_ids=[])
        self.tell(id, day, returned, ProposalReturned(proposal_id=id, number=f"115-{id:04}"))

    def refuse(self, id, day):
        why = {"reason": "陳情", "rule": "petition", "rule_label": "陳情"}
        refused = CaseRefused(**self.case(id), tier="section", **why, proposer_ids=[])
        self.tell(id, day, refused, ProposalNotAccepted(proposal_id=id, number=f"115-{id:04}", rule="petition"))

    def withdraw(self, id, day):
        self.tell(id, day, ProposalWithdrawn(proposal_id=id, number=f"115-{id:04}"))

    def decide(self, id, day, outcome):
        decided = CaseDecided(
            **self.case(id),
            tier="task_force",
            outcome=outcome,
            reason="",
            owner_section_id=None,
            due_on=None,
            control_level=None,
            proposer_ids=[],
        )
        self.tell(id, day, decided, ProposalDecided(proposal_id=id, number=f"115-{id:04}", outcome=outcome))

    def climb(self, id, days, due_on="2026-12-31"):
        """Enters and passes the tiers on the days given: one day one tier passed."""
        for (tier, above), day in zip(
            (("section", "cross_section"), ("cross_section", "task_force")), days, strict=False
        ):
            self.passed(id, day, tier)
            self.enter(id, day, above, due_on)

    def draft(self, id, day, login):
        person = self.office.person(login)
        drafted = ProposalDrafted(
            proposal_id=id, year=115, section_id=person.section_id, category="public_service", proposer_ids=[person.id]
        )
        self.tell(id, day, drafted)

    def imported(self, id, day, section):
        told = ProposalImported(
            proposal_id=id,
            number=f"115-9{id:03}",
            year=115,
            title="舊案",
            category="public_service",
            section_id=section_named(section).id,
            outcome="adopt",
        )
        self.tell(id, day, told)

    def case(self, id):
        return {"case_id": id, "proposal_id": id, "number": f"115-{id:04}", "title": f"第{id}號提案"}


def a_spring(office):
    """Thirteen proposals, read on 15 April 2026; no holiday but 3 and 6 April falls between."""
    story = Story(office)
    story.submit(1, (3, 2), "civil", "amy", "ben")
    story.enter(1, (3, 2), "section", "2026-03-09")
    story.climb(1, [(3, 4), (3, 10)])
    story.decide(1, (3, 20), "adopt")
    story.submit(2, (3, 3), "civil", "amy")
    story.enter(2, (3, 3), "section", "2026-03-10")
    story.give_back(2, (3, 11))
    story.submit(2, (3, 18), "civil", "amy", revision=2)
    story.enter(2, (3, 18), "section", "2026-03-19")
    story.climb(2, [(3, 19), (3, 24)])
    story.decide(2, (4, 10), "not_adopt")
    story.submit(3, (3, 5), "social", "ben")
    story.enter(3, (3, 5), "section", "2026-03-12")
    story.refuse(3, (3, 6))
    story.submit(4, (3, 9), "social", "ben")
    story.withdraw(4, (3, 10))
    story.submit(5, (3, 2), "economic", "wei.mj")
    story.climb(5, [(3, 9), (3, 16)])
    story.decide(5, (4, 9), "trial")
    story.submit(6, (4, 7), "civil", "kao.feng")
    story.enter(6, (4, 7), "section", "2026-04-14")
    story.submit(7, (4, 13), "civil", "amy")
    story.enter(7, (4, 13), "section", "2026-04-20")
    story.submit(8, (4, 1), "economic", "wei.mj")
    story.climb(8, [(4, 2)], due_on="2026-04-30")
    story.submit(9, (4, 1), "culture", "yang.yh")
    story.climb(9, [(4, 2), (4, 8)], due_on="2026-04-13")
    story.submit(10, (4, 8), "civil", "chou.hj")
    story.give_back(10, (4, 9))
    story.imported(11, (4, 1), "civil")
    story.submit(12, noon(12, 30, 2025), "culture", "lo.kw", year=114)
    story.decide(12, (1, 5), "adopt")
    story.draft(13, (4, 14), "ben")
    return story.handled()
