"""正式環境的看守者：網頁與背景程序，誰停了就再開 | Keeps web and workers: what ends is started again."""

import os
import signal
import subprocess
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Event

from innovation_hub.kernel.config import read
from tools.processes import say

PAUSE = 3.0
PATIENCE = 40.0
TICK = 0.2
ALONE = "flask --app wsgi hub run"
FLASK = [sys.executable, "-m", "flask", "--app", "wsgi"]
GUNICORN = [sys.executable, "-m", "gunicorn", "--worker-class", "gthread", "--threads", "8", "--no-control-socket"]


@dataclass
class Program:
    """One of the programs that make the product, and its present process."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    due: float = 0.0

    def keep(self) -> None:
        """Starts it, or starts it again once the pause since its end is over."""
        if self.process and self.process.poll() is not None:
            say(f"{self.name} 結束（{self.process.returncode}），{PAUSE:.0f} 秒後重啟 ended, starts again")
            self.process, self.due = None, time.monotonic() + PAUSE
        if not self.process and time.monotonic() >= self.due:
            self.process = subprocess.Popen(self.command, start_new_session=True)
            say(f"{self.name} 啟動 started, pid {self.process.pid}")

    def ask_to_stop(self) -> None:
        """Tells it to finish what it has in hand."""
        if self.process:
            self.process.terminate()

    def wait(self, until: float) -> None:
        """Until it has ended, or kills it at that moment of the monotonic clock."""
        if not self.process:
            return
        try:
            self.process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            say(f"{self.name} 逾時，強制結束 did not end in time, killed")
            os.killpg(self.process.pid, signal.SIGKILL)


def main() -> int:
    """Exit code 1 when the settings are refused, the migration's when it fails, else 0 after an orderly stop."""
    asked = _arguments()
    refusal = _why_not()
    if refusal:
        say(refusal)
        return 1
    prepared = subprocess.call([*FLASK, "db", "upgrade"]) or subprocess.call([*FLASK, "hub", "seed"])
    if prepared != 0:
        return prepared
    _supervise([_web(asked.web), *(_worker(number) for number in range(1, asked.workers + 1))])
    return 0


def _arguments() -> Namespace:
    parser = ArgumentParser(prog="python -m tools.serve", description=__doc__)
    parser.add_argument("--web", type=int, default=2, help="web processes of eight threads each")
    parser.add_argument("--workers", type=int, default=1, help="worker processes")
    return parser.parse_args()


def _why_not() -> str:
    """The sentence that refuses these settings, ours or the product's own; empty when it starts."""
    tried = subprocess.run([sys.executable, "-c", "import wsgi"], check=False, stderr=subprocess.PIPE, text=True)
    if tried.returncode:
        return tried.stderr.strip().splitlines()[-1]
    if _setting("HUB_BROKER_URL").startswith("memory"):
        return f"HUB_BROKER_URL 須指向 RabbitMQ。 HUB_BROKER_URL must name a RabbitMQ; one process alone: {ALONE}"
    return ""


def _web(processes: int) -> Program:
    address = f"{_setting('HUB_HOST')}:{_setting('HUB_PORT')}"
    return Program("web", [*GUNICORN, "--workers", str(processes), "--bind", address, "wsgi:app"])


def _setting(name: str) -> str:
    """As the product reads it: left empty, it is the default."""
    return str(read(os.environ)[name])


def _worker(number: int) -> Program:
    return Program(f"worker {number}", [*FLASK, "hub", "worker"])


def _supervise(programs: Sequence[Program]) -> None:
    """Keeps all of them until SIGTERM or Ctrl-C, then asks all to stop and waits for them."""
    stopping = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    while not stopping.wait(TICK):
        for program in programs:
            program.keep()
    for program in programs:
        program.ask_to_stop()
    until = time.monotonic() + PATIENCE
    for program in programs:
        program.wait(until)


if __name__ == "__main__":
    sys.exit(main())
