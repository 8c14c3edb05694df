"""kill −9 of web, worker and relay at random moments, which are drawn from a seed."""

import random
import time

from sqlalchemy import text

from innovation_hub.kernel.storage.session import db
from tests.faults.outcome import Outcome
from tests.faults.world import world

ROLES = {"embedded": ["web"], "scaled out": ["web", "worker", "relay"]}
LEADER = text("""SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE locktype = 'advisory'
AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())""")


def kills(setting, folder, times, seed=1):
    """That many kills, each healed before the next."""
    dice, killed = random.Random(seed), dict.fromkeys(ROLES[setting], 0)
    with world(setting, folder) as made:
        made.start()
        for turn in range(times):
            time.sleep(dice.uniform(0.02, 0.4))
            role = ROLES[setting][turn % len(ROLES[setting])]
            killed[role] += strike(made, role, dice)
            made.recovered()
        verdict = made.settled()
    return Outcome.of("kill −9 of processes", made, killed, verdict)


def strike(made, role, dice):
    """Kills one of that role and starts it again; whether it was we who ended it."""
    node = made.nodes[_chosen(made, role, dice)]
    before = node.killed
    node.kill()
    node.start()
    return node.killed - before


def _chosen(made, role, dice):
    if role == "relay":
        return leader(made)
    return dice.choice([name for name, node in made.nodes.items() if (role == "web") == (name in made.ports)])


def leader(made):
    """The worker that carries."""
    found = []
    made.probe.until(lambda: found.extend(_leaders(made)) or found)
    return found[0]


def _leaders(made):
    with made.app.app_context():
        return db.session.scalars(LEADER).all()
