"""評審: rounds, assignments, scorecards, and how their marks compare.

It may know the rulebook's tiers; it may not know the case they belong to.
"""
