"""A request's id goes in and out with it, into the journal, and into each line of the log its events cause."""

import io
import json
import logging

import pytest

from innovation_hub.kernel.events import journal
from innovation_hub.kernel.logs import init_logs
from tests.architecture.world import IDEA

MINE = {"X-Request-ID": "my-request-1"}


@pytest.fixture
def lines(office):
    """What was logged since the last look, as JSON."""
    office.app.config["HUB_LOG"] = "json"
    init_logs(office.app)
    kept = io.StringIO()
    logging.getLogger("hub").handlers[0].setStream(kept)

    def look():
        said = kept.getvalue()
        kept.seek(0)
        kept.truncate()
        return [json.loads(line) for line in said.splitlines() if line.startswith("{")]

    yield look
    office.app.config["HUB_LOG"] = "text"
    init_logs(office.app)


def submit(office):
    amy = office.api("amy")
    made = amy.post("/proposals", json=IDEA, headers=MINE)
    answer = amy.post(f"/proposals/{made.get_json()['id']}/submit", headers={**MINE, "If-Match": made.headers["ETag"]})
    return answer, made.get_json()["id"]


def test_from_the_request_to_every_reaction(office, lines):
    answer, id = submit(office)
    assert (answer.status_code, answer.headers["X-Request-ID"]) == (200, "my-request-1")
    office.settle()
    story = journal.story(f"proposal:{id}")
    assert {entry.trace for entry in story} == {"my-request-1"}
    said = [line for line in lines() if line.get("trace") == "my-request-1"]
    handled = {(line["module_name"], line["cause"]) for line in said if line["event"] == "event handled"}
    submitted = next(entry.position for entry in story if entry.name == "proposal.submitted")
    assert {("review", submitted), ("dashboard", submitted), ("similar", submitted)} <= handled
    assert {line["type"] for line in said if line["event"] == "event recorded"} == {entry.name for entry in story}


def test_a_failing_reaction_s_line_names_the_request_and_the_event(office, lines, monkeypatch):
    def refuse(event, entry):
        raise ValueError("no")

    _, id = submit(office)
    lines()
    module = office.app.extensions["modules"]["review"]
    for told in module.reacts:
        monkeypatch.setitem(module.reacts, told, refuse)
    office.settle()
    submitted = next(entry.position for entry in journal.story(f"proposal:{id}") if entry.name == "proposal.submitted")
    failed = [line for line in lines() if line["event"] == "reaction failed"]
    assert {(line["trace"], line["position"]) for line in failed} == {("my-request-1", submitted)}


def test_text_logs_leave_out_what_is_handled(office):
    assert not logging.getLogger("hub").isEnabledFor(logging.DEBUG)
