"""The probe as a program: `flask --app tests.probe.app hub worker`, its settings from the environment."""

import os

from innovation_hub.kernel.app import build
from tests import probe

app = build(probe.modules(int(os.environ.get("PROBE_SUBSCRIBERS", "1"))))
