"""While the database is away every page says so, with 503 and when to come again."""

import shutil
import sqlite3
import threading
import time
from contextlib import closing
from urllib.parse import urlsplit

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from innovation_hub.kernel.storage.fair_lock import Line
from innovation_hub.kernel.storage.session import db, is_sqlite, tidy, writing
from innovation_hub.kernel.storage.sqlite_writer import OneWriterConnection, writer
from tests.conftest import COMMON, RABBITMQ, found_office
from tests.office import Browser, Office
from tests.probe import ring
from tests.probe.places import POSTGRES, database
from tests.probe.proxy import Proxy
from wsgi import create_app

pytest_plugins = ("tests.probe.fixtures",)
PART = "CREATE TABLE part (id INTEGER REFERENCES whole (id) DEFERRABLE INITIALLY DEFERRED)"
PAGES = ("/", "/proposals", "/reviews", "/rulebook", "/readyz", "/metrics", "/no-such-page")


@pytest.fixture
def behind_a_proxy():
    """The product, and the entry point between it and its database."""
    if not (POSTGRES and RABBITMQ):
        pytest.skip("PostgreSQL and RabbitMQ are not to be had here")
    proxy = Proxy(urlsplit(POSTGRES).port or 5432)
    with database() as url:
        through = url.replace(f":{proxy.server[1]}/", f":{proxy.port}/")
        app = create_app(COMMON | {"HUB_DATABASE_URL": through, "HUB_BROKER_URL": RABBITMQ})
        app.test_client_class = Browser
        found_office(app)
        yield app, proxy
        with app.app_context():
            db.engine.dispose()
    if proxy.going:
        proxy.shut()


def answers(ask):
    given = {page: ask(page) for page in PAGES}
    return {page: (answer.status_code, answer.headers.get("Retry-After")) for page, answer in given.items()}


def test_pages_say_503_while_the_database_is_away_and_serve_again_after(behind_a_proxy):
    app, proxy = behind_a_proxy
    with app.app_context():
        amy = Office(app, None).client("amy")
    before = answers(amy.get)
    proxy.shut()
    away = answers(amy.get)
    proxy.open()
    assert before["/"] == before["/proposals"] == (200, None)
    assert away == dict.fromkeys(PAGES, (503, "5")) | {"/no-such-page": (404, None)}
    assert answers(amy.get) == before


def test_a_program_is_told_503_while_the_database_is_away(behind_a_proxy):
    app, proxy = behind_a_proxy
    with app.app_context():
        amy = Office(app, None).api("amy")
    proxy.shut()
    asked = amy.get("/proposals"), amy.post("/proposals/1/submit")
    said = [(one.status_code, one.headers.get("Retry-After"), one.json["type"]) for one in asked]
    assert said == [(503, "5", "urn:innovation-hub:problem:unavailable")] * 2


def test_a_connection_that_died_while_it_rested_is_replaced(on_postgres):
    mine = db.session.execute(text("SELECT pg_backend_pid()")).scalar_one()
    db.session.rollback()
    with psycopg.connect(on_postgres.app.config["HUB_DATABASE_URL"], autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [mine])
        while other.execute("SELECT 1 FROM pg_stat_activity WHERE pid = %s", [mine]).fetchone():
            time.sleep(0.05)
    time.sleep(1.1)
    assert db.session.execute(text("SELECT pg_backend_pid()")).scalar_one() != mine


def test_what_cannot_be_committed_holds_no_other_writer_up(tmp_path):
    """As when the disk is full: the error appears at the commit, and nobody says that it is to be rolled back."""
    app = create_app(COMMON | {"HUB_DATABASE_URL": f"sqlite:///{tmp_path}/hub.db"})
    with app.app_context(), writing():
        for statement in ("CREATE TABLE whole (id INTEGER PRIMARY KEY)", PART):
            db.session.execute(text(statement))
        db.session.commit()
    with pytest.raises(IntegrityError), app.app_context(), writing():
        db.session.execute(text("INSERT INTO part VALUES (1)"))
        db.session.commit()
    assert not writer._held
    with app.app_context(), writing():
        assert db.session.scalar(text("SELECT count(*) FROM part")) == 0


def test_a_writer_whose_connection_is_closed_lets_the_next_one_in(tmp_path):
    connection = sqlite3.connect(tmp_path / "hub.db", factory=OneWriterConnection, isolation_level=None)
    connection.begin(writes=True)
    connection.close()
    assert not writer._held


def test_who_waits_for_the_lock_of_the_writers_comes_in_turn():
    line, order = Line(), []
    line.acquire()
    assert not line.awaited()
    waiters = [threading.Thread(target=lambda n=n: (line.acquire(), order.append(n), line.release())) for n in range(5)]
    for number, waiter in enumerate(waiters, 1):
        waiter.start()
        while len(line._turns) < number:
            time.sleep(0.001)
    assert line.awaited()
    line.release()
    line.acquire()
    for waiter in waiters:
        waiter.join()
    assert order == [0, 1, 2, 3, 4]


def test_tidying_brings_what_is_in_the_log_home_into_the_file(probe, tmp_path):
    if not is_sqlite():
        return
    tidy()
    ring(1, 1)
    before = rows_at_home(tmp_path)
    tidy()
    assert (before, rows_at_home(tmp_path)) == (0, 1)


def rows_at_home(folder):
    """How many entries stand in the file itself, without its log."""
    copy = shutil.copy(db.engine.url.database, folder / "home.sqlite3")
    with closing(sqlite3.connect(copy)) as connection:
        return connection.execute("SELECT count(*) FROM events").fetchone()[0]
