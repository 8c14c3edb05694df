"""What a bad transport does: it tells again, in any order, of things long handled, and brings what nobody can read."""

import json
import time

from innovation_hub.kernel.messaging.parked import Failure
from innovation_hub.kernel.storage.session import db
from tests.faults.outcome import Outcome
from tests.faults.poison import LENGTH, is_poison
from tests.faults.world import World, world


def mischief(setting, folder, seconds):
    """Mischief in one process while clients tell streams of ten events, of which one in a hundred is poison."""
    done = folder / "mischief.json"

    class Bad(World):
        def extra(self, name):
            bad = {"FAULTS_MISCHIEF": str(done)} if name in ("web", "work2") else {}
            return bad | {"FAULTS_POISON": "1", "HUB_TRIES": "2"}

    with world(setting, folder, make=Bad) as made:
        made.start(length=LENGTH, pause=0.005)
        time.sleep(seconds)
        made.load.finish()
        made.recovered()
        faults = json.loads(done.read_text()) | _parked(made)
        for node in made.nodes.values():
            node.stop()
        _mend(made)
        verdict = made.settled()
        return Outcome.of("duplicates, disorder, poison", made, faults, verdict)


def _parked(made):
    """All that is poison waits for a person, and nothing else does."""
    poison = {f"probe:{probe_id}" for probe_id, number in made.load.acked if is_poison(probe_id, number)}
    made.probe.until(lambda: _waiting(made) == {(stream, True) for stream in poison}, 30)
    return {"poison parked": len(poison)}


def _waiting(made):
    with made.app.app_context():
        return {(one.stream, one.parked) for one in db.session.query(Failure)}


def _mend(made):
    """The reaction is mended, and a person has each stream tried again."""
    streams = [stream for stream, _ in _waiting(made)]
    for node in made.nodes.values():
        node.environ = {**node.environ, "FAULTS_POISON": "", "FAULTS_MISCHIEF": ""}
        node.start()
    for stream in streams:
        said = made.app.test_cli_runner().invoke(args=["hub", "retry", "probe1", stream])
        assert said.exit_code == 0, said.output
    made.probe.until(lambda: not _waiting(made), 30)
