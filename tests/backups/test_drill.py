"""The drill: backed up while people submit, the database destroyed, restored: nothing acknowledged is missing."""

import threading
import time
from contextvars import Context

from sqlalchemy import func, select, text

from innovation_hub.kernel.events import journal
from innovation_hub.kernel.events.journal import Entry
from innovation_hub.kernel.messaging.messages import Message
from innovation_hub.kernel.operations import doctor
from innovation_hub.kernel.operations.backups import archive
from innovation_hub.kernel.storage.session import db, writing
from proposals.models import Proposal, Revision
from tests.architecture.world import IDEA
from tests.backups.places import command, destroy

WRITERS = ("amy", "ben", "kao.feng")


class Writer(threading.Thread):
    """An employee who writes and submits proposals, one after the other, and keeps what was acknowledged and when."""

    def __init__(self, office, login, stop):
        super().__init__(daemon=True)
        self.program, self.login, self.stop = office.api(login), login, stop
        self.acknowledged = []

    def run(self):
        while not self.stop.is_set():
            said = f"{self.login} {len(self.acknowledged)}：{IDEA['problem']}"
            id = self.program.post("/proposals", {**IDEA, "problem": said}).json["id"]
            sent = self.program.post(f"/proposals/{id}/submit")
            assert sent.status_code == 200, sent.json
            self.acknowledged.append((time.monotonic(), id, sent.json["number"], said))


class Worker(threading.Thread):
    """Lets the modules handle it meanwhile."""

    def __init__(self, office, stop):
        super().__init__(daemon=True)
        self.office, self.stop = office, stop

    def run(self):
        while not self.stop.is_set():
            self.office.carrier.step()
            self.office.consumer.step(0.01)


def backed_up_under_load(office, file):
    """What was acknowledged before the backup began, how much while it was made, and how much in all."""
    stop = threading.Event()
    writers = [Writer(office, login, stop) for login in WRITERS]
    threads = [*writers, Worker(office, stop)]
    for thread in threads:
        thread.start()
    wait(lambda: all(len(writer.acknowledged) > 3 for writer in writers))
    begun, ended = backed_up_until_somebody_wrote_meanwhile(office, file, writers)
    wait(lambda: all(writer.acknowledged[-1][0] > ended for writer in writers))
    stop.set()
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive()
    told = [one for writer in writers for one in writer.acknowledged]
    return [one[1:] for one in told if one[0] < begun], sum(begun < one[0] < ended for one in told), len(told)


def backed_up_until_somebody_wrote_meanwhile(office, file, writers):
    """When the backup in the file began and ended; one during which nobody wrote would show nothing."""
    for _ in range(30):
        begun = time.monotonic()
        made = office.app.test_cli_runner().invoke(args=["hub", "backup", "--force", str(file)])
        ended = time.monotonic()
        assert made.exit_code == 0, made.output
        if any(begun < one[0] < ended for writer in writers for one in writer.acknowledged):
            break
    return begun, ended


def wait(true, seconds=60):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.02)


def test_the_drill(office, file):
    office.seal()
    before, meanwhile, all_of_them = backed_up_under_load(office, file)
    lost = [Message(entry.position, entry.stream, entry.name) for entry in journal.after(0, 100_000)]
    manifest = archive.peek(file)
    db.session.remove()
    assert before and meanwhile and len(before) + meanwhile < all_of_them

    destroy(office.app)
    restored = command(office.app, "restore", str(file))
    assert (restored.exit_code, "0 項不符 broken" in restored.output) == (0, True), restored.output

    assert counted() == manifest.counts
    assert journal.end() == manifest.position < lost[-1].position
    assert manifest.chain["position"] > 0
    assert "事件簿完好 the journal is whole" in restored.output
    assert [one for one in before if one not in kept()] == []
    late_messages_are_harmless(office, lost)
    the_product_goes_on(office, manifest.position)


def counted():
    found = {table: db.session.scalar(text(f"SELECT count(*) FROM {table}")) for table in archive_tables()}
    db.session.rollback()
    return found


def archive_tables():
    return [*db.metadata.tables, "alembic_version"]


def kept():
    """What each submitted proposal says, read from its revision."""
    same = (Revision.proposal_id == Proposal.id) & (Revision.revision == 1)
    query = select(Proposal.id, Proposal.number, Revision.answers).join(Revision, same)
    return {(id, number, answers["problem"]) for id, number, answers in db.session.execute(query)}


def late_messages_are_harmless(office, lost):
    """The queues still hold messages of events the backup does not know."""
    office.carrier.broker.publish(lost)
    office.settle()
    assert findings() == {}


def the_product_goes_on(office, last):
    """What is submitted now stands behind what was restored, and is handled by all."""
    program = office.api("amy")
    id = program.post("/proposals", IDEA).json["id"]
    assert program.post(f"/proposals/{id}/submit").status_code == 200
    office.settle()
    db.session.rollback()
    [position] = db.session.scalars(select(func.min(Entry.position)).where(Entry.stream == f"proposal:{id}"))
    assert position > last
    assert db.session.scalar(text("SELECT count(*) FROM cases WHERE proposal_id = :id"), {"id": id}) == 1
    assert findings() == {}


def findings():
    return {one.invariant.key: one.rows for one in doctor.examine() if one.rows}


def test_a_backup_waits_for_no_writer_and_no_writer_for_it(office, file):
    with writing():
        db.session.execute(text("UPDATE sections SET name_en = 'held'"))
        made = {}
        thread = threading.Thread(target=lambda: made.update(answer=backed_up(office, file)), daemon=True)
        thread.start()
        thread.join(30)
        assert not thread.is_alive()
        db.session.rollback()
    assert made["answer"].exit_code == 0, made["answer"].output


def backed_up(office, file):
    """In a context of its own, as a process of its own would be."""
    return Context().run(_backed_up, office, file)


def _backed_up(office, file):
    return office.app.test_cli_runner().invoke(args=["hub", "backup", "--force", str(file)])


def test_what_was_signed_out_before_a_restore_stays_out_and_everybody_signs_in_anew(office, file):
    program, browser = office.api("amy"), office.client("amy")
    assert command(office.app, "backup", str(file), "--force").exit_code == 0
    assert (program.get("/me").status_code, browser.get("/").status_code) == (200, 200)
    db.session.remove()
    db.engine.dispose()
    restored = command(office.app, "restore", "--replace", str(file))
    assert (restored.exit_code, "所有登入與存取權杖都已作廢" in restored.output) == (0, True), restored.output
    assert (program.get("/me").status_code, browser.get("/").status_code) == (401, 302)
    assert office.api("amy").get("/me").status_code == 200
