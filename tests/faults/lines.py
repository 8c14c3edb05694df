"""A line between a node and its server that can be cut, muted, slowed, or broken in the middle of a message."""

import ctypes
import random
import socket
import struct
import time
from collections import Counter
from contextlib import suppress

from tests.probe.proxy import Proxy

ATTACH, DETACH = 26, 27  # SO_ATTACH_FILTER, SO_DETACH_FILTER of Linux
NOTHING = ctypes.create_string_buffer(struct.pack("HBBI", 0x06, 0, 0, 0))  # the filter that lets no packet in
FILTER = struct.pack("HL", 1, ctypes.addressof(NOTHING))


class Line(Proxy):
    """A proxy with moods; `suffered` counts what really happened to the traffic."""

    def __init__(self, port: int, seed=1) -> None:
        self.mood, self.suffered, self.dice = "", Counter(), random.Random(seed)
        super().__init__(port)

    def cut(self):
        """Ends all connections and refuses new ones."""
        self.suffered["connections cut"] += len(self.pairs) // 2
        self.shut()

    def mute(self):
        """From now on no packet arrives in either direction, and none is acknowledged: a pulled cable."""
        self.suffered["connections muted"] += len(self.pairs) // 2
        self.silent = [self.listener, *self.pairs]
        for line in self.silent:
            line.setsockopt(socket.SOL_SOCKET, ATTACH, FILTER)

    def speak(self):
        """The cable is plugged in again."""
        for line in self.silent:
            with suppress(OSError):  # it may have ended meanwhile
                line.setsockopt(socket.SOL_SOCKET, DETACH, 0)

    def _accept(self):
        with suppress(OSError):
            super()._accept()

    def _hand_on(self, line):
        if self.mood == "slow":
            time.sleep(self.dice.uniform(0.0, 0.05))
            self.suffered["portions delayed"] += 1
        if self.mood == "breaking" and self.dice.random() < 0.02 and line in self.pairs:
            self._halve(line)
        else:
            super()._hand_on(line)

    def _halve(self, line):
        """Half of what comes goes on; then the connection ends."""
        try:
            portion = line.recv(65536)
            self.pairs[line].sendall(portion[: len(portion) // 2])
            self.suffered["messages halved"] += 1
        except OSError:
            pass
        self._end(line)
