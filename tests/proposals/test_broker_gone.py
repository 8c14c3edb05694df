"""While the broker is gone people go on working; what they did takes effect when it is back."""

from datetime import UTC, datetime

import pytest

from innovation_hub.kernel import clock
from innovation_hub.kernel.messaging.broker import BrokerGone
from innovation_hub.kernel.messaging.worker import broker_of
from innovation_hub.kernel.storage.session import db
from tests.office import Browser, Office
from tests.proposals.steps import draft, told
from wsgi import create_app

MONDAY, FRIDAY = datetime(2026, 8, 3, 2, tzinfo=UTC), datetime(2026, 8, 7, 2, tzinfo=UTC)
NOBODY_LISTENS = "amqp://guest:guest@127.0.0.1:1//"


@pytest.fixture
def away(office):
    """The same office reached through a web process whose broker does not answer."""
    settings = {name: value for name, value in office.app.config.items() if name.startswith("HUB_")}
    app = create_app(settings | {"TESTING": True, "HUB_BROKER_URL": NOBODY_LISTENS})
    app.test_client_class = Browser
    yield Office(app, broker_of(app))
    with app.app_context():
        db.engine.dispose()


def test_a_submission_works_without_the_broker_and_takes_effect_when_it_is_back(office, away):
    amy, id = draft(away)
    assert amy.post(f"/proposals/{id}/submit").status_code == 200
    with pytest.raises(BrokerGone):
        away.carrier.broker.open()
    waiting = amy.get(f"/proposals/{id}").json
    assert (waiting["stage"], waiting["tier"], waiting["holder"]) == ("in_review", None, None)
    assert "已送出，正在分案；幾秒後會看到由誰審查。" in away.client("amy").get(f"/proposals/{id}").text
    assert told(id) == ["proposal.drafted", "proposal.submitted"]
    office.settle()
    arrived = amy.get(f"/proposals/{id}").json
    assert (arrived["tier"], arrived["holder"]) == ("section", "黃俊嘉、葉春美")
    assert told(id) == ["proposal.drafted", "proposal.submitted", "case.tier_entered"]
    assert len(office.api("chief.civil").get("/reviews?todo=1").json["items"]) == 1


def test_the_days_run_from_the_submission_not_from_when_the_messages_came(office, away):
    with clock.at(MONDAY):
        amy, id = draft(away)
        amy.post(f"/proposals/{id}/submit")
    with clock.at(FRIDAY):
        office.settle()
        assert office.api("amy").get(f"/proposals/{id}").json["due_on"] == "2026-08-10"


def test_a_withdrawal_that_overtakes_the_messages_of_the_submission_ends_it(office, away):
    amy, id = draft(away)
    amy.post(f"/proposals/{id}/submit")
    assert amy.post(f"/proposals/{id}/withdraw").status_code == 200
    office.settle()
    assert amy.get(f"/proposals/{id}").json["stage"] == "withdrawn"
    assert office.api("chief.civil").get("/reviews?todo=1").json["items"] == []
