"""跑全部測試：備妥服務、跑 pytest、收拾 | Runs all tests: services made ready, pytest, everything put back."""

import os
import signal
import subprocess
import sys
from contextlib import ExitStack

from tools import chromium, postgres, rabbitmq, scratch
from tools.processes import say

HOW = {
    "HUB_TEST_POSTGRES_URL": "PostgreSQL",
    "HUB_TEST_RABBITMQ_URL": "RabbitMQ",
    "HUB_TEST_CHROMIUM": "Chromium",
}
# Each processor takes a share of the tests, on databases and queues of its own; ARGS="-n0" lets one run them all.
SHARED_OUT = ["-n", "auto", "--dist", "worksteal", "--maxprocesses", "8"]


def main() -> int:
    """Pytest's exit code; SIGTERM, too, puts everything back."""
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    with ExitStack() as stack:
        temporary = stack.enter_context(scratch.folder())
        services = {
            "HUB_TEST_POSTGRES_URL": stack.enter_context(postgres.fresh_database()),
            "HUB_TEST_RABBITMQ_URL": stack.enter_context(rabbitmq.fresh_vhost()),
            "HUB_TEST_CHROMIUM": chromium.path(),
        }
        _tell(services)
        return _pytest({**surroundings(), **services, "TMPDIR": temporary})


def _tell(services: dict[str, str]) -> None:
    for key, value in services.items():
        say(f"{HOW[key]}: {value or '無，相關測試略過 none, its tests are skipped'}")


def surroundings() -> dict[str, str]:
    """The caller's environment without the settings of an installation, which must not steer the tests."""
    return {key: value for key, value in os.environ.items() if not key.startswith("HUB_")}


def _pytest(env: dict[str, str]) -> int:
    """Ctrl-C reaches pytest by itself; we wait until it has closed what it opened."""
    with subprocess.Popen([sys.executable, "-m", "pytest", *SHARED_OUT, *sys.argv[1:]], env=env) as process:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            return process.wait()
        finally:
            process.terminate()


if __name__ == "__main__":
    sys.exit(main())
