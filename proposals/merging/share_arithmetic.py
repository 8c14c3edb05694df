"""貢獻的合併: the shares of two proposals as the shares of one, in percent with two decimals that sum to 100."""

from collections.abc import Mapping

from proposals.percent import Number, apportion, hundredths, percent

WHOLE = 100


def joint(parent: Mapping[int, Number], child: Mapping[int, Number], portion: int) -> dict[int, Number]:
    """Everyone's share of the merged proposal: of the child's proposers together `portion` %, the rest of the parent's.

    The parent's proposers come first, each side in its order; who stands on both sides has both. Rounded to hundredths
    of a percent by largest remainder, at least one hundredth each.
    """
    exact = dict.fromkeys([*parent, *child], 0)
    for side, weight in ((parent, WHOLE - portion), (child, portion)):
        for person, share in side.items():
            exact[person] += hundredths(share) * weight
    return {person: percent(part) for person, part in apportion(exact, WHOLE).items()}


def even(parents: int, children: int) -> int:
    """The portion of the child's side where every proposal counts the same; halves rounded up, from 1 to 99."""
    return min(99, max(1, (2 * WHOLE * children + parents + children) // (2 * (parents + children))))
