"""Sealing: in the journal's order, only what has settled, once, whoever seals; the same seals on either engine."""

import threading
import time
from datetime import UTC, datetime

from sqlalchemy import inspect, select, text

from innovation_hub.kernel.events.journal import Entry
from innovation_hub.kernel.evidence import chain, seals
from innovation_hub.kernel.evidence.seals import Seal, Sealer
from innovation_hub.kernel.messaging.maintenance import Maintenance
from innovation_hub.kernel.messaging.worker import Embedded, Process
from innovation_hub.kernel.storage.session import db
from tests.probe import ring
from tests.probe.threads import working

pytest_plugins = ("tests.probe.fixtures",)
HEAD = "37c979734efab2ba4f1fb57519d7227176089f9f71779689f5248e8519d80de3"


def sealed():
    db.session.rollback()
    return [
        (seal.number, seal.position, seal.entries) for seal in db.session.scalars(select(Seal).order_by(Seal.number))
    ]


def settle(sealer):
    """Seals all that was told, whoever may still be writing just now."""
    total, end = 0, time.monotonic() + 20
    while (step := sealer.step()) or seals.unsealed():
        total += step
        assert time.monotonic() < end, "it did not settle"
    return total


def test_what_is_told_is_sealed_and_sealed_once(probe):
    ring(1, 1, 2, 3)
    sealer = Sealer()
    assert (settle(sealer), sealed(), seals.unsealed()) == (3, [(1, 3, 3)], 0)
    ring(2, 1)
    assert seals.unsealed() == 1
    assert (settle(sealer), sealed(), seals.unsealed()) == (1, [(1, 3, 3), (2, 4, 1)], 0)
    assert settle(sealer) == 0


def test_a_long_journal_is_sealed_in_blocks(probe, monkeypatch):
    monkeypatch.setattr(seals, "BLOCK", 4)
    ring(1, *range(1, 11))
    settle(Sealer())
    assert sealed() == [(1, 4, 4), (2, 8, 4), (3, 10, 2)]


def test_every_column_of_the_journal_is_sealed(probe):
    assert [column["name"] for column in inspect(db.engine).get_columns("events")] == list(chain.COLUMNS)


def test_the_same_journal_has_the_same_hash_on_either_engine_and_for_ever(probe):
    told = Entry(
        stream="probe:1", sequence=1, name="probe.rang", version=1, body={"重": '引"號\n\u2028𠮷', "n": [1, None]}
    )
    told.at, told.by_id, told.cause, told.trace = datetime(2026, 11, 25, 1, 2, 3, 4, UTC), 7, None, "x"
    db.session.add(told)
    db.session.commit()
    settle(Sealer())
    assert seals.last().hash == HEAD


def test_a_writer_still_on_its_way_with_a_lower_position_is_waited_for(on_postgres):
    with db.engine.connect() as slow, slow.begin():
        slow.execute(text("INSERT INTO streams VALUES ('probe:9', 1)"))
        slow.exec_driver_sql(SLOW)
        ring(1, 1, 2)
        sealer, looked = Sealer(), time.monotonic() + 1
        while time.monotonic() < looked:
            assert sealer.step() == 0
    assert (settle(sealer), sealed()) == (3, [(1, 3, 3)])


SLOW = """INSERT INTO events (stream, sequence, name, version, body, at, trace)
VALUES ('probe:9', 1, 'probe.rang', 1, '{"probe_id":9,"number":1}', now(), '')"""


def test_two_who_seal_at_once_make_one_chain(probe, monkeypatch):
    monkeypatch.setattr(seals, "BLOCK", 3)
    ring(1, *range(1, 41))
    start, counts = threading.Barrier(4), []

    def run():
        with probe.app.app_context():
            start.wait()
            counts.append(settle(Sealer()))

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (sum(counts), sum(entries for _, _, entries in sealed())) == (40, 40)
    assert [number for number, _, _ in sealed()] == list(range(1, len(sealed()) + 1))


def test_of_two_maintenance_threads_one_keeps_and_the_other_takes_over(on_postgres):
    first, second = Maintenance(on_postgres.app), Maintenance(on_postgres.app)
    assert (first.lead.held(), second.lead.held(), first.lead.held()) == (True, False, True)
    first.lead.close()
    assert second.lead.held()
    second.lead.close()


def test_a_worker_process_seals(on_postgres):
    with working(Process(on_postgres.app)):
        ring(1, 1, 2)
        on_postgres.until(lambda: sealed() and not seals.unsealed())


def test_the_worker_inside_the_web_process_seals(probe):
    worker = Embedded(probe.app, "memory://")
    worker.start()
    try:
        ring(1, 1, 2)
        probe.until(lambda: sealed() and not seals.unsealed())
    finally:
        worker.end()
