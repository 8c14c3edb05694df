"""An imp inside a process: it tells again, in any order, of things long handled, and brings what nobody can read."""

import json
import os
import random
import threading
import time
from collections import Counter
from pathlib import Path

import kombu

from innovation_hub.kernel.events import journal
from innovation_hub.kernel.messaging.messages import Message
from innovation_hub.kernel.storage.session import db

JUNK = (
    b"\xff",
    b"",
    b"[]",
    b"7",
    b'[{"subject": null}]',
    b'[{"subject": 7}]',
    b'[{"subject": ["probe:1"]}]',
    b'[{"subject": {"a": 1}}]',
    b'[{"subject": ""}]',
    b'[{"subject": "probe:1\\u0000"}]',
    b'[{"subject": "probe:\\ud800"}]',
    json.dumps([{"subject": "x" * 100_000}]).encode(),
    b'[{"subject": "nothing:99999999"}]',
)


class Imp(threading.Thread):
    """Does mischief inside a process, for the transport within it is reached from there alone."""

    def __init__(self, app) -> None:
        super().__init__(daemon=True)
        self.app, self.dice, self.done = app, random.Random(1), Counter()

    def run(self):
        url, prefix = self.app.config["HUB_BROKER_URL"], self.app.config["HUB_QUEUE_PREFIX"]
        time.sleep(1)
        with kombu.Connection(url) as connection, self.app.app_context():
            sender = kombu.Producer(connection.channel())
            while True:
                self._do(sender, prefix)
                self._write()
                time.sleep(0.02)

    def _do(self, sender, prefix):
        end = journal.end()
        entries = [entry for entry in journal.after(self.dice.randrange(end + 1), 5) if entry]
        db.session.rollback()
        self.dice.shuffle(entries)
        for entry in entries:
            parcel = [Message(entry.position, entry.stream, entry.name).envelope()]
            sender.publish(parcel, exchange=prefix, routing_key=entry.name, serializer="json")
            self.done["told again, shuffled"] += 1
        junk, queue = self.dice.choice(JUNK), self.dice.choice(["probe1", "probe2"])
        sender.publish(junk, content_type="application/json", content_encoding="utf-8", routing_key=f"{prefix}.{queue}")
        self.done["junk"] += 1

    def _write(self):
        path = Path(os.environ["FAULTS_MISCHIEF"])
        beside = path.with_suffix(".new")
        beside.write_text(json.dumps(self.done))
        beside.rename(path)
