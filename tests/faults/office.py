"""The whole product under fault: people hand in proposals through the API and read pages."""

from contextlib import contextmanager

from sqlalchemy import func, select

from innovation_hub.kernel.events.journal import Entry
from innovation_hub.kernel.messaging.worker import broker_of
from innovation_hub.kernel.storage.session import db
from proposals.models import Proposal
from tests.faults.load import Load
from tests.faults.nodes import PRODUCT
from tests.faults.verdict import Verdict
from tests.faults.world import SETTING, World, answers
from tests.grounds import found_office
from tests.office import Browser
from tests.office import Office as People
from tests.probe.places import Probe, postgres, sqlite
from tests.proposals.steps import GOOD
from wsgi import create_app

STORY = ["proposal.drafted", "proposal.submitted", "case.tier_entered"]
PAGES = ("/", "/proposals", "/reviews", "/rulebook", "/notices", "/metrics")


class Proposals(Load):
    """Write a proposal and hand it in."""

    def __init__(self, ports, token, pause=1.0) -> None:
        super().__init__(ports, pause)
        self.headers = {"Authorization": f"Bearer {token}"}
        self.acked: list[int] = []

    def turn(self, writer, turn):
        made = self.insist(writer, "/api/v1/proposals", GOOD | {"title": f"提案 {writer}-{turn}"})
        self.insist(writer, f"/api/v1/proposals/{made['id']}/submit", {})
        self.acked.append(made["id"])


class Readers(Load):
    """Read page after page."""

    def __init__(self, ports, cookie, pause=0.05) -> None:
        super().__init__(ports, pause)
        self.headers = {"Cookie": f"session={cookie}"}

    def turn(self, writer, turn):
        self.ask(writer, "GET", PAGES[turn % len(PAGES)])


class Office(World):
    """Its processes run the product."""

    program = PRODUCT
    examiners = ("verify-journal", "doctor")

    def start(self):
        self.app.test_client_class = Browser
        with self.app.app_context():
            amy = People(self.app, None)
            token = amy.api("amy").headers["Authorization"].removeprefix("Bearer ")
            cookie = amy.client("amy").get_cookie("session").value
        self.begin(Proposals(self.ports.values(), token))
        self.readers = Readers(self.ports.values(), cookie).start()

    def settled(self):
        self.readers.finish()
        return super().settled()

    def judge(self):
        with self.app.app_context():
            return _judge(self.load.acked)

    def end(self):
        self.readers.stopping = True
        super().end()

    @property
    def answers(self):
        """To those who wrote and those who read."""
        return self.load.answers + self.readers.answers

    def serves(self):
        """Whether each node shows its pages."""
        return all(answers(port, "/metrics") for port in self.ports.values())


def _judge(acked):
    """Each proposal that was answered is there once, numbered once, and what happened to it is told once, in order."""
    stories: dict[str, list[str]] = {}
    for stream, name in db.session.execute(select(Entry.stream, Entry.name).order_by(Entry.position)):
        stories.setdefault(stream, []).append(name)
    told = {int(stream.partition(":")[2]): names for stream, names in stories.items() if stream.startswith("proposal:")}
    numbers = db.session.scalars(select(Proposal.number).where(Proposal.id.in_(acked))).all()
    there = db.session.scalar(select(func.count()).select_from(Proposal))
    lost = sum(len(set(STORY) - set(told.get(id, []))) for id in acked)
    twice = sum(len(one) - len(set(one)) for one in [numbers, *told.values()])
    misordered = sum(list(dict.fromkeys(one)) != STORY[: len(set(one))] for one in told.values())
    return Verdict(sum(map(len, stories.values())), lost, there - len(acked) + twice, misordered, 0)


@contextmanager
def office(setting, folder, ground=None):
    """An office with its people, on a database and queues of its own."""
    ground = ground or (sqlite(folder) if setting == "embedded" else postgres())
    with ground as settings:
        app = create_app(SETTING | {"HUB_QUEUE_PREFIX": f"faults_{folder.name}"} | settings)
        found_office(app)
        made = Office(setting, Probe(app), folder)
        try:
            yield made
        finally:
            made.end()
            _remove(app)


def _remove(app):
    broker = broker_of(app)
    broker.open(consume=False)
    broker.remove()
    broker.close()
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
