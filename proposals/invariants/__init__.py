"""提案的不變條件: what must hold of proposals, of their revisions, and of the index that finds similar ones."""

from proposals.invariants import index, merges, proposals, revisions, stages

INVARIANTS = (*proposals.INVARIANTS, *stages.INVARIANTS, *revisions.INVARIANTS, *merges.INVARIANTS)
OF_SIMILAR = index.INVARIANTS
