"""貢獻的合併: the shares of two proposals as the shares of one, in whole percent that sum to 100."""

from collections.abc import Mapping

WHOLE = 100


def joint(parent: Mapping[int, int], child: Mapping[int, int], portion: int) -> dict[int, int]:
    """Everyone's share of the merged proposal: of the child's proposers together `portion` %, the rest of the parent's.

    The parent's proposers come first, each side in its order; who stands on both sides has both. Rounded down, at least
    1; what is left goes to the largest remainders, what is too much comes from the largest shares; the earlier first.
    """
    exact = dict.fromkeys([*parent, *child], 0)
    for side, weight in ((parent, WHOLE - portion), (child, portion)):
        for person, share in side.items():
            exact[person] += share * weight
    found = {person: max(1, hundredths // WHOLE) for person, hundredths in exact.items()}
    _give(found, exact, WHOLE - sum(found.values()))
    return found


def even(parents: int, children: int) -> int:
    """The portion of the child's side where every proposal counts the same; halves rounded up, from 1 to 99."""
    return min(99, max(1, (2 * WHOLE * children + parents + children) // (2 * (parents + children))))


def _give(found: dict[int, int], exact: Mapping[int, int], rest: int) -> None:
    """Gives a rest above zero away, one each; takes one below zero back, one after the other."""
    if rest > 0:
        for person in sorted(found, key=lambda person: found[person] * WHOLE - exact[person])[:rest]:
            found[person] += 1
    for _ in range(-rest):
        found[max(found, key=lambda person: found[person])] -= 1
