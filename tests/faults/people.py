"""What people see of faults: nothing they did is doubled, and pages say when to come again."""

import random
import time

from tests.faults.downs import given
from tests.faults.kills import ROLES, strike
from tests.faults.office import office
from tests.faults.outcome import Outcome
from tests.faults.servers import Postgres, found, serving
from tests.probe.places import RABBITMQ


def asking_again(setting, folder, times, seed=1):
    """kill −9 while proposals are handed in; whoever got no answer asks again with the same key."""
    dice, killed = random.Random(seed), dict.fromkeys(ROLES[setting], 0)
    with office(setting, folder) as made:
        made.start()
        for turn in range(times):
            time.sleep(dice.uniform(0.1, 0.6))
            role = ROLES[setting][turn % len(ROLES[setting])]
            killed[role] += strike(made, role, dice)
            made.recovered()
        killed["web"] += _until_asked_again(made, dice)
        verdict = made.settled()
        faults = killed | {"asked again": made.load.answers["no answer"]}
        return Outcome.of("proposals handed in, kill −9", made, faults, verdict)


def _until_asked_again(made, dice, most=20):
    """A kill between two requests is seen by nobody: more of them until a client got no answer; how many."""
    more = 0
    while not made.load.answers["no answer"] and more < most:
        more += strike(made, "web", dice)
        made.recovered()
    return more


def database_away(folder, times):
    """PostgreSQL is killed and stays away two seconds: pages say 503, and are there again when it is."""
    found(RABBITMQ, "RabbitMQ")
    with serving(Postgres) as server, office("scaled out", folder, given(server.url, RABBITMQ)) as made:
        made.start()
        said = 0
        for _ in range(times):
            time.sleep(0.5)
            before = made.readers.answers["503"]
            server.kill()
            time.sleep(2)
            said += made.readers.answers["503"] - before
            server.start()
            made.recovered()
            made.probe.until(made.serves)
        verdict = made.settled()
        faults = {"PostgreSQL": server.killed, "pages of 503": said}
        return Outcome.of("pages without a database", made, faults, verdict)
