"""A small world: a proposal at each stage and a case at each tier, made by the product's own verbs."""

from datetime import date
from uuid import uuid4

from sqlalchemy import select

from innovation_hub.kernel.storage.session import db
from proposals.co_proposers import consents
from proposals.coordination.models import Coordination
from proposals.following import followers
from proposals.merges import Merge
from proposals.merging import merging, splitting
from proposals.models import Proposal
from proposals.similar import judgements, links
from proposals.similar.accuracy import THRESHOLD
from proposals.similar.yardsticks import YardstickPair
from proposals.writing import draft_keys
from review import tier_moves
from review.cases import Case
from review.decision import Decision

ROLES = {
    "nobody": None,
    "employee": "ben",
    "colleague": "kao.feng",
    "author": "amy",
    "chief": "chief.civil",
    "secretariat": "sec",
    "reviewer": "rev1",
    "panel": "panel1",
    "head": "head",
    "administrator": "admin",
    "auditor": "auditor",
}
IDEA = {
    "title": "櫃檯旁加設老花眼鏡",
    "problem": "長者填表看不清楚，常請志工代寫。",
    "measures": "各櫃檯備三副不同度數的眼鏡，每日消毒。",
    "benefit": "每月減少四十次代寫。",
    "category": "public_service",
}
MARKS = {"innovation": 20, "feasibility": 20, "benefit": 25, "diffusion": 8, "completeness": 8}
ADOPTED = {"owner_section": "civil", "due_on": "2035-12-31", "control_level": "section"}
SCORERS = {"section": ("chief.civil",), "cross_section": ("rev1", "rev2", "rev3"), "task_force": ("panel1",)}


class World:
    """The things in it by name: `proposals` and `cases`, each name → id."""

    def __init__(self, office) -> None:
        self.office = office
        self.steer()
        self.proposals = {"draft": self.draft(), "joint_draft": self.draft(co_proposer="rev1")}
        for name in (
            "at_section",
            "at_cross_section",
            "at_task_force",
            "decided",
            "returned",
            "not_accepted",
            "withdrawn",
        ):
            self.proposals[name] = self.submitted()
        self.proposals["of_chief"] = self.submitted(login="chief.civil")
        self.proposals["joint"] = self.submitted(co_proposer="rev1")
        office.settle()
        for name in ("at_cross_section", "at_task_force", "decided", "joint"):
            self.climb(name, "section", "chief.civil", Decision("pass"))
        for name in ("at_task_force", "decided"):
            self.climb(name, "cross_section", "sec", Decision("pass", reason="可行"))
        self.score("decided", ("panel1", "panel2", "panel3", "panel4"))
        self.decide("decided", "head", Decision("adopt", reason="值得做", **ADOPTED))
        self.meeting = self.coordinate("at_section", "at_cross_section")
        self.decide("returned", "chief.civil", Decision("return", reason="請補數字"))
        self.decide("not_accepted", "chief.civil", Decision("refuse", reason="太籠統", rule="too_vague"))
        self.perform("withdrawn", "withdraw")
        office.settle()
        self.tie("at_section", "at_cross_section")
        self.merges = {"merge": self.ask("main", "asked"), "joined_merge": self.ask("whole", "merged")}
        self.agree("joined_merge", "amy", "ben")
        self.proposals["split"] = splitting.split(
            db.session.get_one(Proposal, self.proposals["main"]), office.person("sec"), "第二個想法", "兩件事"
        ).id
        followers.follow(self.proposals["main"], office.person("kao.feng"))
        db.session.commit()
        office.settle()

    @property
    def cases(self) -> dict[str, int]:
        """The cases by the names of their proposals."""
        found = {case.proposal_id: case.id for case in db.session.scalars(select(Case)).unique()}
        return {name: found[id] for name, id in self.proposals.items() if id in found}

    def steer(self) -> None:
        """A parameter that was set, and a yardstick that was measured."""
        THRESHOLD.change(0.45, self.office.person("admin"))
        db.session.add(YardstickPair(yardstick="council", one="a", other="b", duplicate=True, score=0.9))
        db.session.commit()

    def coordinate(self, *names: str) -> int:
        """A coordination about these proposals, in which the author takes part."""
        subjects = [db.session.get(Proposal, self.proposals[name]) for name in names]
        plan = {"subject": "兩件眼鏡提案", "meets_on": date(2035, 12, 31), "place": "會議室"}
        people = [self.office.person("amy")]
        meeting = Coordination.open(self.office.person("sec"), subjects, people, **plan)
        db.session.commit()
        return meeting.id

    def draft(self, login="amy", co_proposer=None) -> int:
        """A new draft."""
        author = self.office.person(login)
        proposal = draft_keys.keep(author, uuid4().hex, IDEA)
        if co_proposer:
            consents.name(proposal, author, {self.office.person(co_proposer).id: 40})
            consents.consent(proposal, self.office.person(co_proposer))
        db.session.commit()
        return proposal.id

    def submitted(self, login="amy", co_proposer=None) -> int:
        """A submitted proposal."""
        id = self.draft(login, co_proposer)
        db.session.get_one(Proposal, id).perform("submit", by=self.office.person(login))
        db.session.commit()
        return id

    def perform(self, name, action) -> None:
        """Its author makes a move."""
        db.session.get_one(Proposal, self.proposals[name]).perform(action, by=self.office.person("amy"))
        db.session.commit()

    def tie(self, name, other) -> None:
        """The secretariat finds that the two overlap in part."""
        one, that = (db.session.get_one(Proposal, self.proposals[key]) for key in (name, other))
        links.link(one, that, self.office.person("sec"), "同一個櫃檯")
        judgements.judge(one, that, self.office.person("sec"), "link", "同一個櫃檯")
        db.session.commit()

    def ask(self, parent, child) -> int:
        """The proposers of two, the author's and another's, are asked to agree to a merge."""
        self.proposals |= {parent: self.submitted(), child: self.submitted(login="ben")}
        self.office.settle()
        one, other = (db.session.get_one(Proposal, self.proposals[name]) for name in (parent, child))
        merge = merging.propose(one, other, self.office.person("sec"), "同一件事")
        db.session.commit()
        return merge.id

    def agree(self, name, *logins) -> None:
        """These consent."""
        for login in logins:
            merging.answer(db.session.get_one(Merge, self.merges[name]), self.office.person(login), True)
            db.session.commit()

    def climb(self, name, tier, decider, decision) -> None:
        """All who score the tier have scored, and it is decided."""
        self.score(name, SCORERS[tier])
        self.decide(name, decider, decision)

    def score(self, name, logins) -> None:
        """These people seal their cards."""
        for login in logins:
            case, person = self.case(name), self.office.person(login)
            asks = case.rulebook.asks(case.tier)
            marks = {"checklist": dict.fromkeys(asks["checks"], True), "scores": MARKS if asks["criteria"] else {}}
            tier_moves.put_down(case, person, **marks, comment="可行", recommendation="pass")
            tier_moves.seal(case, person)
            db.session.commit()

    def decide(self, name, login, decision) -> None:
        """The decider decides, and everybody handles it."""
        tier_moves.decide(self.case(name), self.office.person(login), decision)
        db.session.commit()
        self.office.settle()

    def case(self, name) -> Case:
        """The case of a proposal."""
        return db.session.scalars(select(Case).where(Case.proposal_id == self.proposals[name])).unique().one()
