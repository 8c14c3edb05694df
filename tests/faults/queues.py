"""The queue's own state is lost, or is that of an earlier moment: the journal brings everything back."""

import shutil
import threading
import time
from contextlib import contextmanager

from innovation_hub.kernel.messaging.worker import Process
from tests.faults.downs import given
from tests.faults.outcome import Outcome
from tests.faults.servers import Rabbit, serving
from tests.faults.world import world
from tests.probe.places import postgres

WORKERS = ("work1", "work2")


def purged(folder, times):
    """Messages wait, for nobody handles; they are thrown away, and who sent them does not know."""
    lost = 0
    with world("scaled out", folder) as made, unhandled(made) as handles_again:
        for _ in range(times):
            lost += purge(made)
            handles_again()
            made.recovered()
            stop_handling(made)
        handles_again()
        return Outcome.of("queue purged", made, {"messages lost": lost}, made.settled())


def restored(folder):
    """RabbitMQ is given the files of an earlier moment: it tells what was handled, and not what was told since."""
    old = folder / "old"
    with serving(Rabbit) as broker, postgres() as settings:
        ground = given(settings["HUB_DATABASE_URL"], broker.url)
        with world("scaled out", folder, ground) as made, unhandled(made) as handles_again:
            time.sleep(3)
            broker.kill()
            shutil.copytree(broker.folder, old)
            broker.start()
            handles_again()
            made.recovered()
            stop_handling(made)
            broker.kill()
            shutil.rmtree(broker.folder)
            shutil.copytree(old, broker.folder)
            broker.start()
            faults = {"restored": broker.killed - 1, "old messages told again": waiting(made)}
            handles_again()
            made.recovered()
            return Outcome.of("queue of an earlier moment", made, faults, made.settled())


@contextmanager
def unhandled(made):
    """A relay of ours carries, clients tell, nobody handles until the function given is called."""
    relay = Process(made.app)
    thread = threading.Thread(target=relay._keep, args=(relay._send,), daemon=True)
    thread.start()
    names = [made.nodes.pop(name) for name in WORKERS]
    made.start()
    made.nodes.update(zip(WORKERS, names, strict=True))
    try:
        made.probe.until(lambda: waiting(made) > 20)
        yield lambda: [made.nodes[name].start() for name in WORKERS]
    finally:
        relay.stop.set()
        thread.join(20)


def stop_handling(made):
    """kill −9 of the workers; until messages wait."""
    for name in WORKERS:
        made.nodes[name].kill()
    made.probe.until(lambda: waiting(made) > 20)


def waiting(made):
    """How many messages lie there."""
    broker = made.probe.broker(consume=False)
    try:
        return sum(broker.waiting(name) for name in broker.queues)
    finally:
        broker.close()


def purge(made):
    """Empties every queue; how many messages that were."""
    broker = made.probe.broker(consume=False)
    try:
        return sum(queue.purge() for queue in broker.queues.values())
    finally:
        broker.close()
