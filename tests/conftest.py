"""Real engines for every test: SQLite with the local queue, and PostgreSQL with RabbitMQ where they are to be had."""

import os
import shutil
import uuid

import psycopg
import pytest
from flask_migrate import upgrade
from hypothesis import settings

from innovation_hub.kernel.db import db
from innovation_hub.kernel.module import seed
from innovation_hub.kernel.news import BrokerGone
from innovation_hub.kernel.worker import broker_of
from tests.office import Browser, Office
from wsgi import MODULES, create_app

settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.load_profile("steady")

POSTGRES = os.environ.get("HUB_TEST_POSTGRES_URL", "")
RABBITMQ = os.environ.get("HUB_TEST_RABBITMQ_URL", "")
RUN = uuid.uuid4().hex[:8]
ACCOUNTS = [module.name for module in MODULES].index("accounts")
COMMON = {"TESTING": True, "HUB_SWEEP_SECONDS": 0, "HUB_DEMO": False, "HUB_ENV": "development"}


@pytest.fixture(autouse=True)
def _push_request_context():
    """pytest-flask would keep one context open, in which a second client sees the first one's sign-in."""


@pytest.fixture(scope="session")
def embedded(tmp_path_factory):
    """SQLite and the local queue: settings of a filled template, and how to copy it for a test."""
    path = tmp_path_factory.mktemp("template") / "hub.sqlite3"
    app = create_app(COMMON | {"HUB_DATABASE_URL": f"sqlite:///{path}", "HUB_BROKER_URL": "memory://"})
    found_office(app)
    broker = opened(app)

    def fresh(folder):
        copy = folder / "hub.sqlite3"
        shutil.copy(path, copy)
        return {"HUB_DATABASE_URL": f"sqlite:///{copy}", "HUB_BROKER_URL": "memory://"}, broker

    yield fresh
    broker.close()


@pytest.fixture(scope="session")
def scaled_out():
    """PostgreSQL and RabbitMQ: the same."""
    if not (POSTGRES and RABBITMQ):
        pytest.skip("PostgreSQL and RabbitMQ are not to be had here")
    template = f"hub_{RUN}"
    settings = COMMON | {"HUB_BROKER_URL": RABBITMQ, "HUB_QUEUE_PREFIX": f"hub_{RUN}"}
    with psycopg.connect(POSTGRES, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {template}")
        app = create_app(settings | {"HUB_DATABASE_URL": beside(template)})
        found_office(app)
        broker = opened(app)
        made = [template]

        def fresh(folder):
            name = f"{template}_{len(made)}"
            server.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
            made.append(name)
            return {"HUB_DATABASE_URL": beside(name), "HUB_BROKER_URL": RABBITMQ}, broker

        yield fresh
        broker.remove()
        broker.close()
        for name in made:
            server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture(params=["embedded", "scaled_out"])
def engine(request):
    """Which of the two the test runs on."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def hub(engine, tmp_path):
    """The product on one of the engines, and its broker."""
    chosen, broker = engine(tmp_path)
    awake(broker)
    app = create_app(COMMON | chosen)
    app.test_client_class = Browser
    yield app, broker
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


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


def beside(name: str) -> str:
    """The address of another database on the same server."""
    return POSTGRES.rsplit("/", 1)[0] + f"/{name}"


def found_office(app) -> None:
    """Makes the tables and the people."""
    with app.app_context():
        upgrade()
        seed()
        MODULES[ACCOUNTS].demo(365)
        db.session.commit()
        db.engine.dispose()


def awake(broker) -> None:
    """Empties the queues; opens them again where RabbitMQ, which hears nothing of us between tests, has hung up."""
    if broker.connection is None:
        broker.open()
    try:
        broker.take(100000, 0.0)
        broker.done()
    except BrokerGone:
        broker.open()


def opened(app):
    """A broker that consumes."""
    broker = broker_of(app)
    broker.open()
    return broker
