"""地基的不變條件: what must hold of the journal, of who has heard it, of the people and of the database itself."""

from innovation_hub.kernel.invariants import engine, hearing, journal, people

INVARIANTS = (*journal.INVARIANTS, *hearing.INVARIANTS, *people.INVARIANTS, *engine.INVARIANTS)
