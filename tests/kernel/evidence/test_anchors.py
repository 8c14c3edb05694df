"""The journal's head goes outside daily, and an old backup put back raises the alarm."""

import base64
import json
import re
from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from innovation_hub.kernel import clock
from innovation_hub.kernel.events.journal import Entry
from innovation_hub.kernel.evidence import anchors, inspection, seals
from innovation_hub.kernel.evidence.anchoring import Anchoring
from innovation_hub.kernel.evidence.anchors import Anchor
from innovation_hub.kernel.evidence.inspection import Inspection
from innovation_hub.kernel.evidence.seals import Seal, Sealer
from innovation_hub.kernel.storage.session import db
from tests.probe import ring
from tests.probe.sinks import Letters, Posts, sink

pytest_plugins = ("tests.probe.fixtures",)
SECRET = "whsec_" + base64.b64encode(b"k" * 32).decode()


@pytest.fixture
def file(probe, tmp_path):
    """Three entries sealed, and the file the head goes to."""
    path = tmp_path / "anchors.txt"
    probe.app.config["HUB_ANCHOR_FILE"] = str(path)
    tell(1)
    return path


def tell(probe_id):
    ring(probe_id, 1, 2, 3)
    sealer = Sealer()
    while sealer.step() or seals.unsealed():
        pass


def sent():
    db.session.rollback()
    rows = db.session.scalars(select(Anchor).order_by(Anchor.id))
    return [(anchor.place, anchor.position, anchor.error.partition(":")[0]) for anchor in rows]


def command(probe, *args):
    db.session.rollback()
    said = probe.app.test_cli_runner().invoke(args=["hub", *args])
    return said.exit_code, said.output


def test_the_head_is_appended_to_the_file_once_a_day(file):
    day, maintenance = clock.now(), Anchoring()
    for hours in (0, 1, 23.9, 24, 25, 48):
        with clock.at(day + timedelta(hours=hours)):
            maintenance.step()
    lines = file.read_text().splitlines()
    assert [line[:10] for line in lines] == [f"{day + timedelta(days=n):%Y-%m-%d}" for n in range(3)]
    assert {line.split()[1] for line in lines} == {str(anchors.head())}


def test_nothing_is_anchored_before_anything_is_sealed(probe, tmp_path):
    probe.app.config["HUB_ANCHOR_FILE"] = str(tmp_path / "anchors.txt")
    assert (Anchoring().step(), sent()) == (0, [])


def test_the_head_is_mailed(probe, file):
    with sink(Letters) as server:
        probe.app.config |= {"HUB_ANCHOR_MAIL": "audit@example.org", "HUB_SMTP_URL": f"smtp://127.0.0.1:{server.port}"}
        assert Anchoring().step() == 2
    [letter] = server.kept
    assert (letter["To"], anchors.written(letter.get_content())) == ("audit@example.org", [anchors.head()])
    assert sent() == [("file", 3, ""), ("mail", 3, "")]


def test_the_head_is_posted_signed(probe, file):
    with sink(Posts) as server:
        url = f"http://127.0.0.1:{server.port}/anchor?token=s3cret"
        probe.app.config |= {"HUB_ANCHOR_WEBHOOK": url, "HUB_ANCHOR_SECRET": SECRET, "HUB_ANCHOR_PRIVATE": True}
        assert Anchoring().step() == 2
    [(_, headers, body)] = server.kept
    assert json.loads(body)["data"]["anchor"] == str(anchors.head())
    assert re.fullmatch(r"v1,[\w+/]{43}=", headers["webhook-signature"])
    assert "s3cret" not in " ".join(anchor.address for anchor in db.session.scalars(select(Anchor)))


def test_what_did_not_arrive_is_sent_again_after_growing_pauses(probe, file):
    begun, maintenance, tries = clock.now(), Anchoring(), []
    with sink(Posts) as server:
        server.answer = "500 broken"
        url = f"http://127.0.0.1:{server.port}/"
        probe.app.config |= {"HUB_ANCHOR_WEBHOOK": url, "HUB_ANCHOR_SECRET": SECRET, "HUB_ANCHOR_PRIVATE": True}
        for minute in range(0, 200, 1):
            with clock.at(begun + timedelta(minutes=minute)):
                maintenance.step()
            if len(server.kept) > len(tries):
                tries.append(minute)
        server.answer = "204 taken"
        with clock.at(begun + timedelta(minutes=400)):
            maintenance.step()
    assert tries == [0, 1, 6, 36, 156]
    assert [row for row in sent() if row[0] == "webhook"] == [("webhook", 3, "Refused")] * 5 + [("webhook", 3, "")]


def test_a_journal_that_holds_its_anchor_is_ready(probe, file):
    Anchoring().step()
    tell(2)
    Anchoring().step()
    assert [(look.position, look.verdict) for look in db.session.scalars(select(Inspection))] == [(3, "")]
    assert probe.app.test_client().get("/readyz").get_json() == {"status": "ready", "behind": {}}


def put_back():
    """As an old backup would: what came after the first entry is gone, seals and all."""
    db.session.execute(delete(Entry).where(Entry.position > 1))
    db.session.execute(delete(Seal))
    db.session.commit()


def test_an_old_backup_put_back_raises_the_alarm_at_the_worker_s_start(probe, file):
    Anchoring().step()
    before = file.read_text()
    put_back()
    with clock.at(clock.now() + timedelta(days=2)):
        Anchoring().step()
    answer = probe.app.test_client().get("/readyz")
    assert (answer.status_code, answer.get_json()["journal"]) == (503, {"verdict": "cut", "anchor": 3})
    assert "hub_journal_alarm 1.0" in probe.app.test_client().get("/metrics").text
    assert file.read_text() == before


def test_an_old_backup_that_has_grown_past_its_anchor_raises_the_alarm(probe, file):
    Anchoring().step()
    put_back()
    tell(2)
    tell(3)
    Anchoring().step()
    assert inspection.alarm().verdict == "rewritten"


def test_a_running_worker_looks_again_each_minute(probe, file, monkeypatch):
    maintenance = Anchoring()
    maintenance.step()
    put_back()
    maintenance.step()
    assert inspection.alarm() is None
    maintenance.inspected -= 61
    maintenance.step()
    assert inspection.alarm().verdict == "cut"


def test_the_command_prints_and_sends_the_head(probe, file):
    assert command(probe, "anchor") == (0, f"{anchors.head()}\nfile: sent\n")
    assert anchors.newest(str(file)) == anchors.head()


def test_the_command_says_where_it_could_not_send(probe, file, tmp_path):
    probe.app.config["HUB_ANCHOR_FILE"] = str(tmp_path / "missing" / "anchors.txt")
    assert command(probe, "anchor") == (1, f"{anchors.head()}\nfile: failed\nError: not sent: file\n")


def test_after_an_alarm_nothing_is_anchored_until_a_person_accepts_the_journal(probe, file):
    command(probe, "anchor")
    put_back()
    assert command(probe, "anchor")[0] == 1
    assert len(file.read_text().splitlines()) == 1
    tell(4)
    assert command(probe, "anchor", "--accept") == (0, f"{anchors.head()}\nfile: sent\n")
    db.session.rollback()
    assert inspection.alarm() is None
    assert command(probe, "verify-journal", "--anchor", str(file))[0] == 1
    assert command(probe, "verify-journal", "--anchor", str(anchors.head()))[0] == 0
