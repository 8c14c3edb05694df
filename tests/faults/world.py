"""A world to do harm to: database, broker, web and worker processes, and clients that keep telling."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException

from sqlalchemy import func
from sqlalchemy.exc import DBAPIError

from innovation_hub.kernel.cli import hub
from innovation_hub.kernel.events import journal
from innovation_hub.kernel.events.journal import Entry
from innovation_hub.kernel.messaging import checkpoints
from innovation_hub.kernel.messaging.relay import mark
from innovation_hub.kernel.module import module
from innovation_hub.kernel.operations import queue_state
from innovation_hub.kernel.storage.session import db
from tests.faults.load import Load, Rings
from tests.faults.nodes import PROBE, Node
from tests.faults.verdict import judge
from tests.probe.places import Probe, postgres, probed, sqlite
from tools.processes import free_port

PATIENCE = 120
SETTING = {"HUB_SWEEP_SECONDS": 2, "HUB_WORKER_NICE": 0, "TESTING": False}
NODES = {"embedded": {"web": "run"}, "scaled out": {"web1": "run", "web2": "run", "work1": "worker", "work2": "worker"}}


class Moving:
    """Whether what one looks at has changed in the last seconds."""

    def __init__(self, seconds) -> None:
        self.seconds, self.seen, self.since = seconds, None, time.monotonic()

    def lately(self, seen):
        if seen != self.seen:
            self.seen, self.since = seen, time.monotonic()
        return time.monotonic() - self.since < self.seconds


class World:
    """The processes by name, the clients, and how long it took to recover."""

    program = PROBE
    examiners: tuple[str, ...] = ("verify-journal",)

    def __init__(self, setting: str, probe: Probe, folder, kind=Node) -> None:
        self.setting, self.probe, self.app, self.kind = setting, probe, probe.app, kind
        self.ports, self.nodes, self.recovery = {}, {}, 0.0
        for name, command in NODES[setting].items():
            self.nodes[name] = self._node(name, command, folder)
        self.load: Load | None = None

    def _node(self, name, command, folder):
        environ = self.probe.environ() | {"PGAPPNAME": name, "LC_ALL": "C.UTF-8"} | self.extra(name)
        if command == "run":
            self.ports[name] = free_port()
            environ["HUB_PORT"] = str(self.ports[name])
        return self.kind(name, ["hub", command], environ, folder / f"{name}.log", self.program)

    def extra(self, name) -> dict[str, str]:
        """More of a node's environment."""
        return {name: value for name, value in os.environ.items() if name.startswith("FAULTS_")}

    def start(self, **load):
        """Everything at work, and clients telling the probe's events."""
        self.begin(Rings(self.ports.values(), **load))

    def begin(self, load):
        """Everything at work, and these clients."""
        for node in self.nodes.values():
            node.start()
        for port in self.ports.values():
            self.probe.until(lambda port=port: answers(port), PATIENCE)
        self.load = load.start()

    def settled(self):
        """The clients are answered and every subscriber has handled all; how that turned out."""
        self.load.finish()
        moving = Moving(PATIENCE)
        while left := self.behind(None):
            assert moving.lately(left), f"{left} events are not handled"
            time.sleep(0.02)
        verdict = self.judge()
        self.complaints = examined(self.app, self.examiners)
        return verdict

    def judge(self):
        return judge(self.app, self.load.acked)

    @property
    def answers(self):
        """What the clients were told, and how often."""
        return self.load.answers

    def recovered(self):
        """Until every web process has answered what is asked from now on, and that is handled; keeps how long it took.

        It waits as long as something moves, and fails when nothing has moved for `PATIENCE` seconds.
        """
        begun, end, moving = time.monotonic(), None, Moving(PATIENCE)
        while True:
            if end is None and self._answered(begun):
                end = self._end()
            left = None if end is None else self.behind(end)
            if left == 0:
                break
            assert moving.lately((left, self._silent(begun))), f"no recovery: {self.load.answers}"
            time.sleep(0.02)
        self.recovery = max(self.recovery, time.monotonic() - begun)

    def _answered(self, begun):
        return not self.load.running() or not self._silent(begun)

    def _silent(self, begun):
        """The web processes that have answered nothing that was asked since."""
        return [port for port in self.load.ports if self.load.answered[port] <= begun]

    def _end(self):
        try:
            with self.app.app_context():
                return journal.end()
        except DBAPIError:
            return None

    def behind(self, end):
        """How many events up to there are not handled, those that wait after a failure left out."""
        try:
            with self.app.app_context():
                if end is None:
                    return sum(lag.events for lag in queue_state.lags())
                return sum(self._unhandled(one, end) for one in module.subscribers().values())
        except DBAPIError:
            return 1

    def _unhandled(self, one, end):
        query = checkpoints.unhandled(one, mark(one)).where(Entry.position <= end)
        return db.session.scalar(query.with_only_columns(func.count())) or 0

    def end(self):
        """Nobody asks any more, nobody answers."""
        if self.load:
            self.load.stopping = True
        for node in self.nodes.values():
            if node.process is not None:
                node.stop()


def examined(app, names):
    """What the product's own examiners complain of, of those that it has."""
    runner = app.test_cli_runner()
    said = {name: runner.invoke(args=["hub", name]) for name in names if name in hub.commands}
    return {name: one.output[-500:] for name, one in said.items() if one.exit_code}


def answers(port, path="/healthz"):
    """Whether the node is there."""
    line = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        line.request("GET", path)
        return line.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        line.close()


@contextmanager
def world(setting, folder, ground=None, kind=Node, make=World) -> Iterator[World]:
    """A world on its own database and queues; `ground` yields the settings of servers of its own."""
    ground = ground or (sqlite(folder) if setting == "embedded" else postgres())
    with ground as settings, probed(SETTING | settings, 2) as probe:
        made = make(setting, probe, folder, kind)
        try:
            yield made
        finally:
            made.end()
