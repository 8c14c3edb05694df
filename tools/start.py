"""一次載入，依序遷移、備妥示範資料、啟動 | Loads the product once, then migrates, fills the demo world and serves."""

import multiprocessing
import signal
import sys

from flask.cli import FlaskGroup

from wsgi import app

FLASK = FlaskGroup(create_app=lambda: app)
COPY = multiprocessing.get_context("fork")


def main() -> int:
    """Exit code of the first step that fails; the last one serves until it is stopped."""
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    return _apart("db", "upgrade") or _apart("hub", "demo") or _run("hub", "run")


def _apart(*words: str) -> int | None:
    """In a copy of this process, so that a migration's logging and connections do not stay with the server."""
    step = COPY.Process(target=_run, args=words, daemon=True)
    step.start()
    step.join()
    return step.exitcode


def _run(*words: str) -> int:
    FLASK.main(words, prog_name="flask")
    return 0


if __name__ == "__main__":
    sys.exit(main())
