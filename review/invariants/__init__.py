"""預審的不變條件: what must hold of cases, rounds, assignments, scorecards, dossiers and rulebooks."""

from review.invariants import assignments, cards, cases, rounds, rulebooks

INVARIANTS = (
    *cases.INVARIANTS,
    *rounds.INVARIANTS,
    *assignments.INVARIANTS,
    *cards.INVARIANTS,
    *rulebooks.INVARIANTS,
)
