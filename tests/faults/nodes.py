"""Processes of the product: forked from a server that has loaded it, or started anew; killed by their own id."""

import importlib
import multiprocessing
import os
import signal
import subprocess
import sys
from multiprocessing.process import BaseProcess

from flask.cli import FlaskGroup

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.faults.app", "wsgi"])
PROBE, PRODUCT = "tests.faults.app:create", "wsgi:create_app"


class Node:
    """One process: `words` is what stands after `flask`."""

    def __init__(self, name, words, environ, log, program=PROBE) -> None:
        self.name, self.words, self.environ, self.log, self.program = name, words, environ, log, program
        self.process: BaseProcess | None = None
        self.killed = 0

    def start(self):
        told = (self.program, self.words, self.environ, str(self.log))
        self.process = FORKS.Process(target=run, args=told, daemon=True)
        self.process.start()

    @property
    def pid(self):
        return self.process.pid

    def kill(self):
        """kill -9; counted when it was this that ended it."""
        os.kill(self.pid, signal.SIGKILL)
        self.process.join(10)
        self.killed += self.process.exitcode == -signal.SIGKILL

    def stop(self):
        """Asks it to end, and sees that it does."""
        self.process.terminate()
        self.process.join(15)
        if self.process.is_alive():
            self.process.kill()
            self.process.join(5)


class Spawned(Node):
    """A process that is started anew, so that a library can be loaded before it."""

    def start(self):
        command = [sys.executable, "-m", "tests.faults.elsewhen", self.program, *self.words]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, env=self.environ, stdout=log, stderr=log)

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def run(program, words, environ, log):
    """The command, in this process."""
    os.environ.clear()
    os.environ.update(environ)
    written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(written, 1)
    os.dup2(written, 2)
    obey(program, words)


def obey(program, words):
    module, function = program.split(":")
    create = getattr(importlib.import_module(module), function)
    FlaskGroup(create_app=create).main(words, prog_name="flask")
