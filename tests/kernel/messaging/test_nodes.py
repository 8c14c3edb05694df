"""Nodes share the work, and a killed node's work moves to another: real processes, PostgreSQL and RabbitMQ."""

import json
import subprocess
import sys
import time
from contextlib import contextmanager

from innovation_hub.kernel import logs
from innovation_hub.kernel.events import journal
from innovation_hub.kernel.storage.session import db
from tests.probe import ProbeRang, ring, rows

pytest_plugins = ("tests.probe.fixtures",)
COMMAND = [sys.executable, "-m", "flask", "--app", "tests.probe.app", "hub", "worker"]


@contextmanager
def nodes(probe, folder, count):
    """So many workers that log JSON to a file each; a node is its process and its file."""
    made = []
    try:
        for number in range(count):
            log = folder / f"node{number}.log"
            with log.open("w") as errors:
                environ = probe.environ() | {"HUB_LOG": "json", "HUB_SWEEP_SECONDS": "1", "HUB_BATCH": "5"}
                process = subprocess.Popen(COMMAND, env=environ, stdout=subprocess.PIPE, stderr=errors, text=True)
            made.append((process, log))
        for process, _ in made:
            assert process.stdout.readline() == "worker: ready\n"
        yield made
    finally:
        for process, _ in made:
            process.kill()
            process.wait()
            process.stdout.close()


def told_until(probe, true, streams=40):
    """So many streams are told one event after the other, until it is true: which were told."""
    told = []

    def enough():
        number = len(told) // streams + 1
        for probe_id in range(1, streams + 1):
            journal.record(ProbeRang(probe_id=probe_id, number=number))
            told.append((probe_id, number))
        db.session.commit()
        time.sleep(0.1)
        return true()

    probe.until(enough, seconds=60)
    return sorted(told)


def handled(log):
    """The positions this node says it has handled."""
    lines = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
    return [line["cause"] for line in lines if line["event"] == "event handled"]


def test_two_nodes_share_the_work_and_a_killed_one_s_moves(on_postgres, tmp_path):
    with nodes(on_postgres, tmp_path, 2) as ((first, its_log), (_, other_log)):
        everything = told_until(on_postgres, lambda: handled(its_log) and handled(other_log))
        first.kill()
        everything += [(99, number) for number in range(1, 6)]
        ring(99, *range(1, 6))
        on_postgres.until(lambda: not on_postgres.behind(), seconds=60)
    found = rows("probe1")
    assert sorted(found) == everything
    assert all(numbers == sorted(numbers) for numbers in ([n for p, n in found if p == one] for one in range(1, 41)))


def test_a_request_s_id_goes_from_the_journal_into_the_log_of_whoever_handles(on_postgres, tmp_path):
    with nodes(on_postgres, tmp_path, 1) as ((_, log),):
        token = logs.trace.set("from-the-request")
        ring(1, 1)
        logs.trace.reset(token)
        on_postgres.until(lambda: handled(log), seconds=60)
    [line] = [json.loads(line) for line in log.read_text().splitlines() if '"event handled"' in line]
    assert (line["trace"], line["cause"], line["type"], line["module_name"]) == (
        "from-the-request", 1, "probe.rang", "probe1",
    )  # fmt: skip
