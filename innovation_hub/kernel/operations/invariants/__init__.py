"""地基的不變條件: what must hold of the journal, of who has handled it, of the people and of the database itself."""

from innovation_hub.kernel.operations.invariants import engine, handling, journal, people

INVARIANTS = (*journal.INVARIANTS, *handling.INVARIANTS, *people.INVARIANTS, *engine.INVARIANTS)
