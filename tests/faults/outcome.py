"""One line of the table: which fault, how often it really happened, and what became of the events."""

import os
from dataclasses import dataclass

from tests.faults.load import wrong
from tests.faults.verdict import Verdict

SECONDS = 10
CORES = os.cpu_count() or 1


@dataclass(frozen=True)
class Outcome:
    """What a scenario found; `load` is how many processes wanted the machine at its end."""

    scenario: str
    setting: str
    faults: dict[str, int]
    verdict: Verdict
    recovery: float
    wrong: dict[str, int]
    answers: dict[str, int]
    load: float

    @classmethod
    def of(cls, scenario, world, faults, verdict):
        """Taken from the world it happened in."""
        said, load = world.answers, os.getloadavg()[0]
        return cls(
            scenario, world.setting, faults, verdict, world.recovery, wrong(said) | world.complaints, dict(said), load
        )

    def complaints(self, timed=True):
        """What should not be: empty when all holds. A machine shared with others is given the time they take.

        Not `timed`, how long it took is not judged: the world already fails when nothing moves any more.
        """
        one, seconds = self.verdict, SECONDS * max(1.0, self.load / CORES)
        found = {
            "lost": one.lost,
            "doubled": one.doubled,
            "misordered": one.misordered,
            "not applied": one.behind,
            "never happened": [fault for fault, count in self.faults.items() if count <= 0],
            "nothing told": not one.events,
            "slow to recover": timed and self.recovery > seconds and round(self.recovery, 1),
            "answers": self.wrong,
        }
        return {what: count for what, count in found.items() if count}

    def row(self):
        """As the table shows it."""
        one = self.verdict
        faults = ", ".join(f"{what} {count}" for what, count in self.faults.items())
        figures = (one.events, one.lost, one.doubled, one.misordered, f"{self.recovery:.1f}", f"{self.load:.1f}")
        return [self.scenario, self.setting, faults, *map(str, figures)]
