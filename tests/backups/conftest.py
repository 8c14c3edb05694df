"""A product of one's own on each engine, with the small world inside: what is done to it harms nobody else."""

import uuid

import psycopg
import pytest

from innovation_hub.kernel.operations.backups import programs
from innovation_hub.kernel.operations.backups.refused import Refused
from innovation_hub.kernel.storage.session import db
from tests.architecture.world import World
from tests.backups.places import command, sweep
from tests.grounds import COMMON, POSTGRES, awake
from tests.office import Browser, Office
from wsgi import create_app


@pytest.fixture(scope="module", params=["embedded", "scaled_out"])
def own(request, tmp_path_factory):
    """The product and its broker."""
    ground = request.getfixturevalue(request.param)
    awake(ground.broker)
    if request.param == "embedded":
        settings, broker = ground.copy(tmp_path_factory.mktemp("own"))
        yield inhabited(create_app(COMMON | settings), broker)
        return
    name = f"{ground.database.name}_own_{uuid.uuid4().hex[:4]}"
    url = POSTGRES.rsplit("/", 1)[0] + f"/{name}"
    with psycopg.connect(POSTGRES, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE {ground.database.full}")
        app = create_app(COMMON | {"HUB_DATABASE_URL": url, "HUB_BROKER_URL": ground.settings["HUB_BROKER_URL"]})
        yield inhabited(app, ground.broker)
        let_go(app)
        sweep(app)
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def inhabited(app, broker):
    """With the small world in it; skipped by name where pg_dump cannot be had."""
    app.test_client_class = Browser
    with app.app_context():
        if db.engine.dialect.name == "postgresql":
            try:
                programs.found("pg_dump"), programs.found("pg_restore")
            except Refused as refusal:
                pytest.skip(str(refusal))
        World(Office(app, broker))
    let_go(app)
    return app, broker


def let_go(app):
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def app(own):
    """The product."""
    return own[0]


@pytest.fixture
def office(own):
    """The office, inside an app context."""
    app, broker = own
    with app.app_context():
        yield Office(app, broker)
    let_go(app)


@pytest.fixture(scope="module")
def good(own, tmp_path_factory):
    """A backup of the small world."""
    file = tmp_path_factory.mktemp("good") / "hub.tar.gz"
    answer = command(own[0], "backup", str(file))
    assert answer.exit_code == 0, answer.output
    return file.read_bytes()


@pytest.fixture
def file(good, tmp_path):
    """The backup, to be spoilt."""
    folder = tmp_path / "backups"
    folder.mkdir()
    file = folder / "hub.tar.gz"
    file.write_bytes(good)
    return file
