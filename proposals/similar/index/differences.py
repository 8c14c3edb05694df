"""不同的字句: what the title of one text says that the other text does not say."""

from collections.abc import Iterator, Sequence

import numpy as np

from proposals.similar.index.terms import Unit, Vector, pairs, units

SHORTEST, LONGEST, MOST = 2, 16, 3  # characters of a phrase, and phrases


def differences(one: str, other: str) -> list[str]:
    """What the first line of one text says and the other text does not, in the order it is said."""
    title = one.partition("\n")[0]
    run, known = units(title), Vector.of(other).terms
    if not run:
        return []
    said = np.isin(pairs(np.array([unit.code for unit in run], np.uint32)), known).tolist()
    own = [unit for n, unit in enumerate(run) if not (said[max(n - 1, 0) : n + 1].count(True))]
    found = [title[some[0].start : some[-1].end] for some in _neighbours(own)]
    return [phrase[:LONGEST] for phrase in found if len(phrase) >= SHORTEST][:MOST]


def _neighbours(some: Sequence[Unit]) -> Iterator[list[Unit]]:
    """The units in runs without a gap."""
    run: list[Unit] = []
    for unit in some:
        if run and unit.start > run[-1].end:
            yield run
            run = []
        run.append(unit)
    if run:
        yield run
