"""What the product writes is its owner's; what it logs holds no values; its figures are for who may measure it."""

import logging
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from innovation_hub.kernel import clock
from innovation_hub.kernel.storage.session import db, engine_options
from innovation_hub.kernel.web.idempotency import Answer
from tests.proposals.steps import GOOD


@pytest.fixture
def engine(embedded):
    """These rules ask no database."""
    return embedded


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("::1", {}, 200),
        ("10.1.2.3", {}, 404),
        ("127.0.0.1", {"X-Forwarded-For": "10.1.2.3"}, 404),
        ("127.0.0.1", {"Forwarded": "for=10.1.2.3"}, 404),
        ("10.1.2.3", {"Authorization": "Bearer measuring"}, 200),
        ("10.1.2.3", {"Authorization": "Bearer measurin"}, 404),
        ("10.1.2.3", {"Authorization": "Bearer "}, 404),
    ],
)
def test_figures_are_for_this_machine_or_with_the_token(office, monkeypatch, address, headers, status):
    monkeypatch.setitem(office.app.config, "HUB_METRICS_TOKEN", "measuring")
    client = office.app.test_client()
    answer = client.get("/metrics", headers=headers, environ_overrides={"REMOTE_ADDR": address})
    assert answer.status_code == status


def test_without_a_token_none_opens_the_figures(office):
    asked = {"headers": {"Authorization": "Bearer "}, "environ_overrides": {"REMOTE_ADDR": "10.1.2.3"}}
    assert office.app.test_client().get("/metrics", **asked).status_code == 404


def test_the_database_is_its_owners_alone(office):
    with office.app.app_context():
        file = Path(str(db.engine.url.database))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("url", ["sqlite:///x", "postgresql://x"])
def test_errors_of_the_database_hold_no_values(url):
    assert engine_options(url)["hide_parameters"] is True


def test_a_clash_is_logged_without_what_was_written(office, caplog):
    with caplog.at_level(logging.INFO), office.app.app_context():
        now = clock.now()
        for _turn in range(2):
            db.session.add(Answer(person_id=0, key="k", asked="a secret sentence", at=now))
        with pytest.raises(Exception, match="UNIQUE") as raised:
            db.session.flush()
        db.session.rollback()
    assert "a secret sentence" not in str(raised.value)


def test_a_kept_answer_lives_for_a_day(office):
    program, key = office.api("amy"), {"Idempotency-Key": "one"}
    first = program.post("/proposals", GOOD, headers=key)
    assert program.post("/proposals", GOOD, headers=key).json["id"] == first.json["id"]
    with office.app.app_context():
        db.session.get_one(Answer, (office.person("amy").id, "one")).at = clock.now() - timedelta(hours=24, minutes=1)
        db.session.commit()
    assert program.post("/proposals", GOOD, headers=key).json["id"] != first.json["id"]


def test_old_answers_are_deleted(office):
    with office.app.app_context():
        for key, hours in (("old", 25), ("new", 23)):
            db.session.add(Answer(person_id=0, key=key, asked="", at=clock.now() - timedelta(hours=hours)))
        db.session.commit()
        for work in office.app.extensions["tidying"]:
            work()
        assert db.session.scalar(select(func.count()).select_from(Answer)) == 1
        db.session.rollback()
