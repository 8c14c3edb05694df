"""備妥服務後製造故障 | Makes the services ready, then all faults at full length."""

import subprocess
import sys
from contextlib import ExitStack

from tools import postgres, rabbitmq
from tools.run_tests import surroundings


def main() -> int:
    """0 when everything held."""
    with ExitStack() as stack:
        services = {
            "HUB_TEST_POSTGRES_URL": stack.enter_context(postgres.fresh_database()),
            "HUB_TEST_RABBITMQ_URL": stack.enter_context(rabbitmq.fresh_vhost()),
        }
        return subprocess.call([sys.executable, "-m", "tests.faults", *sys.argv[1:]], env=surroundings() | services)


if __name__ == "__main__":
    sys.exit(main())
