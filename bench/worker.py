"""A worker process that waits for its sign to begin; told to stop, it writes down when each probe was last handled."""

import gc
import json
import os
import signal
import sys
from pathlib import Path

from bench.effects import committed
from innovation_hub.kernel.messaging.worker import Process, stand_back
from tests.probe.app import app

if __name__ == "__main__":
    process = Process(app)
    signal.signal(signal.SIGTERM, lambda number, frame: process.stop.set())
    stand_back(app)
    gc.freeze()  # as wsgi.py does
    print("ready", flush=True)
    sys.stdin.readline()
    process.run()
    Path(os.environ["BENCH_EFFECTS"]).write_text(json.dumps(committed))
