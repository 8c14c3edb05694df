"""Real engines for every test: SQLite with the local queue, and PostgreSQL with RabbitMQ where they are to be had."""

import pytest
from hypothesis import settings

from tests.grounds import COMMON, POSTGRES, RABBITMQ, Embedded, ScaledOut, found_office
from tests.office import Office

__all__ = ["COMMON", "POSTGRES", "RABBITMQ", "found_office"]

settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def _push_request_context():
    """pytest-flask would keep one context open, in which a second client sees the first one's sign-in."""


@pytest.fixture(scope="session")
def embedded(tmp_path_factory):
    """The product on SQLite and the local queue."""
    ground = Embedded(tmp_path_factory.mktemp("embedded"))
    yield ground
    ground.close()


@pytest.fixture(scope="session")
def scaled_out():
    """The product on PostgreSQL and RabbitMQ."""
    if not (POSTGRES and RABBITMQ):
        pytest.skip("PostgreSQL and RabbitMQ are not to be had here")
    ground = ScaledOut()
    yield ground
    ground.close()


@pytest.fixture(params=["embedded", "scaled_out"])
def engine(request):
    """Which of the two the test runs on."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def hub(engine):
    """The product on one of the engines, and its broker."""
    yield engine.ready()
    engine.let_go()


@pytest.fixture
def app(hub):
    """The product."""
    return hub[0]


@pytest.fixture
def office(hub):
    """The office with its people, inside an app context."""
    app, broker = hub
    with app.app_context():
        office = Office(app, broker)
        office.settle()
        yield office
