"""The network between one of two nodes and its database or its broker: cut, muted, slow, or broken in mid-message."""

import time
from contextlib import ExitStack, contextmanager
from urllib.parse import urlsplit

import pytest

from tests.faults.kills import leader
from tests.faults.lines import Line
from tests.faults.outcome import Outcome
from tests.faults.world import World, world
from tests.probe.places import POSTGRES, RABBITMQ

URLS = {"database": "HUB_DATABASE_URL", "broker": "HUB_BROKER_URL"}
SERVERS = {"database": (POSTGRES, 5432), "broker": (RABBITMQ, 5672)}
FAR = ("web1", "work1")  # the node at the far end of the lines


def cuts(folder, rounds, seconds):
    """Each kind of trouble on each line, so many rounds, so many seconds each."""
    with lines() as far, world("scaled out", folder, make=behind(far)) as made:
        made.start()
        for _ in range(rounds):
            for line in far.values():
                for trouble in (cut, mute, slow, breaking):
                    made.probe.until(lambda line=line: line.pairs)
                    with trouble(line):
                        time.sleep(seconds)
                    made.recovered()
        verdict = made.settled()
        return Outcome.of("network in trouble", made, suffered(far), verdict)


def lost_leader(folder, server):
    """The node that carries loses the server for good: the other one carries on; recovery counts from the cut."""
    with lines() as far, world("scaled out", folder, make=behind(far)) as made:
        made.start()
        lead(made)
        made.probe.until(lambda: far[server].pairs)
        made.load.ports[:] = [made.ports["web2"]]
        far[server].mute()
        made.recovered()
        far[server].speak()
        made.load.ports[:] = made.ports.values()
        made.recovered()
        return Outcome.of(f"leader without {server}", made, suffered(far), made.settled())


def lead(made):
    """Has the far worker be the one that carries."""
    while leader(made) != "work1":
        made.nodes["work2"].kill()
        made.probe.until(lambda: leader(made) == "work1")
        made.nodes["work2"].start()
        made.recovered()


@contextmanager
def lines():
    """A line to each of the servers."""
    if not (POSTGRES and RABBITMQ):
        pytest.skip("PostgreSQL and RabbitMQ are not to be had here")
    made = {name: Line(urlsplit(url).port or port) for name, (url, port) in SERVERS.items()}
    with ExitStack() as stack:
        for line in made.values():
            stack.callback(lambda line=line: line.going and line.shut())
        yield made


def behind(far):
    """The kind of world whose first node is at the far end."""

    class Behind(World):
        def extra(self, name):
            if name not in FAR:
                return {}
            return {URLS[server]: through(self.app.config[URLS[server]], line) for server, line in far.items()}

    return Behind


def through(url, line):
    """The address by way of the line."""
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[0] + f"@127.0.0.1:{line.port}").geturl()


def suffered(far):
    """What happened on all lines."""
    return {f"{server}: {what}": count for server, line in far.items() for what, count in line.suffered.items()}


@contextmanager
def cut(line):
    line.cut()
    yield
    line.open()


@contextmanager
def mute(line):
    line.mute()
    yield
    line.speak()


@contextmanager
def slow(line):
    line.mood = "slow"
    yield
    line.mood = ""


@contextmanager
def breaking(line):
    line.mood = "breaking"
    yield
    line.mood = ""
