"""kill −9 of PostgreSQL and RabbitMQ themselves, while events go on being told."""

import random
import time
from contextlib import contextmanager

from tests.faults.outcome import Outcome
from tests.faults.servers import Postgres, Rabbit, serving
from tests.faults.world import world

SETTLING = 3  # RabbitMQ 3.10 may lose a quorum queue that was declared less than a second before it is killed


def downs(folder, times, events, seed=1):
    """Each server that many times, within so many events."""
    dice, within = random.Random(seed), {"PostgreSQL": 0, "RabbitMQ": 0}
    with (
        serving(Postgres) as database,
        serving(Rabbit) as broker,
        world("scaled out", folder, given(database.url, broker.url)) as made,
    ):
        made.start(together=10, pause=0.45)
        time.sleep(SETTLING)
        for _ in range(times):
            time.sleep(dice.uniform(0.2, 0.8))
            within["RabbitMQ"] += down(made, broker)
            time.sleep(dice.uniform(0.0, 2.0))
            within["PostgreSQL"] += down(made, database)
            time.sleep(dice.uniform(0.0, 0.5))
            database.start()
            broker.start()
            made.recovered()
        made.probe.until(lambda: len(made.load.acked) >= events, 600)
        verdict = made.settled()
    return Outcome.of("kill −9 of servers", made, within, verdict)


def down(made, server):
    """Kills it; whether that happened while events were being told."""
    before, during = server.killed, made.load.running()
    server.kill()
    return (server.killed - before) * during


@contextmanager
def given(database, broker):
    """Settings that name these servers."""
    yield {"HUB_DATABASE_URL": database, "HUB_BROKER_URL": broker}
