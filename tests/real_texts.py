"""Where real proposals of other councils lie; tests that need them are skipped by name where they are not."""

import os
from pathlib import Path

import pytest

FOLDER = Path(os.environ.get("REAL_TEXTS", Path(__file__).parents[2] / "shared/data/dev"))
needed = pytest.mark.skipif(not FOLDER.exists(), reason="REAL_TEXTS names no folder of real proposals")
