"""Workers in threads of the test's own process."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def working(*processes) -> Iterator[None]:
    """Inside, these worker processes run, each in a thread."""
    threads = [threading.Thread(target=process.run) for process in processes]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        for process in processes:
            process.stop.set()
        for thread in threads:
            thread.join(20)
            assert not thread.is_alive(), "a worker did not stop"
