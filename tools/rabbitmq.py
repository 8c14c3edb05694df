"""測試用的 RabbitMQ：現成的，或自己開的 | RabbitMQ for the tests: the one that answers, else one of our own."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tools import debian
from tools.processes import becomes, free_port, running, say

NAME = f"hub_test_{os.getpid()}"
USUAL_PORT = 5672
GREETING = b"AMQP\x00\x00\x09\x01"
# Debian's wrapper on the PATH insists on the machine's own node and user; the program behind it does not.
SERVERS = ("/usr/lib/rabbitmq/bin/rabbitmq-server", "rabbitmq-server")


@contextmanager
def fresh_vhost() -> Iterator[str]:
    """URL of a virtual host made for this run and deleted at its end; empty where there is no RabbitMQ."""
    with ExitStack() as stack:
        if answers(USUAL_PORT) and _add_vhost():
            stack.callback(_control, "delete_vhost", NAME)
            yield f"amqp://guest:guest@127.0.0.1:{USUAL_PORT}/{NAME}"
        else:
            yield stack.enter_context(our_own())


def _add_vhost() -> bool:
    return (
        _control("authenticate_user", "guest", "guest")
        and _control("add_vhost", NAME)
        and _control("set_permissions", "-p", NAME, "guest", ".*", ".*", ".*")
    )


def _control(*words: str) -> bool:
    if not shutil.which("rabbitmqctl"):
        return False
    return subprocess.run(["rabbitmqctl", "--quiet", *words], check=False, capture_output=True).returncode == 0


@contextmanager
def our_own() -> Iterator[str]:
    """URL of a node started for this run alone."""
    found = program()
    if not found:
        yield ""
        return
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="hub-rabbitmq-", ignore_cleanup_errors=True))
        yield stack.enter_context(_node(found, Path(folder)))


def program() -> str | None:
    """The server's program, installed where that can be done; None where not."""
    return _server() or _installed()


def _installed() -> str | None:
    return _server() if debian.install("rabbitmq-server") else None


def _server() -> str | None:
    return next((found for name in SERVERS if (found := shutil.which(name))), None)


@contextmanager
def _node(program: str, folder: Path) -> Iterator[str]:
    """A node with its own name, ports, folder and name server, so that it meets no other node of the machine."""
    port, names = free_port(), free_port()
    say(f"啟動 RabbitMQ，埠 {port} Starting RabbitMQ")
    env = environment(folder, port, names)
    with running(["epmd"], folder / "epmd.log", env), running([program], folder / "log", env) as process:
        ready = becomes(lambda: answers(port), process, seconds=180)
        yield f"amqp://guest:guest@127.0.0.1:{port}//" if ready else ""


def environment(folder: Path, port: int, names: int) -> dict[str, str]:
    """What a node is told that has this folder, this port, and its name server at that one."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        "ERL_EPMD_PORT": str(names),
        "ERL_EPMD_ADDRESS": "127.0.0.1",
        "RABBITMQ_NODENAME": f"{NAME}@localhost",
        "RABBITMQ_NODE_PORT": str(port),
        "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
        "RABBITMQ_DIST_PORT": str(free_port()),
        "RABBITMQ_MNESIA_BASE": str(folder),
        "RABBITMQ_LOG_BASE": str(folder),
        "RABBITMQ_CONFIG_FILE": str(folder / "none"),
        "RABBITMQ_CONF_ENV_FILE": str(folder / "none"),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "plugins"),
    }


def answers(port: int) -> bool:
    """RabbitMQ opens its port last, so a reply to the greeting means that users and queues are there."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=3) as line:
            line.sendall(GREETING)
            return bool(line.recv(1))
    except OSError:
        return False
