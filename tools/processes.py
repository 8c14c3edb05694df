"""外部程式：啟動、等候、按編號停止 | Programs beside ours: started, waited for, and stopped by their own id."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 30


def say(sentence: str) -> None:
    """Progress goes to stderr: stdout belongs to the program that was asked for."""
    print(sentence, file=sys.stderr, flush=True)


def free_port() -> int:
    """A port nobody listens on at this moment."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def running(
    command: Sequence[str], log: Path, env: Mapping[str, str], user: str | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A program in a session of its own: a Ctrl-C meant for us does not reach it before its users are done."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            env=env,
            user=user,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGINT)
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def becomes(ready: Callable[[], bool], process: subprocess.Popen[bytes], seconds: float = 60) -> bool:
    """True as soon as it is ready, False when the program ended or the time is up."""
    until = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < until:
        if ready():
            return True
        time.sleep(0.2)
    return False
