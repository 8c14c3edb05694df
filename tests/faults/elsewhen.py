"""A process of the product under a false clock: libfaketime 0.9 cannot sleep as Python does, until an instant."""

import select
import sys
import time

time.sleep = lambda seconds: select.select([], [], [], max(0.0, seconds)) and None  # before anybody imports it

from tests.faults.nodes import obey  # noqa: E402 (see above)

if __name__ == "__main__":
    obey(sys.argv[1], sys.argv[2:])
