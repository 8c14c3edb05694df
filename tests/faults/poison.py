"""Poison: one event in a hundred, which the first subscriber cannot handle."""

from tests import probe

LENGTH = 10  # events of a stream; one stream in ten holds one that is poison


class Poisonous(Exception):
    """What the subscriber says."""


class Everywhere(dict):
    """Trouble at every event that is poison."""

    def get(self, event, fallback):
        return refuse if event[0] == "probe1" and is_poison(*event[1:]) else fallback


def is_poison(probe_id, number):
    return probe_id % 10 == 1 and number == LENGTH // 2


def refuse():
    raise Poisonous


def serve():
    """Has this process's subscriber find it."""
    probe.troubles = Everywhere()
