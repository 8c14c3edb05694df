"""A probe on each engine, on a database and queues of its own, as fixtures."""

import pytest

from tests.probe.places import postgres, probed, sqlite


@pytest.fixture(params=["sqlite", "postgres"])
def ground(request, tmp_path):
    """The settings of each engine in turn."""
    with sqlite(tmp_path) if request.param == "sqlite" else postgres() as settings:
        yield settings


@pytest.fixture
def probe(ground):
    """A probe with one subscriber on each engine in turn."""
    with probed(ground) as made:
        yield made


@pytest.fixture
def probe_of_two(ground):
    """The same with two subscribers."""
    with probed(ground, 2) as made:
        yield made


@pytest.fixture
def on_postgres():
    """A probe on PostgreSQL and RabbitMQ."""
    with postgres() as settings, probed(settings) as made:
        yield made
