"""Workers share the work, hand on the lead, and stop when they are told to."""

import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

import psycopg

from innovation_hub.kernel.events import journal
from innovation_hub.kernel.messaging.worker import Embedded, Process
from innovation_hub.kernel.storage.session import db
from tests.probe import ProbeRang, ring, rows
from tests.probe.threads import working

pytest_plugins = ("tests.probe.fixtures",)
LEADER = """SELECT pid FROM pg_locks JOIN pg_database ON database = pg_database.oid
WHERE locktype = 'advisory' AND granted AND datname = current_database()"""


@contextmanager
def processes(probe, count):
    """So many worker processes, once they say that they are ready."""
    command = [sys.executable, "-m", "flask", "--app", "tests.probe.app", "hub", "worker"]
    made = []
    try:
        for _ in range(count):
            made.append(subprocess.Popen(command, env=probe.environ(), stdout=subprocess.PIPE, text=True))
            assert made[-1].stdout.readline() == "worker: ready\n"
            probe.until(lambda: leader(probe))
        yield made
    finally:
        for process in made:
            process.kill()
            process.wait()
            process.stdout.close()


def leader(probe):
    """The database session that holds the lead."""
    with psycopg.connect(probe.app.config["HUB_DATABASE_URL"]) as connection:
        return connection.execute(LEADER).fetchall()


def tell(streams, numbers):
    for number in range(1, numbers + 1):
        for probe_id in range(1, streams + 1):
            journal.record(ProbeRang(probe_id=probe_id, number=number))
        db.session.commit()
    return [(probe_id, number) for probe_id in range(1, streams + 1) for number in range(1, numbers + 1)]


def test_two_workers_share_the_work_without_doubling(on_postgres):
    with working(Process(on_postgres.app), Process(on_postgres.app)):
        told = tell(30, 10)
        on_postgres.until(lambda: not on_postgres.behind())
    found = rows("probe1")
    assert sorted(found) == told
    assert all([n for p, n in found if p == one] == list(range(1, 11)) for one in range(1, 31))


def test_a_backlog_is_carried_batch_after_batch_without_a_sweep(on_postgres):
    on_postgres.app.config["HUB_SWEEP_SECONDS"] = 3600
    tell(30, 50)
    with working(Process(on_postgres.app)):
        on_postgres.until(lambda: not on_postgres.behind())
    assert len(rows("probe1")) == 1500


def test_when_the_leader_is_killed_another_worker_carries_on(on_postgres):
    on_postgres.app.config["HUB_SWEEP_SECONDS"] = 1
    with processes(on_postgres, 2) as (first, _second):
        led = leader(on_postgres)
        first.kill()
        ring(1, 1)
        on_postgres.until(lambda: rows("probe1") == [(1, 1)])
        assert led not in ([], leader(on_postgres))


def test_a_worker_process_ends_cleanly_when_told_to(on_postgres):
    on_postgres.app.config["HUB_SWEEP_SECONDS"] = 1
    with processes(on_postgres, 1) as (process,):
        tell(50, 4)
        process.send_signal(signal.SIGTERM)
        begun = time.monotonic()
        assert (process.wait(15), process.stdout.read()) == (0, "worker: stopped\n")
        assert time.monotonic() - begun < 5
    assert len(rows("probe1")) == len(set(rows("probe1")))


def test_the_worker_inside_the_web_process_handles_again_when_its_connection_was_lost(probe):
    worker = Embedded(probe.app)
    worker.start()
    try:
        ring(1, 1)
        probe.until(lambda: rows("probe1") == [(1, 1)])
        worker.broker.connection, lost = None, worker.broker.connection
        lost.release()
        ring(1, 2)
        probe.until(lambda: rows("probe1") == [(1, 1), (1, 2)])
    finally:
        worker.end()


def test_the_worker_inside_the_web_process_is_woken_by_the_commit(probe):
    probe.app.config["HUB_SWEEP_SECONDS"] = 5
    worker = Embedded(probe.app)
    worker.start()
    try:
        probe.until(lambda: worker.carrier.relay.position is not None)
        time.sleep(0.2)
        begun = time.monotonic()
        with db.session.begin_nested():
            journal.record(ProbeRang(probe_id=1, number=1))
        db.session.commit()
        probe.until(lambda: rows("probe1") == [(1, 1)])
        assert time.monotonic() - begun < 2
    finally:
        worker.end()


def test_a_port_that_is_taken_is_said_in_a_sentence(probe):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        probe.app.config |= {"HUB_HOST": "127.0.0.1", "HUB_PORT": port}
        said = probe.app.test_cli_runner().invoke(args=["hub", "run"])
    assert (said.exit_code, f"127.0.0.1:{port} 不能使用" in said.output) == (1, True)
    assert "set HUB_PORT to a free port" in said.output
