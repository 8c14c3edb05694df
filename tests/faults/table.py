"""All scenarios: what is done, how often in `make faults`, and how often in the short form among the tests."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from tests.faults import clocks, cuts, disks, downs, kills, mischief, people, queues
from tests.faults.outcome import Outcome

BOTH = ("embedded", "scaled out")


@dataclass(frozen=True)
class Scenario:
    """`run` is given a folder and the numbers of `full` or `short`."""

    name: str
    run: Callable[..., Outcome]
    full: tuple[int, ...] = ()
    short: tuple[int, ...] | None = None


SCENARIOS = (
    *(Scenario(f"kills {one}", partial(kills.kills, one), (200,), (6,)) for one in BOTH),
    Scenario("servers killed", downs.downs, (20, 20_000), (1, 100)),
    Scenario("network", cuts.cuts, (2, 3), None),
    Scenario("leader without database", partial(cuts.lost_leader, server="database"), (), ()),
    Scenario("leader without broker", partial(cuts.lost_leader, server="broker"), (), ()),
    Scenario("disk sqlite", disks.sqlite_full, (5,), (1,)),
    Scenario("disk postgres", disks.postgres_full, (5,), None),
    Scenario("clock embedded", partial(clocks.jumps, "embedded"), (8,), (2,)),
    Scenario("clock scaled out", partial(clocks.jumps, "scaled out"), (8,)),
    *(Scenario(f"mischief {one}", partial(mischief.mischief, one), (15,), (2,)) for one in BOTH),
    *(Scenario(f"asking again {one}", partial(people.asking_again, one), (30,), (3,)) for one in BOTH),
    Scenario("database away", people.database_away, (5,)),
    Scenario("queue purged", queues.purged, (5,), (1,)),
    Scenario("queue restored", queues.restored, (), None),
)
