"""量測：備妥服務後量測各項 | Makes the servers ready as the tests do, then runs bench/run.py with what was asked."""

import os
import subprocess
import sys
from contextlib import ExitStack

from tools import postgres, rabbitmq

SERVERS = {"HUB_TEST_POSTGRES_URL": postgres.fresh_database, "HUB_TEST_RABBITMQ_URL": rabbitmq.fresh_vhost}


def main() -> int:
    """The exit code; servers named in the environment are taken instead."""
    with ExitStack() as stack:
        env = {key: value for key, value in os.environ.items() if key.startswith("HUB_TEST_") or key[:4] != "HUB_"}
        for key, made in SERVERS.items():
            env[key] = env.get(key) or stack.enter_context(made())
        return subprocess.run([sys.executable, "-m", "bench.run", *sys.argv[1:]], env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
