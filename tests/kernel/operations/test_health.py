"""The page of the queue: the administrator sees what waits, skips it with a reason; the auditor only looks."""

import pytest

from innovation_hub.kernel import clock
from innovation_hub.kernel.events import journal
from innovation_hub.kernel.messaging.checkpoints import Checkpoint
from innovation_hub.kernel.messaging.parked import Failure
from innovation_hub.kernel.storage.session import db
from tests.architecture.world import World

SKIP = "/hub/failures/review/proposal:{id}/skip"


@pytest.fixture
def parked(office):
    """A stream parked for the review at the submission it has handled: the address of its skip page."""
    office.app.config["WTF_CSRF_ENABLED"] = False
    id = World(office).proposals["at_section"]
    entry = journal.story(f"proposal:{id}")[1]
    db.session.get(Checkpoint, ("review", entry.stream)).sequence = entry.sequence - 1
    waiting = {"subscriber": "review", "stream": entry.stream, "position": entry.position, "tries": 5}
    db.session.add(Failure(**waiting, error="ValueError: no", since=clock.now(), next_try_at=None))
    db.session.commit()
    return SKIP.format(id=id)


def test_a_skip_asks_for_a_reason(office, parked):
    admin = office.client("admin")
    assert parked in admin.get("/hub/failures").text
    assert admin.get(parked).status_code == 200
    answer = admin.post(parked, data={"reason": "  "})
    assert (answer.status_code, "請寫下略過的原因。" in answer.text) == (422, True)
    assert db.session.get(Failure, ("review", parked.split("/")[4])).parked


def test_a_skip_is_journalled_with_who_did_it_and_stands_on_the_page(office, parked):
    admin = office.client("admin")
    assert admin.post(parked, data={"reason": "內容已另行更正"}).location == "/hub/failures"
    db.session.rollback()
    told = journal.after(journal.end() - 1, 1)[0]
    assert (told.name, told.by_id) == ("entry.skipped", office.person("admin").id)
    office.settle()
    page = admin.get("/hub/failures").text
    assert ("內容已另行更正" in page, parked in page) == (True, False)


def test_the_auditor_looks_and_does_not_skip(office, parked):
    auditor = office.client("auditor")
    page = auditor.get("/hub/failures")
    assert (page.status_code, "ValueError: no" in page.text, parked in page.text) == (200, True, False)
    assert (auditor.get(parked).status_code, auditor.post(parked, data={"reason": "x"}).status_code) == (404, 404)


def test_the_page_tells_how_far_the_journal_is_sealed_and_what_went_outside(office, tmp_path):
    World(office)
    admin = office.client("admin")
    assert "還沒有錨點送到外部" in admin.get("/hub/failures").text
    office.seal()
    office.app.config["HUB_ANCHOR_FILE"] = str(tmp_path / "anchors.txt")
    office.app.test_cli_runner().invoke(args=["hub", "anchor"])
    page = admin.get("/hub/failures").text
    assert (f"已封到位置 {journal.end()}，還有 0 筆未封。" in page, "已送到" in page) == (True, True)
